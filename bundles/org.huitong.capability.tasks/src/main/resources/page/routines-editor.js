// SPDX-License-Identifier: Apache-2.0
// A recurring task in a dialog: a new one, or one that is changed.
import { html, nothing } from 'lit';
import { Editor, api, sentence } from 'huitong';
import { dayName, w } from './routines-words.js';

const KINDS = { people: 'person', departments: 'department', members: 'members' };
const HOURS = /^PT(?:(\d+)H)?(?:(\d+)M)?$/;

class RoutinesEditor extends Editor {
  static properties = { routine: { attribute: false }, _people: { state: true }, _departments: { state: true }, _why: { state: true } };

  willUpdate(changed) {
    if (!changed.has('routine')) return;
    const { title = '', note = '', schedule = {}, department = '', asked = [], tell = [], on = true } = this.routine;
    const of = (kind) => asked.filter((one) => one.kind === kind).map((one) => one.id);
    const [, hours = 0, minutes = 0] = HOURS.exec(schedule.time ?? '') ?? [];
    const days = (schedule.days ?? []).map(String);
    this.begin({
      title,
      note,
      kind: schedule.kind ?? 'daily',
      week: schedule.kind === 'weekly' ? days : ['1'],
      month: schedule.kind === 'monthly' ? days[0] : '1',
      at: schedule.at ?? '09:00',
      restDays: schedule.restDays ?? 'skip',
      hours: schedule.time ? String(Number(hours) + Number(minutes) / 60) : '',
      department,
      people: of('person'),
      departments: of('department'),
      members: of('members'),
      tell: tell.map((one) => one.id),
      on,
    });
  }

  firstUpdated() {
    super.firstUpdated();
    this.#look();
  }

  /** Only whom the reader's rights reach; who cannot be chosen says why. */
  async #look() {
    try {
      const [people, departments] = await Promise.all([api.get('colleagues?may=tasks.manage&limit=1000'), api.get('colleagues/departments')]);
      this._people = people.items;
      this._departments = departments.items;
    } catch (problem) {
      this._why = sentence(problem);
      this._people = this._departments = [];
    }
  }

  heading() {
    return this.routine.id ? w('edit') : w('add');
  }

  fields() {
    const { draft } = this;
    const { kind } = draft;
    return html`<sl-input class="wide" size="small" name="title" required maxlength="150" autocomplete="off" label=${w('title')} .value=${draft.title}
        @sl-input=${(e) => this.set({ title: e.target.value })}></sl-input>
      <sl-textarea class="wide" size="small" name="note" rows="2" resize="auto" maxlength="4000" label=${w('note')} .value=${draft.note}
        @sl-input=${(e) => this.set({ note: e.target.value })}></sl-textarea>
      ${this.#pick('rhythm', 'kind', ['daily', 'weekly', 'monthly', 'shift'])}
      ${kind === 'weekly' ? this.#many('days', 'week', [1, 2, 3, 4, 5, 6, 7].map((n) => ({ id: String(n), name: dayName(n) }))) : nothing}
      ${kind === 'monthly'
        ? html`<sl-input size="small" type="number" name="month" min="1" max="31" required label=${w('monthday')} .value=${draft.month} @sl-input=${(e) => this.set({ month: e.target.value })}></sl-input>`
        : nothing}
      ${kind === 'shift'
        ? nothing
        : html`<sl-input size="small" type="time" name="at" required label=${w('at')} .value=${draft.at} @sl-input=${(e) => this.set({ at: e.target.value.slice(0, 5) })}></sl-input>
            ${this.#pick('restDays', 'restDays', kind === 'daily' ? ['skip', 'keep'] : ['skip', 'keep', 'earlier', 'later'])}`}
      <sl-input size="small" type="number" name="hours" min="0.25" max="800" step="0.25" label=${w('time')} help-text=${w('timeHelp')} .value=${draft.hours}
        @sl-input=${(e) => this.set({ hours: e.target.value })}></sl-input>
      ${this.#one('department', this._departments)} ${this.#many('askedPeople', 'people', this._people)} ${this.#many('askedDepartments', 'departments', this._departments)}
      ${this.#many('askedMembers', 'members', this._departments)} ${this.#many('tell', 'tell', this._people, w('tellHelp'))}
      ${this.routine.id ? html`<sl-switch class="wide" size="small" ?checked=${draft.on} @sl-change=${(e) => this.set({ on: e.target.checked })}>${w('on')}</sl-switch>` : nothing}`;
  }

  #pick(label, field, words) {
    const value = words.includes(this.draft[field]) ? this.draft[field] : words[0];
    return html`<sl-select size="small" name=${field} hoist label=${w(label)} .value=${value} @sl-change=${(e) => this.set({ [field]: e.target.value })}>
      ${words.map((word) => html`<sl-option value=${word}>${w(word)}</sl-option>`)}
    </sl-select>`;
  }

  #one(field, items) {
    return html`<sl-select size="small" name=${field} clearable hoist label=${w(field)} help-text=${w('departmentHelp')} .value=${this.draft[field]} ?disabled=${!items?.length}
      @sl-change=${(e) => this.set({ [field]: e.target.value })}>${(items ?? []).map((one) => html`<sl-option value=${one.id}>${one.name}</sl-option>`)}</sl-select>`;
  }

  #many(label, field, items, help = this._why ?? '') {
    const known = items ?? [];
    const lost = this.draft[field].filter((id) => !known.some((one) => one.id === id)).map((id) => ({ id, name: this.#nameOf(id) }));
    const shown = items ? [...lost, ...known] : [];
    return html`<sl-select size="small" name=${field} multiple clearable hoist label=${w(label)} help-text=${help} .value=${this.draft[field]} ?disabled=${!shown.length}
      @sl-change=${(e) => this.set({ [field]: e.target.value })}>
      ${shown.map((one) => html`<sl-option value=${one.id}>${one.name}${one.post ? ` · ${one.post}` : ''}</sl-option>`)}
    </sl-select>`;
  }

  #nameOf(id) {
    return [...(this.routine.asked ?? []), ...(this.routine.tell ?? [])].find((one) => one.id === id)?.name ?? id;
  }

  missing({ kind, week, people, departments, members }) {
    if (kind === 'weekly' && !week.length) return w('weekday');
    return people.length + departments.length + members.length ? undefined : w('somebody');
  }

  save({ title, note, kind, week, month, at, restDays, hours, department, tell, on, ...asked }) {
    const days = kind === 'weekly' ? week.map(Number) : kind === 'monthly' ? [Number(month)] : [];
    const rest = kind === 'daily' && restDays !== 'keep' ? 'skip' : restDays;
    const body = {
      title,
      note,
      schedule: { kind, days, at, restDays: rest, ...(hours ? { time: `PT${Math.round(Number(hours) * 60)}M` } : {}) },
      ...(department ? { department } : {}),
      asked: Object.entries(KINDS).flatMap(([field, word]) => asked[field].map((id) => ({ kind: word, id }))),
      tell,
      on,
    };
    return this.routine.id ? api.put(`routines/${this.routine.id}`, { ...body, version: this.routine.version }) : api.post('routines', body);
  }
}

if (!customElements.get('huitong-routines-editor')) customElements.define('huitong-routines-editor', RoutinesEditor);
