// SPDX-License-Identifier: Apache-2.0
import { LitElement, css, html, nothing } from 'lit';
import { api, sentence } from './api.js';
import { sheet } from './sheet.js';
import { formatTime, t } from './words.js';

/** Where somebody is logged in, as of the moment it is shown, and a way to end each. */
class HuitongSessions extends LitElement {
  static properties = {
    _items: { state: true },
    _trouble: { state: true },
    _busy: { state: true },
  };

  static styles = [
    sheet,
    css`
      sl-dialog {
        --width: min(34rem, calc(100vw - 1.5rem));
      }
      ul {
        list-style: none;
        margin: 0;
        padding: 0;
      }
      li {
        display: flex;
        align-items: center;
        gap: 0.75rem;
        padding: 0.625rem 0;
        border-bottom: 1px solid var(--huitong-line);
      }
      li:last-child {
        border-bottom: 0;
      }
      li div {
        flex: 1;
        min-width: 0;
        overflow-wrap: anywhere;
      }
      small {
        display: block;
        color: var(--huitong-quiet);
        font-size: 0.8125rem;
      }
    `,
  ];

  show() {
    this._items = undefined;
    this.requestUpdate();
    this.updateComplete.then(() => this.renderRoot.querySelector('sl-dialog').show());
    this.#try(async () => {});
  }

  render() {
    const others = this._items?.some((item) => !item.here);
    return html`<sl-dialog label=${t({ zh: '我的登录', en: 'Where I am logged in' })}>
      ${this._trouble
        ? html`<sl-alert variant="danger" open role="alert">
            <sl-icon slot="icon" name="exclamation-octagon"></sl-icon>${this._trouble}
          </sl-alert>`
        : nothing}
      ${this._items ? html`<ul>${this._items.map((item) => this.#line(item))}</ul>` : this._trouble ? nothing : html`<sl-spinner></sl-spinner>`}
      ${others
        ? html`<sl-button slot="footer" class="others" ?disabled=${this._busy} @click=${() => this.#end('')}
            >${t({ zh: '退出其他所有登录', en: 'Log out everywhere else' })}</sl-button
          >`
        : nothing}
    </sl-dialog>`;
  }

  #line(item) {
    const from = item.from ?? t({ zh: '地址未知', en: 'Unknown address' });
    const used = formatTime(item.usedAt);
    return html`<li>
      <div>
        ${from}
        ${item.here ? html` <sl-tag size="small" variant="success">${t({ zh: '当前', en: 'This one' })}</sl-tag>` : nothing}
        <small>
          ${t({ zh: `登录于 ${formatTime(item.openedAt)}，最近使用 ${used}`, en: `Since ${formatTime(item.openedAt)}, last used ${used}` })}
        </small>
      </div>
      ${item.here
        ? nothing
        : html`<sl-button size="small" ?disabled=${this._busy} aria-label=${t({ zh: `退出 ${from} 的登录`, en: `Log out at ${from}` })} @click=${() => this.#end(item.id)}
            >${t({ zh: '退出', en: 'Log out' })}</sl-button
          >`}
    </li>`;
  }

  #end(id) {
    this.#try(() => api.delete(id ? `sessions/${id}` : 'sessions'));
  }

  /** Does it, and reads what is left. */
  async #try(work) {
    this._busy = true;
    this._trouble = undefined;
    try {
      await work();
    } catch (problem) {
      this._trouble = sentence(problem);
    }
    try {
      this._items = (await api.get('sessions')).items;
    } catch (problem) {
      this._trouble ??= sentence(problem);
    } finally {
      this._busy = false;
    }
    // The button that had it may be gone with its line: whoever goes by keyboard stays in the dialog.
    await this.updateComplete;
    const dialog = this.renderRoot.querySelector('sl-dialog');
    if (dialog.open && !this.renderRoot.activeElement) {
      (this.renderRoot.querySelector('li sl-button') ?? dialog.shadowRoot.querySelector('[part~=panel]'))?.focus();
    }
  }
}

customElements.define('huitong-sessions', HuitongSessions);
