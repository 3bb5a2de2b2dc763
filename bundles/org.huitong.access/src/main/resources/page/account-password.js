// SPDX-License-Identifier: Apache-2.0
// A password that the hub has made, shown once. Fires `closed` when the dialog is gone.
import { LitElement, css, html } from 'lit';
import { sheet } from 'huitong';
import { passwordOf, w } from './accounts-words.js';

class AccountPassword extends LitElement {
  static properties = {
    name: { attribute: false },
    password: { attribute: false },
  };

  static styles = [
    sheet,
    css`
      sl-dialog {
        --width: min(30rem, calc(100vw - 1.5rem));
      }
      .secret {
        display: flex;
        align-items: center;
        gap: 0.5rem;
        margin-top: 0.875rem;
        padding: 0.5rem 0.75rem;
        border: 1px solid var(--huitong-line);
        border-radius: 8px;
      }
      code {
        flex: 1;
        font: 1rem var(--sl-font-mono);
        overflow-wrap: anywhere;
        user-select: all;
      }
    `,
  ];

  firstUpdated() {
    this.#dialog.updateComplete.then(() => this.#dialog.show());
  }

  get #dialog() {
    return this.renderRoot.querySelector('sl-dialog');
  }

  render() {
    return html`<sl-dialog label=${passwordOf(this.name)} @sl-request-close=${this.#asked} @sl-after-hide=${this.#hidden}>
      <p>${w('handOver')}</p>
      <div class="secret">
        <code>${this.password}</code>
        <sl-copy-button value=${this.password} copy-label=${w('copy')}></sl-copy-button>
      </div>
      <sl-button slot="footer" variant="primary" @click=${() => this.#dialog.hide()}>${w('close')}</sl-button>
    </sl-dialog>`;
  }

  /** It is not shown again: a click beside it or a key too many must not take it away. */
  #asked(event) {
    if (event.detail.source !== 'close-button') event.preventDefault();
  }

  #hidden(event) {
    if (event.target === this.#dialog) this.dispatchEvent(new CustomEvent('closed'));
  }
}

if (!customElements.get('huitong-account-password')) customElements.define('huitong-account-password', AccountPassword);
