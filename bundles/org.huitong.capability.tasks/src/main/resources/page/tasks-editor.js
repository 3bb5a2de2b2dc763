// SPDX-License-Identifier: Apache-2.0
// A task in a dialog: a new one, or one that is changed.
import { html } from 'lit';
import { Editor, api, sentence } from 'huitong';
import { w } from './tasks-words.js';

/** A moment as the browser's own field has it, in the reader's zone. */
const local = (iso) => {
  if (!iso) return '';
  const at = new Date(iso);
  return new Date(at.getTime() - at.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
};

class TasksEditor extends Editor {
  static properties = { task: { attribute: false }, _people: { state: true }, _departments: { state: true }, _why: { state: true } };

  willUpdate(changed) {
    if (changed.has('task')) {
      const { title = '', note = '', assignee = '', department = '', due, checklist = [] } = this.task;
      this.begin({
        title,
        note,
        assignee,
        department,
        due: local(due),
        private: this.task.private ?? false,
        checklist: checklist.map((point) => point.text).join('\n'),
      });
    }
  }

  firstUpdated() {
    super.firstUpdated();
    this.#look();
  }

  /** Whom the reader may give work to: colleagues of their departments, and others as far as their rights reach. */
  async #look() {
    try {
      const [people, departments] = await Promise.all([api.get('colleagues?may=tasks.manage&own=true&limit=1000'), api.get('colleagues/departments')]);
      this._people = people.items;
      this._departments = departments.items;
    } catch (problem) {
      this._why = sentence(problem);
      this._people = this._departments = [];
    }
  }

  heading() {
    return this.task.id ? w('edit') : w('add');
  }

  fields() {
    const { draft } = this;
    return html`<sl-input
        class="wide"
        size="small"
        name="title"
        required
        maxlength="200"
        autocomplete="off"
        label=${w('title')}
        .value=${draft.title}
        @sl-input=${(e) => this.set({ title: e.target.value })}
      ></sl-input>
      <sl-textarea class="wide" size="small" name="note" rows="2" resize="auto" maxlength="4000" label=${w('note')} .value=${draft.note}
        @sl-input=${(e) => this.set({ note: e.target.value })}></sl-textarea>
      ${this.#choice('department', this._departments, (d) => d.name)}
      ${this.#choice('assignee', this._people, (p) => `${p.name}${p.post ? ` · ${p.post}` : ''}`)}
      <sl-input size="small" type="datetime-local" name="due" label=${w('due')} help-text=${w('dueHelp')} .value=${draft.due}
        @sl-input=${(e) => this.set({ due: e.target.value })}></sl-input>
      <sl-textarea size="small" name="checklist" rows="2" resize="auto" label=${w('checklist')} help-text=${w('checklistHelp')}
        .value=${draft.checklist} @sl-input=${(e) => this.set({ checklist: e.target.value })}></sl-textarea>
      ${this.task.id
        ? ''
        : html`<sl-checkbox class="wide" size="small" ?checked=${draft.private} @sl-change=${(e) => this.set({ private: e.target.checked })}
            >${w('private')}</sl-checkbox
          >`}`;
  }

  #choice(field, items, name) {
    const known = items ?? [];
    const value = this.draft[field];
    const shown = value && !known.some((one) => one.id === value) ? [{ id: value, name: this.task[`${field}Name`] ?? value }, ...known] : known;
    return html`<sl-select size="small" name=${field} clearable hoist label=${w(field)} help-text=${this._why ?? (field === 'assignee' ? w('assigneeHelp') : '')}
      .value=${value} ?disabled=${!shown.length} @sl-change=${(e) => this.set({ [field]: e.target.value })}>
      ${shown.map((one) => html`<sl-option value=${one.id}>${name(one)}</sl-option>`)}
    </sl-select>`;
  }

  save({ due, checklist, ...rest }) {
    const before = new Map((this.task.checklist ?? []).map((point) => [point.text, point.done]));
    const body = {
      ...rest,
      due: due ? new Date(due).toISOString() : '',
      checklist: checklist
        .split('\n')
        .map((line) => line.trim())
        .filter(Boolean)
        .map((text) => ({ text, done: before.get(text) ?? false })),
    };
    if (this.task.id) return api.put(`tasks/${this.task.id}`, { ...body, version: this.task.version });
    return api.post('tasks', this.task.message ? { ...body, message: this.task.message } : body);
  }
}

if (!customElements.get('huitong-tasks-editor')) customElements.define('huitong-tasks-editor', TasksEditor);
