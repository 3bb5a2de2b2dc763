// SPDX-License-Identifier: Apache-2.0
// One rule in a dialog.
import { css, html } from 'lit';
import { Editor, api } from 'huitong';
import './rules-trial.js';
import { PRIORITIES, TYPES, platformName, platforms, priorityName, typeName, w } from './rules-words.js';

const lines = (text) => text.split(/\r?\n/).map((line) => line.trim()).filter(Boolean);
const words = (text) => text.split(/[,，、;；\s]+/).filter(Boolean);

class RulesEditor extends Editor {
  static properties = {
    /** The rule to edit; one without an id is new. */
    rule: { attribute: false },
    /** Platforms that other rules name. */
    platforms: { attribute: false },
  };

  static styles = [
    Editor.styles,
    css`
      sl-dialog {
        --width: min(46rem, calc(100vw - 1.5rem));
      }
    `,
  ];

  willUpdate(changed) {
    if (changed.has('rule')) {
      this.begin({ exceptions: [], tags: [], platforms: [], types: [], enabled: true, shadow: false, note: '', name: '', keywords: [], ...this.rule });
    }
  }

  heading() {
    return w(this.draft.id ? 'editRule' : 'add');
  }

  fields() {
    const { draft } = this;
    return html`<sl-input
        name="name"
        size="small"
        class="wide"
        label=${w('name')}
        help-text=${w('nameHelp')}
        maxlength="64"
        required
        autocomplete="off"
        .value=${draft.name}
        @sl-input=${(e) => this.set({ name: e.target.value })}
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
        @sl-input=${(e) => this.set({ keywords: lines(e.target.value) })}
      ></sl-textarea>
      <sl-textarea
        name="exceptions"
        size="small"
        label=${w('exceptions')}
        help-text=${w('exceptionsHelp')}
        rows="6"
        autocomplete="off"
        .value=${this.draftText('exceptions')}
        @sl-input=${(e) => this.set({ exceptions: lines(e.target.value) })}
      ></sl-textarea>
      <sl-select
        name="priority"
        size="small"
        label=${w('priority')}
        .value=${draft.priority ?? 'none'}
        hoist
        @sl-change=${(e) => this.set({ priority: e.target.value === 'none' ? undefined : e.target.value })}
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
        @sl-input=${(e) => this.set({ tags: words(e.target.value) })}
      ></sl-input>
      ${this.#choice('platforms', [...new Set([...platforms(), ...(this.platforms ?? []), ...draft.platforms])], platformName)}
      ${this.#choice('types', TYPES, typeName)}
      <sl-input
        name="note"
        size="small"
        class="wide"
        label=${w('note')}
        maxlength="1000"
        .value=${draft.note}
        @sl-input=${(e) => this.set({ note: e.target.value })}
      ></sl-input>
      <sl-switch size="small" class="wide" ?checked=${draft.enabled} @sl-change=${(e) => this.set({ enabled: e.target.checked })}>
        ${w('enabled')}
      </sl-switch>
      <sl-checkbox size="small" class="wide" ?checked=${draft.shadow} @sl-change=${(e) => this.set({ shadow: e.target.checked })}>
        ${w('shadowHelp')}
      </sl-checkbox>
      <huitong-rules-trial class="wide" .draft=${draft}></huitong-rules-trial>`;
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
      @sl-change=${(e) => this.set({ [field]: e.target.value })}
    >
      ${values.map((v) => html`<sl-option value=${v}>${name(v)}</sl-option>`)}
    </sl-select>`;
  }

  save({ id, ...body }) {
    return id ? api.put(`rules/${id}`, body) : api.post('rules', body);
  }
}

if (!customElements.get('huitong-rules-editor')) customElements.define('huitong-rules-editor', RulesEditor);
