// SPDX-License-Identifier: Apache-2.0
// One rule in a dialog. Fires `saved` when it is on the shelf and `closed` when the dialog is gone.
import { LitElement, css, html, nothing } from 'lit';
import { api, confirm, sheet } from 'huitong';
import './rules-trial.js';
import { DISCARD, PLATFORMS, PRIORITIES, TYPES, UNSAVED, platformName, priorityName, problemText, typeName, w } from './rules-words.js';

const lines = (text) => text.split(/\r?\n/).map((line) => line.trim()).filter(Boolean);
const words = (text) => text.split(/[,，、;；\s]+/).filter(Boolean);

class RulesEditor extends LitElement {
  static properties = {
    /** The rule to edit; one without an id is new. */
    rule: { attribute: false },
    /** Platforms that other rules name. */
    platforms: { attribute: false },
    draft: { state: true },
    problem: { state: true },
    busy: { state: true },
  };

  static styles = [
    sheet,
    css`
      sl-dialog {
        --width: min(46rem, calc(100vw - 1.5rem));
      }
      form {
        display: grid;
        gap: 0.875rem;
        grid-template-columns: repeat(2, minmax(0, 1fr));
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

  willUpdate(changed) {
    if (changed.has('rule')) {
      this.draft = { exceptions: [], tags: [], platforms: [], types: [], enabled: true, note: '', name: '', keywords: [], ...this.rule };
      this.#before = JSON.stringify(this.draft);
      this.problem = null;
    }
  }

  firstUpdated() {
    this.#dialog.updateComplete.then(() => this.#dialog.show());
  }

  get #dialog() {
    return this.renderRoot.querySelector('sl-dialog');
  }

  #set(values) {
    this.draft = { ...this.draft, ...values };
  }

  render() {
    const { draft } = this;
    return html`<sl-dialog
      label=${draft.id ? w('editRule') : w('add')}
      @sl-request-close=${this.#asked}
      @sl-initial-focus=${this.#focus}
      @sl-after-hide=${this.#hidden}
    >
      <form @submit=${this.#submit}>
        ${this.problem ? html`<div class="wide" role="alert"><sl-alert variant="danger" open>${this.problem}</sl-alert></div>` : nothing}
        <sl-input
          name="name"
          size="small"
          class="wide"
          label=${w('name')}
          help-text=${w('nameHelp')}
          maxlength="64"
          required
          autocomplete="off"
          .value=${draft.name}
          @sl-input=${(e) => this.#set({ name: e.target.value })}
        ></sl-input>
        <sl-textarea
          name="keywords"
          size="small"
          label=${w('keywords')}
          help-text=${w('keywordsHelp')}
          rows="6"
          required
          autocomplete="off"
          .value=${this.draftText('keywords')}
          @sl-input=${(e) => this.#set({ keywords: lines(e.target.value) })}
        ></sl-textarea>
        <sl-textarea
          name="exceptions"
          size="small"
          label=${w('exceptions')}
          help-text=${w('exceptionsHelp')}
          rows="6"
          autocomplete="off"
          .value=${this.draftText('exceptions')}
          @sl-input=${(e) => this.#set({ exceptions: lines(e.target.value) })}
        ></sl-textarea>
        <sl-select
          name="priority"
          size="small"
          label=${w('priority')}
          .value=${draft.priority ?? 'none'}
          hoist
          @sl-change=${(e) => this.#set({ priority: e.target.value === 'none' ? undefined : e.target.value })}
        >
          <sl-option value="none">${w('none')}</sl-option>
          ${PRIORITIES.map((p) => html`<sl-option value=${p}>${priorityName(p)}</sl-option>`)}
        </sl-select>
        <sl-input
          name="tags"
          size="small"
          label=${w('tags')}
          help-text=${w('tagsHelp')}
          autocomplete="off"
          .value=${this.draftText('tags')}
          @sl-input=${(e) => this.#set({ tags: words(e.target.value) })}
        ></sl-input>
        ${this.#choice('platforms', [...new Set([...PLATFORMS, ...(this.platforms ?? []), ...draft.platforms])], platformName)}
        ${this.#choice('types', TYPES, typeName)}
        <sl-input
          name="note"
          size="small"
          class="wide"
          label=${w('note')}
          maxlength="1000"
          .value=${draft.note}
          @sl-input=${(e) => this.#set({ note: e.target.value })}
        ></sl-input>
        <sl-switch size="small" class="wide" ?checked=${draft.enabled} @sl-change=${(e) => this.#set({ enabled: e.target.checked })}>
          ${w('enabled')}
        </sl-switch>
        <huitong-rules-trial class="wide" .draft=${draft}></huitong-rules-trial>
      </form>
      <sl-button slot="footer" @click=${this.#cancel}>${w('cancel')}</sl-button>
      <sl-button slot="footer" variant="primary" class="save" ?loading=${this.busy} @click=${this.#submit}>${w('save')}</sl-button>
    </sl-dialog>`;
  }

  /** What stands in a field: written once, then the reader's, or the cursor would jump. */
  draftText(field) {
    this.texts ??= {};
    this.texts[field] ??= (this.draft[field] ?? []).join(field === 'tags' ? ', ' : '\n');
    return this.texts[field];
  }

  #choice(field, values, name) {
    return html`<sl-select
      name=${field}
      size="small"
      label=${w(field)}
      help-text=${w(`${field}Help`)}
      multiple
      clearable
      hoist
      .value=${this.draft[field]}
      @sl-change=${(e) => this.#set({ [field]: e.target.value })}
    >
      ${values.map((v) => html`<sl-option value=${v}>${name(v)}</sl-option>`)}
    </sl-select>`;
  }

  #focus(event) {
    event.preventDefault();
    this.renderRoot.querySelector('[name=name]').focus();
  }

  async #submit(event) {
    event.preventDefault();
    if (this.busy || !this.renderRoot.querySelector('form').reportValidity()) return;
    this.busy = true;
    try {
      const { id, ...body } = this.draft;
      const saved = id ? await api.put(`rules/${id}`, body) : await api.post('rules', body);
      this.#before = JSON.stringify(this.draft);
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

if (!customElements.get('huitong-rules-editor')) customElements.define('huitong-rules-editor', RulesEditor);
