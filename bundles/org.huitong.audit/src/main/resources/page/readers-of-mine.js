// SPDX-License-Identifier: Apache-2.0
// Who read the messages of whoever asks, and who looked at the hub through their eyes.
import { LitElement, html, nothing } from 'lit';
import { api, formatTime, sentence, sheet } from 'huitong';
import { verbName, w } from './audit-words.js';

export default class ReadersPage extends LitElement {
  static properties = { _items: { state: true }, _next: { state: true }, _problem: { state: true } };

  static styles = [sheet];

  connectedCallback() {
    super.connectedCallback();
    this.read();
  }

  async read(more) {
    try {
      const page = await api.get(`audit/mine${more ? `?before=${this._next}` : ''}`);
      this._items = more ? [...this._items, ...page.items] : page.items;
      this._next = page.next;
      this._problem = undefined;
    } catch (problem) {
      this._problem = sentence(problem);
    }
  }

  render() {
    return html`<div class="page">
      <div class="head"><h2>${w('readers')}</h2></div>
      <p class="quiet">${w('readersWhat')}</p>
      ${this._problem ? html`<sl-alert open variant="warning">${this._problem}</sl-alert>` : nothing}
      <div class="panel">${this.#list()}</div>
      ${this._next ? html`<sl-button size="small" @click=${() => this.read(true)}>${w('more')}</sl-button>` : nothing}
    </div>`;
  }

  #list() {
    if (!this._items) return this._problem ? nothing : html`<div class="empty"><sl-spinner></sl-spinner></div>`;
    if (!this._items.length) return html`<div class="empty"><sl-icon name="eye-slash"></sl-icon>${w('nobodyRead')}</div>`;
    return html`<table class="stack">
      <thead>
        <tr>
          <th scope="col">${w('at')}</th>
          <th scope="col">${w('who')}</th>
          <th scope="col">${w('deed')}</th>
          <th scope="col">${w('thing')}</th>
        </tr>
      </thead>
      <tbody>
        ${this._items.map(
          (item) => html`<tr>
            <td class="quiet" data-label=${w('at')}>${formatTime(item.at, 'full')}</td>
            <td data-label=${w('who')}>${item.name}<div class="small quiet">${item.by}</div></td>
            <td data-label=${w('deed')}>${verbName(item)}</td>
            <td data-label=${w('thing')}>${this.#thing(item)}</td>
          </tr>`,
        )}
      </tbody>
    </table>`;
  }

  #thing({ thing, thingName }) {
    const [kind, id] = thing.split(/:(.*)/s);
    return kind === 'message' && id
      ? html`<a href=${`#/inbox?id=${encodeURIComponent(id)}`}>${w('message')}</a>`
      : thingName || nothing;
  }
}
