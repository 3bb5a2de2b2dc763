// SPDX-License-Identifier: Apache-2.0
// One thing in a dialog, to be changed and saved: what every editor of a page has in common.
import { LitElement, css, html, nothing } from 'lit';
import { sentence } from './api.js';
import { sheet } from './sheet.js';
import { confirm } from './toast.js';
import { t } from './words.js';

const DISCARD = { zh: '放弃', en: 'Discard' };
const UNSAVED = { zh: '有未保存的修改，确定放弃吗？', en: 'There are unsaved changes. Discard them?' };

/**
 * Fires `saved` with what the hub answered, and `closed` when the dialog is gone. Whoever extends it calls `begin` with
 * a draft, says `heading()`, `fields()` and `save(draft)`, and may say `missing(draft)`, and `deed()` where it is not kept
 * but sent.
 */
export class Editor extends LitElement {
  static properties = {
    draft: { state: true },
    problem: { state: true },
    busy: { state: true },
  };

  static styles = [
    sheet,
    css`
      sl-dialog {
        --width: min(42rem, calc(100vw - 1.5rem));
      }
      /* What does not fit scrolls between two lines: without them it looks cut off. */
      sl-dialog::part(body) {
        border-block: 1px solid var(--huitong-line);
      }
      form {
        display: grid;
        gap: 0.875rem;
        grid-template-columns: repeat(2, minmax(0, 1fr));
        align-items: start;
      }
      .wide {
        grid-column: 1 / -1;
      }
      @media (max-width: 40rem) {
        form {
          grid-template-columns: minmax(0, 1fr);
        }
      }
    `,
  ];

  #before;
  #sure = false;

  /** Shows that draft; nothing has been changed in it yet. */
  begin(draft) {
    this.draft = draft;
    this.#before = JSON.stringify(draft);
    this.problem = null;
  }

  /** Changes some fields of the draft. */
  set(values) {
    this.draft = { ...this.draft, ...values };
  }

  /** Whether these fields of the draft are as they were. */
  untouched(...fields) {
    const before = JSON.parse(this.#before);
    return fields.every((field) => JSON.stringify(this.draft[field]) === JSON.stringify(before[field]));
  }

  /** A sentence about what has to be filled in first; nothing where the draft can be sent. */
  missing() {}

  firstUpdated() {
    this.#dialog.updateComplete.then(() => this.#dialog.show());
  }

  deed() {
    return t({ zh: '保存', en: 'Save' });
  }

  render() {
    return html`<sl-dialog
      label=${this.heading()}
      @sl-request-close=${this.#asked}
      @sl-initial-focus=${this.#focus}
      @sl-after-hide=${this.#hidden}
    >
      <form @submit=${this.#submit}>
        ${this.problem ? html`<div class="wide" role="alert"><sl-alert variant="danger" open>${this.problem}</sl-alert></div>` : nothing}
        ${this.fields()}
      </form>
      <sl-button slot="footer" @click=${this.#cancel}>${t({ zh: '取消', en: 'Cancel' })}</sl-button>
      <sl-button slot="footer" variant="primary" class="save" ?loading=${this.busy} @click=${this.#submit}>
        ${this.deed()}
      </sl-button>
    </sl-dialog>`;
  }

  get #dialog() {
    return this.renderRoot.querySelector('sl-dialog');
  }

  #focus(event) {
    const first = this.renderRoot.querySelector('form [name]:not([disabled])');
    if (event.target === this.#dialog && first) {
      event.preventDefault();
      first.focus();
    }
  }

  async #submit(event) {
    event.preventDefault();
    if (this.busy || this.#sure || !this.renderRoot.querySelector('form').reportValidity()) return;
    const missing = this.missing(this.draft);
    if (missing) {
      this.#fail(missing);
      return;
    }
    this.busy = true;
    try {
      const saved = await this.save(this.draft);
      this.dispatchEvent(new CustomEvent('saved', { detail: saved }));
      this.#close();
    } catch (problem) {
      this.#fail(sentence(problem));
    } finally {
      this.busy = false;
    }
  }

  async #fail(text) {
    this.problem = text;
    await this.updateComplete;
    this.renderRoot.querySelector('[role=alert]').scrollIntoView({ block: 'nearest' });
  }

  #asked(event) {
    if (!this.#sure) {
      event.preventDefault();
      this.#cancel();
    }
  }

  async #cancel() {
    const unchanged = JSON.stringify(this.draft) === this.#before;
    if (unchanged || (await confirm(UNSAVED, { yes: DISCARD, danger: true }))) this.#close();
  }

  #close() {
    this.#sure = true;
    this.#dialog.hide();
  }

  #hidden(event) {
    if (event.target === this.#dialog) this.dispatchEvent(new CustomEvent('closed'));
  }
}
