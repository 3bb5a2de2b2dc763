// SPDX-License-Identifier: Apache-2.0
import { LitElement, css, html } from 'lit';
import { shortcuts } from './shortcuts.js';
import { t } from './words.js';

/** What the shell answers; the others are of the page that is shown. */
const EVERYWHERE = /^(g .|\?|t|Ctrl\+K)$/;

/** What the keys do, as of the moment it is shown. */
class HuitongKeys extends LitElement {
  static properties = { page: { attribute: false } };

  static styles = css`
    kbd {
      display: inline-block;
      min-width: 1.5em;
      text-align: center;
      padding: 0.05rem 0.4rem;
      margin-inline-end: 0.25rem;
      border: 1px solid var(--huitong-line);
      border-bottom-width: 2px;
      border-radius: 5px;
      background: var(--huitong-canvas);
      font: 500 0.8125rem var(--sl-font-mono);
    }
    .keys {
      display: grid;
      grid-template-columns: max-content 1fr;
      gap: 0.5rem 1rem;
      margin: 0;
      align-items: baseline;
    }
    h2 {
      font-size: 0.875rem;
      margin: 1rem 0 0.5rem;
      color: var(--huitong-quiet);
    }
    h2:first-child {
      margin-top: 0;
    }
    .keys dd {
      margin: 0;
    }
  `;

  show() {
    this.requestUpdate();
    this.updateComplete.then(() => this.renderRoot.querySelector('sl-dialog').show());
  }

  render() {
    const own = shortcuts().filter(({ keys }) => !EVERYWHERE.test(keys));
    return html`<sl-dialog label=${t({ zh: '快捷键', en: 'Keyboard shortcuts' })}>
      ${own.length ? html`<h2>${this.page ? t(this.page.title) : ''}</h2>${this.#list(own)}` : ''}
      <h2>${t({ zh: '处处可用', en: 'Everywhere' })}</h2>
      ${this.#list(shortcuts().filter((key) => !own.includes(key)))}
    </sl-dialog>`;
  }

  #list(keys) {
    return html`<dl class="keys">
      ${keys.map(
        (key) => html`<dt>${key.keys.split(' ').map((one) => html`<kbd>${one}</kbd>`)}</dt>
          <dd>${t(key.text).replace(/^[^：:]{1,20}[：:]\s*/, '')}</dd>`,
      )}
    </dl>`;
  }
}

customElements.define('huitong-keys', HuitongKeys);
