// SPDX-License-Identifier: Apache-2.0
// One line in a dialog. Fires `saved` when it is on the shelf and `closed` when the dialog is gone.
import { LitElement, css, html, nothing } from 'lit';
import { ProblemError, api, confirm, sheet } from 'huitong';
import { DISCARD, PLATFORMS, UNSAVED, platformName, problemText, w } from './mapping-words.js';

const lines = (text) => text.split(/\r?\n/).map((line) => line.trim()).filter(Boolean);

class MappingEditor extends LitElement {
  static properties = {
    /** The line to edit; one without an id is new. */
    line: { attribute: false },
    /** Platforms that other lines name. */
    platforms: { attribute: false },
    draft: { state: true },
    recent: { state: true },
    problem: { state: true },
    busy: { state: true },
  };

  static styles = [
    sheet,
    css`
      sl-dialog {
        --width: min(42rem, calc(100vw - 1.5rem));
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
  #departments;

  willUpdate(changed) {
    if (changed.has('line')) {
      this.draft = { platform: PLATFORMS[0], tenant: '', account: '', project: '', company: '', note: '', departments: [], ...this.line };
      if (!this.draft.conversation || this.draft.conversation === '*') this.draft.conversation = '';
      this.#departments = this.draft.departments.join('\n');
      this.#before = JSON.stringify(this.draft);
    }
  }

  firstUpdated() {
    this.#dialog.updateComplete.then(() => this.#dialog.show());
    if (!this.draft.id) this.#look();
  }

  get #dialog() {
    return this.renderRoot.querySelector('sl-dialog');
  }

  #set(values) {
    this.draft = { ...this.draft, ...values };
  }

  /** Whoever may not read messages writes the ids by hand. */
  async #look() {
    try {
      const { items } = await api.get('messages?limit=200');
      const seen = new Map();
      for (const { platform, tenant, conversation, account, departments } of items) {
        const id = conversation?.id ?? conversation;
        const key = `${platform} ${tenant} ${id}`;
        if (id && !seen.has(key)) {
          seen.set(key, { platform, tenant, account, id, title: conversation?.title, mapped: departments?.length > 0 });
        }
      }
      this.recent = [...seen.values()].sort((a, b) => a.mapped - b.mapped);
    } catch (problem) {
      if (!(problem instanceof ProblemError)) throw problem;
      this.recent = [];
    }
  }

  #chosen(event) {
    const one = this.recent[Number(event.target.value)];
    if (one) {
      this.#set({ platform: one.platform, tenant: one.tenant, account: '', conversation: one.id, note: this.draft.note || (one.title ?? '') });
    }
  }

  render() {
    const { draft } = this;
    return html`<sl-dialog
      label=${draft.id ? w('editLine') : w('add')}
      @sl-request-close=${this.#asked}
      @sl-after-hide=${this.#hidden}
    >
      <form @submit=${this.#submit}>
        ${this.problem ? html`<div class="wide" role="alert"><sl-alert variant="danger" open>${this.problem}</sl-alert></div>` : nothing}
        ${this.recent?.length
          ? html`<sl-select size="small" class="wide" label=${w('recent')} help-text=${w('recentHelp')} hoist @sl-change=${this.#chosen}>
              ${this.recent.map(
                (one, i) => html`<sl-option value=${String(i)}>${platformName(one.platform)} · ${one.title ?? one.id}</sl-option>`,
              )}
            </sl-select>`
          : nothing}
        <sl-select size="small" name="platform" label=${w('platform')} hoist .value=${draft.platform} @sl-change=${(e) => this.#set({ platform: e.target.value })}>
          ${[...new Set([...PLATFORMS, ...(this.platforms ?? []), draft.platform])].map((p) => html`<sl-option value=${p}>${platformName(p)}</sl-option>`)}
        </sl-select>
        ${this.#text('conversation', 256)} ${this.#text('account', 128)} ${this.#text('tenant', 128)}
        <sl-textarea
          name="departments"
          size="small"
          class="wide"
          label=${w('departments')}
          help-text=${w('departmentsHelp')}
          rows="3"
          resize="auto"
          .value=${this.#departments}
          @sl-input=${(e) => this.#set({ departments: lines(e.target.value) })}
        ></sl-textarea>
        ${this.#text('project', 128)} ${this.#text('company', 128)} ${this.#text('note', 1000, 'wide')}
      </form>
      <sl-button slot="footer" @click=${this.#cancel}>${w('cancel')}</sl-button>
      <sl-button slot="footer" variant="primary" class="save" ?loading=${this.busy} @click=${this.#submit}>${w('save')}</sl-button>
    </sl-dialog>`;
  }

  #text(field, longest, style = '') {
    const help = ['project', 'company'].includes(field) ? '' : w(`${field}Help`);
    return html`<sl-input
      name=${field}
      size="small"
      class=${style}
      label=${w(field)}
      help-text=${help}
      maxlength=${longest}
      autocomplete="off"
      .value=${this.draft[field] ?? ''}
      @sl-input=${(e) => this.#set({ [field]: e.target.value })}
    ></sl-input>`;
  }

  async #submit(event) {
    event.preventDefault();
    if (this.busy) return;
    this.busy = true;
    try {
      const { id, ...body } = this.draft;
      const saved = id ? await api.put(`mapping/${id}`, body) : await api.post('mapping', body);
      this.dispatchEvent(new CustomEvent('saved', { detail: saved }));
      this.#close();
    } catch (problem) {
      this.problem = problemText(problem);
      await this.updateComplete;
      this.renderRoot.querySelector('[role=alert]').scrollIntoView({ block: 'nearest' });
    } finally {
      this.busy = false;
    }
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

if (!customElements.get('huitong-mapping-editor')) customElements.define('huitong-mapping-editor', MappingEditor);
