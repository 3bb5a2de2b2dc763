// SPDX-License-Identifier: Apache-2.0
import { LitElement, css, html } from 'lit';
import { shortcuts } from './shortcuts.js';
import { t } from './words.js';

/** What the keys do, as of the moment it is shown. */
class HuitongKeys extends LitElement {
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
    .keys dd {
      margin: 0;
    }
  `;

  show() {
    this.requestUpdate();
    this.updateComplete.then(() => this.renderRoot.querySelector('sl-dialog').show());
  }

  render() {
    return html`<sl-dialog label=${t({ zh: '快捷键', en: 'Keyboard shortcuts' })}>
      <dl class="keys">
        ${shortcuts().map(
          ({ keys, text }) => html`<dt>${keys.split(' ').map((key) => html`<kbd>${key}</kbd>`)}</dt>
            <dd>${t(text)}</dd>`,
        )}
      </dl>
    </sl-dialog>`;
  }
}

customElements.define('huitong-keys', HuitongKeys);
