// SPDX-License-Identifier: Apache-2.0
// Instructions: one text to several people, and who has confirmed it.
import { Editor, api, formatTime, platformName, sentence, sheet, shortcut, t, toast } from 'huitong';
import { LitElement, html, nothing } from 'lit';

const say = (zh, en) => () => t({ zh, en });
const WORDS = {
  add: say('下达指令', 'Give an instruction'),
  companies: say('公司联系人', 'Contacts of companies'),
  confirmBy: say('要求确认时间', 'To be confirmed by'),
  confirmByHelp: say('留空为半个工作日内。', 'Left empty: within half a day of work.'),
  confirmed: say('已确认', 'confirmed'),
  departments: say('部门负责人', 'Heads of departments'),
  given: say('已下达的指令', 'Given instructions'),
  nobody: say('您的权限范围内没有可选的。', 'There is none within your reach.'),
  none: say('还没有下达指令', 'No instructions yet'),
  noneWhy: say('一段文字发给多人，各自在自己的平台上收到；谁没确认一目了然，逾期自动转代理人或上级。', 'One text to several people, each on their own platform; who has not confirmed is seen, and it falls to the deputy or superior in time.'),
  people: say('人员', 'People'),
  send: say('下达', 'Send'),
  somebody: say('请至少选择一个接收人。', 'Choose somebody who gets it.'),
  standsIn: say('代', 'in place of'),
  text: say('内容', 'Text'),
  unconfirmed: say('未确认', 'not confirmed'),
  waiting: say('待确认', 'waiting'),
};
const w = (name) => WORDS[name]();

class InstructionEditor extends Editor {
  static properties = { _people: { state: true }, _departments: { state: true }, _companies: { state: true }, _why: { state: true } };

  constructor() {
    super();
    this.begin({ text: '', people: [], departments: [], companies: [], confirmBy: '' });
  }

  firstUpdated() {
    super.firstUpdated();
    this.#look();
  }

  /** Only whom the reader may instruct; who cannot be chosen says why. */
  async #look() {
    try {
      const paths = ['colleagues?may=instructions.send&limit=1000', 'colleagues/departments', 'colleagues/companies'];
      const [people, departments, companies] = await Promise.all(paths.map((path) => api.get(path)));
      const within = new Set(people.items.map((person) => person.id));
      this._people = people.items;
      this._departments = departments.items.filter((department) => within.has(department.head?.id));
      this._companies = companies.items.filter((company) => within.has(company.contact?.id));
    } catch (problem) {
      this._why = sentence(problem);
      this._people = this._departments = this._companies = [];
    }
  }

  heading() {
    return w('add');
  }

  deed() {
    return w('send');
  }

  fields() {
    const choice = (field, items, name) =>
      html`<sl-select size="small" name=${field} multiple clearable hoist label=${w(field)} ?disabled=${!items?.length}
        help-text=${items && !items.length ? (this._why ?? w('nobody')) : ''} .value=${this.draft[field]}
        @sl-change=${(e) => this.set({ [field]: e.target.value })}>${(items ?? []).map((one) => html`<sl-option value=${one.id}>${name(one)}</sl-option>`)}</sl-select>`;
    return html`<sl-textarea class="wide" size="small" name="text" required maxlength="4000" rows="4" label=${w('text')} .value=${this.draft.text}
        @sl-input=${(e) => this.set({ text: e.target.value })}></sl-textarea>
      ${choice('people', this._people, (p) => `${p.name}${p.post ? ` · ${p.post}` : ''}`)} ${choice('departments', this._departments, (d) => `${d.name} · ${d.head.name}`)}
      ${choice('companies', this._companies, (c) => `${c.name} · ${c.contact.name}`)}
      <sl-input size="small" type="datetime-local" name="confirmBy" label=${w('confirmBy')} help-text=${w('confirmByHelp')} .value=${this.draft.confirmBy}
        @sl-input=${(e) => this.set({ confirmBy: e.target.value })}></sl-input>`;
  }

  missing({ people, departments, companies }) {
    return people.length + departments.length + companies.length ? undefined : w('somebody');
  }

  save({ text, people, departments, companies, confirmBy }) {
    const to = [...people.map((person) => ({ person })), ...departments.map((department) => ({ department })), ...companies.map((company) => ({ company }))];
    return api.post('instructions', { text, to, ...(confirmBy ? { confirmBy: new Date(confirmBy).toISOString() } : {}) });
  }
}

if (!customElements.get('huitong-instruction-editor')) customElements.define('huitong-instruction-editor', InstructionEditor);

export default class InstructionsPage extends LitElement {
  static properties = { _items: { state: true }, _editing: { state: true } };
  static styles = [sheet];

  connectedCallback() {
    super.connectedCallback();
    this.unkey = shortcut('n', { zh: '下达指令', en: 'Give an instruction' }, () => (this._editing = true));
    this.#read();
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.unkey();
  }

  async #read() {
    try {
      this._items = (await api.get('instructions')).items;
    } catch (problem) {
      toast(problem);
    }
  }

  render() {
    return html`<div class="page">
      <div class="head">
        <h2>${w('given')}</h2>
        <sl-button class="push" size="small" variant="primary" @click=${() => (this._editing = true)}><sl-icon slot="prefix" name="plus-lg"></sl-icon>${w('add')}</sl-button>
      </div>
      ${!this._items
        ? html`<sl-spinner></sl-spinner>`
        : this._items.length
          ? this._items.map((one) => this.#one(one))
          : html`<div class="panel empty"><sl-icon name="megaphone"></sl-icon>${w('none')}<p class="quiet small">${w('noneWhy')}</p></div>`}
      ${this._editing
        ? html`<huitong-instruction-editor @saved=${() => this.#read()} @closed=${() => (this._editing = false)}></huitong-instruction-editor>`
        : nothing}
    </div>`;
  }

  #one(one) {
    const done = one.to.filter((person) => person.state === 'confirmed').length;
    return html`<section class="panel">
      <div class="pad">
        <h3>${one.text}</h3>
        <p class="quiet small">${formatTime(one.at, 'short')} · ${w('confirmBy')} ${formatTime(one.confirmBy, 'short')} · <span class="number">${done}/${one.to.length}</span> ${w('confirmed')}</p>
      </div>
      <table class="stack">
        <tbody>
          ${one.to.map(
            (person) => html`<tr>
              <td><strong>${person.toldName ?? person.told}</strong>${person.told === person.person ? nothing : html` <span class="quiet">${w('standsIn')} ${person.name ?? person.person}</span>`}</td>
              <td>${person.platform ? platformName(person.platform) : ''}</td>
              <td><sl-badge pill variant=${{ confirmed: 'success', waiting: 'warning', unconfirmed: 'danger' }[person.state]}>${w(person.state)}</sl-badge></td>
              <td class="number">${person.confirmedAt ? formatTime(person.confirmedAt, 'short') : ''}</td>
            </tr>`,
          )}
        </tbody>
      </table>
    </section>`;
  }
}
