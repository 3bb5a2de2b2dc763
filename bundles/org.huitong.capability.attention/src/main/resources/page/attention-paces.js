// SPDX-License-Identifier: Apache-2.0
// How often digests come: to oneself, and to companies and departments.
import { LitElement, html, nothing } from 'lit';
import { Editor, api, confirm, loading, session, sheet, toast } from 'huitong';
import { TEXTS, everyName, w } from './attention-words.js';

const EVERY = ['PT30M', 'PT1H', 'PT2H', 'PT3H', 'PT4H', 'PT6H', 'PT24H'];

class AttentionPace extends Editor {
  static properties = { pace: { attribute: false }, _whose: { state: true } };

  willUpdate(changed) {
    if (changed.has('pace')) {
      const { every = 'PT2H', from = '08:00', to = '20:00', own = true, kind, id } = this.pace;
      this.begin({ every, from, to, usual: this.pace.mine ? !own : false, whose: kind ? `${kind}/${id}` : '' });
    }
  }

  firstUpdated() {
    super.firstUpdated();
    if (!this.pace.mine && !this.pace.kind) this.#look();
  }

  async #look() {
    try {
      const [departments, companies] = await Promise.all([api.get('colleagues/departments'), api.get('colleagues/companies')]);
      // Each company has departments of the same name.
      const firm = new Map(companies.items.map(({ id, name }) => [id, name]));
      const named = (kind) => (one) => ({ value: `${kind}/${one.id}`, name: [firm.get(one.company), one.name].filter(Boolean).join(' · ') });
      this._whose = [...companies.items.map(named('company')), ...departments.items.map(named('department'))];
    } catch (problem) {
      toast(problem);
    }
  }

  heading() {
    return this.pace.name ? `${w('paceOf')} ${this.pace.name}` : w(this.pace.mine ? 'myPace' : 'addPace');
  }

  fields() {
    const { draft } = this;
    const choices = EVERY.includes(draft.every) ? EVERY : [draft.every, ...EVERY];
    const time = (field) =>
      html`<sl-input size="small" type="time" name=${field} required label=${w(field)} ?disabled=${draft.usual} .value=${draft[field]} @sl-input=${(e) => this.set({ [field]: e.target.value.slice(0, 5) })}></sl-input>`;
    return html`${this.pace.mine
        ? html`<sl-checkbox class="wide" size="small" name="usual" ?checked=${draft.usual} @sl-change=${(e) => this.set({ usual: e.target.checked })}>${w('asUsual')}</sl-checkbox>`
        : this.pace.kind
          ? nothing
          : html`<sl-select class="wide" size="small" name="whose" hoist required label=${w('whose')} ?disabled=${!this._whose?.length} .value=${draft.whose} @sl-change=${(e) => this.set({ whose: e.target.value })}>
              ${(this._whose ?? []).map((one) => html`<sl-option value=${one.value}>${one.name}</sl-option>`)}
            </sl-select>`}
      <sl-select class="wide" size="small" name="every" hoist label=${w('every')} ?disabled=${draft.usual} .value=${draft.every} @sl-change=${(e) => this.set({ every: e.target.value })}>
        ${choices.map((every) => html`<sl-option value=${every}>${everyName(every)}</sl-option>`)}
      </sl-select>
      ${time('from')} ${time('to')}
      <p class="wide quiet small">${w('quietHelp')}</p>`;
  }

  missing({ whose, usual }) {
    return this.pace.mine || usual || whose ? undefined : w('whose');
  }

  save({ every, from, to, usual, whose }) {
    const times = { every, from, to };
    if (!this.pace.mine) return api.put(`attention/paces/${whose}`, times);
    return api.put('attention/digest', { on: this.pace.on, ...(usual ? { own: false } : times) });
  }
}

class AttentionPaces extends LitElement {
  static properties = { _paces: { state: true }, _problem: { state: true }, _editing: { state: true } };
  static styles = [sheet];

  connectedCallback() {
    super.connectedCallback();
    this.#read();
  }

  async #read() {
    try {
      this._paces = await api.get('attention/paces');
      this._problem = null;
    } catch (problem) {
      if (this._paces) toast(problem);
      else this._problem = problem;
    }
  }

  async #remove(pace) {
    if (!(await confirm(TEXTS.removePace, { yes: { zh: '恢复', en: 'As usual' } }))) return;
    try {
      await api.delete(`attention/paces/${pace.kind}/${pace.id}`);
      await this.#read();
    } catch (problem) {
      toast(problem);
    }
  }

  render() {
    if (!this._paces) return loading(this._problem, () => this.#read());
    const may = (session()?.permissions ?? []).includes('attention.write');
    const words = (pace) => `${everyName(pace.every)} · ${pace.from}–${pace.to}`;
    return html`<table class="stack">
        <tbody>
          <tr><td><strong>${w('usual')}</strong></td><td class="number">${words(this._paces.usual)}</td><td></td></tr>
          ${this._paces.items.map(
            (pace) => html`<tr>
              <td>${pace.name ?? pace.id}</td>
              <td class="number">${words(pace)}</td>
              <td>
                ${may
                  ? html`<sl-icon-button name="pencil" label=${w('editPace')} @click=${() => (this._editing = pace)}></sl-icon-button
                      ><sl-icon-button name="arrow-counterclockwise" label=${w('asUsual')} @click=${() => this.#remove(pace)}></sl-icon-button>`
                  : nothing}
              </td>
            </tr>`,
          )}
        </tbody>
      </table>
      ${may ? html`<div class="pad"><sl-button size="small" @click=${() => (this._editing = {})}>${w('addPace')}</sl-button></div>` : nothing}
      ${this._editing ? html`<huitong-attention-pace .pace=${this._editing} @saved=${() => this.#read()} @closed=${() => (this._editing = null)}></huitong-attention-pace>` : nothing}`;
  }
}

if (!customElements.get('huitong-attention-pace')) customElements.define('huitong-attention-pace', AttentionPace);
if (!customElements.get('huitong-attention-paces')) customElements.define('huitong-attention-paces', AttentionPaces);
