// SPDX-License-Identifier: Apache-2.0
// What somebody called important, and how far its copy is. The inbox leads here with a message or with its filters.
import { LitElement, css, html, nothing } from 'lit';
import { Editor, api, confirm, formatNumber, formatTime, query, sentence, setQuery, sheet, toast } from 'huitong';
import { REASONS, VARIANTS, WITHDRAW_QUESTION, YES_WITHDRAW, fitting, reasonName, stateName, w } from './copies-words.js';

class Nomination extends Editor {
  static properties = { wish: { attribute: false }, _fitting: { state: true } };

  willUpdate(changed) {
    if (changed.has('wish')) {
      this._fitting = undefined;
      this.begin({ filter: this.wish.filter ?? '{"tag":"合同"}', reason: 'contract', note: '' });
    }
  }

  heading() {
    return w('nominate');
  }

  fields() {
    return html`${this.wish.message
        ? html`<p class="wide">${w('named')}: <code>${this.wish.message}</code></p>`
        : html`<sl-textarea class="wide" size="small" name="filter" rows="3" required label=${w('filter')} help-text=${w('filterHelp')}
              .value=${this.draft.filter} @sl-input=${(e) => this.set({ filter: e.target.value })}></sl-textarea>
            <div class="wide"><sl-button size="small" class="look" @click=${this.#look}>${w('look')}</sl-button> ${this._fitting ?? nothing}</div>`}
      <sl-select size="small" name="reason" label=${w('reason')} .value=${this.draft.reason} @sl-change=${(e) => this.set({ reason: e.target.value })}>
        ${Object.keys(REASONS).map((reason) => html`<sl-option value=${reason}>${reasonName(reason)}</sl-option>`)}
      </sl-select>
      <sl-textarea class="wide" size="small" name="note" rows="2" maxlength="1000" label=${w('note')} .value=${this.draft.note}
        @sl-input=${(e) => this.set({ note: e.target.value })}></sl-textarea>`;
  }

  missing({ filter }) {
    return this.wish.message || this.#read(filter) ? undefined : w('filterBad');
  }

  #read(filter) {
    try {
      return JSON.parse(filter);
    } catch {
      return undefined;
    }
  }

  async #look() {
    const filter = this.#read(this.draft.filter);
    if (!filter) return toast(w('filterBad'));
    try {
      this._fitting = fitting((await api.post('nominations?dryRun=true', { filter })).messages);
    } catch (problem) {
      toast(problem);
    }
  }

  save({ filter, reason, note }) {
    const which = this.wish.message ? { messages: [this.wish.message] } : { filter: JSON.parse(filter) };
    return api.post('nominations', { ...which, reason, note });
  }
}

export default class NominationsPage extends LitElement {
  static properties = {
    _items: { state: true },
    _next: { state: true },
    _wish: { state: true },
    _problem: { state: true },
  };

  static styles = [
    sheet,
    css`
      .note {
        overflow-wrap: anywhere;
      }
      td.keys {
        white-space: nowrap;
        text-align: end;
      }
    `,
  ];

  connectedCallback() {
    super.connectedCallback();
    const { message, filter } = query();
    if (message || filter) this._wish = { message, filter };
    this.read();
  }

  async read(before) {
    try {
      const { items, next } = await api.get(`nominations${before ? `?before=${before}` : ''}`);
      Object.assign(this, { _items: before ? [...this._items, ...items] : items, _next: next, _problem: undefined });
    } catch (problem) {
      this._problem = sentence(problem);
    }
  }

  async withdraw(id) {
    if (!(await confirm(WITHDRAW_QUESTION, { yes: YES_WITHDRAW, danger: true }))) return;
    try {
      await api.delete(`nominations/${id}`);
    } catch (problem) {
      toast(problem);
    }
    this.read();
  }

  #closed() {
    this._wish = null;
    setQuery({});
  }

  render() {
    return html`<div class="page">
      ${this._problem ? html`<sl-alert open variant="danger">${this._problem}</sl-alert>` : nothing}
      <div class="head">
        <h2>${w('nominations')}</h2>
        <sl-button size="small" variant="primary" class="push add" @click=${() => (this._wish = {})}>
          <sl-icon slot="prefix" name="plus-lg"></sl-icon>${w('nominate')}
        </sl-button>
      </div>
      <p class="quiet small">${w('nominationsNote')}</p>
      <div class="panel">${this._items ? this.#list() : this._problem ? nothing : html`<div class="pad"><sl-spinner></sl-spinner></div>`}</div>
      ${this._next ? html`<p><sl-button size="small" @click=${() => this.read(this._next)}>${w('earlier')}</sl-button></p>` : nothing}
      ${this._wish
        ? html`<huitong-nomination .wish=${this._wish} @saved=${() => this.read()} @closed=${this.#closed}></huitong-nomination>`
        : nothing}
    </div>`;
  }

  #list() {
    if (!this._items.length) return html`<div class="empty">${w('noNominations')}</div>`;
    return html`<table class="stack">
      <thead>
        <tr>
          ${['at', 'reason'].map((name) => html`<th scope="col">${w(name)}</th>`)}
          <th scope="col" class="number">${w('messages')}</th>
          ${['note', 'state'].map((name) => html`<th scope="col">${w(name)}</th>`)}<td></td>
        </tr>
      </thead>
      <tbody>
        ${this._items.map(
          (one) => html`<tr>
            <td><strong>${formatTime(one.at, 'short')}</strong></td>
            <td data-label=${w('reason')}>${reasonName(one.reason)}</td>
            <td class="number" data-label=${w('messages')}>${formatNumber(one.messages)}</td>
            <td data-label=${w('note')} class="note">${one.note}</td>
            <td data-label=${w('state')}>
              <sl-badge variant=${VARIANTS[one.state]}>${stateName(one.state)}</sl-badge>
              ${one.copiedAt ? html`<span class="small quiet">${formatNumber(one.copied)} / ${formatNumber(one.messages)}, ${formatTime(one.copiedAt, 'short')}</span>` : nothing}
            </td>
            <td class="keys">
              ${one.state === 'waiting'
                ? html`<sl-icon-button name="arrow-counterclockwise" label=${w('withdraw')} @click=${() => this.withdraw(one.id)}></sl-icon-button>`
                : nothing}
            </td>
          </tr>`,
        )}
      </tbody>
    </table>`;
  }
}

if (!customElements.get('huitong-nomination')) customElements.define('huitong-nomination', Nomination);
