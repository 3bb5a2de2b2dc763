// SPDX-License-Identifier: Apache-2.0
// Nominated messages, as whoever copies them sees them: how many, which, hashes; and nobody's words.
import { LitElement, css, html, nothing } from 'lit';
import { api, formatBytes, formatNumber, formatTime, sentence, sheet, toast } from 'huitong';
import { VARIANTS, reasonName, stateName, w } from './copies-words.js';

export default class CopiesPage extends LitElement {
  static properties = {
    _state: { state: true },
    _items: { state: true },
    _next: { state: true },
    _jobs: { state: true },
    _one: { state: true },
    _problem: { state: true },
  };

  static styles = [
    sheet,
    css`
      code {
        overflow-wrap: anywhere;
        font-size: 0.8125rem;
      }
      td.keys {
        white-space: nowrap;
        text-align: end;
      }
      .ids {
        max-height: 50vh;
        overflow-y: auto;
      }
      dl {
        display: grid;
        grid-template-columns: max-content 1fr;
        gap: 0.25rem 0.75rem;
        margin-block: 0 0.75rem;
      }
      dd {
        margin: 0;
        min-width: 0;
      }
    `,
  ];

  connectedCallback() {
    super.connectedCallback();
    this._jobs = new Map();
    this.read();
  }

  async read(before) {
    try {
      const { items, next, ...state } = await api.get(`copies${before ? `?before=${before}` : ''}`);
      Object.assign(this, { _state: state, _items: before ? [...this._items, ...items] : items, _next: next, _problem: undefined });
    } catch (problem) {
      this._problem = sentence(problem);
    }
  }

  async copy(id) {
    try {
      const { job } = await api.post(`copies/${id}`);
      this._jobs = new Map(this._jobs).set(id, job);
    } catch (problem) {
      toast(problem);
      this.read();
    }
  }

  async show(id) {
    try {
      this._one = await api.get(`copies/${id}`);
    } catch (problem) {
      toast(problem);
    }
  }

  render() {
    return html`<div class="page">
      ${this._problem ? html`<sl-alert open variant="danger">${this._problem}</sl-alert>` : nothing}
      ${this._state ? this.#all() : this._problem ? nothing : html`<sl-spinner></sl-spinner>`} ${this.#detail()}
    </div>`;
  }

  #all() {
    const { pathSet, recipient } = this._state;
    return html`<div class="head"><h2>${w('copies')}</h2></div>
      <p class="quiet small">${w('copiesNote')}</p>
      ${pathSet ? nothing : html`<sl-alert open variant="warning">${w('noPath')}</sl-alert>`}
      ${recipient
        ? html`<p class="small">${w('recipient')}: ${recipient.subject} <code>${recipient.fingerprint.slice(0, 16)}…</code></p>`
        : html`<sl-alert open variant="warning">${w('noRecipient')}</sl-alert>`}
      <div class="panel">${this._items.length ? this.#list() : html`<div class="empty">${w('noCopies')}</div>`}</div>
      ${this._next ? html`<p><sl-button size="small" @click=${() => this.read(this._next)}>${w('earlier')}</sl-button></p>` : nothing}`;
  }

  #list() {
    return html`<table class="stack">
      <thead>
        <tr>
          ${['at', 'by', 'reason'].map((name) => html`<th scope="col">${w(name)}</th>`)}
          <th scope="col" class="number">${w('messages')}</th>
          ${['hash', 'state', 'file'].map((name) => html`<th scope="col">${w(name)}</th>`)}<td></td>
        </tr>
      </thead>
      <tbody>
        ${this._items.map((one) => this.#row(one))}
      </tbody>
    </table>`;
  }

  #row(one) {
    const job = this._jobs.get(one.id);
    const open = one.state === 'waiting' || one.state === 'begun';
    return html`<tr>
        <td><strong>${formatTime(one.at, 'short')}</strong></td>
        <td data-label=${w('by')}>${one.by}</td>
        <td data-label=${w('reason')}>${reasonName(one.reason)}</td>
        <td class="number" data-label=${w('messages')}>${formatNumber(one.messages)}</td>
        <td data-label=${w('hash')}><code>${one.hash.slice(0, 16)}…</code></td>
        <td data-label=${w('state')}><sl-badge variant=${VARIANTS[one.state]}>${stateName(one.state)}</sl-badge></td>
        <td data-label=${w('file')}>
          ${one.file ?? nothing}
          ${one.sha256
            ? html`<div class="small quiet">
                ${formatNumber(one.copied)} / ${formatNumber(one.messages)}, ${formatBytes(one.bytes)}, ${formatTime(one.copiedAt, 'short')}<br /><code>${one.sha256.slice(0, 16)}…</code>
              </div>`
            : nothing}
        </td>
        <td class="keys">
          <sl-icon-button name="list-ol" label=${w('ids')} @click=${() => this.show(one.id)}></sl-icon-button>
          ${open ? html`<sl-button size="small" class="copy" @click=${() => this.copy(one.id)}>${w('copy')}</sl-button>` : nothing}
        </td>
      </tr>
      ${job
        ? html`<tr><td colspan="8"><huitong-job .job=${job} @over=${() => this.read()}></huitong-job></td></tr>`
        : nothing}`;
  }

  #detail() {
    const { copy, messages } = this._one ?? {};
    return html`<sl-dialog label=${w('ids')} ?open=${Boolean(copy)} @sl-hide=${(e) => e.target.localName === 'sl-dialog' && (this._one = null)}>
      ${copy
        ? html`<dl class="small">
              <dt>${w('hash')}</dt><dd><code>${copy.hash}</code></dd>
              ${copy.file ? html`<dt>${w('file')}</dt><dd>${copy.file}</dd>` : nothing}
              ${copy.sha256 ? html`<dt>SHA-256</dt><dd><code>${copy.sha256}</code></dd>` : nothing}
              ${copy.recipient ? html`<dt>${w('recipient')}</dt><dd><code>${copy.recipient}</code></dd>` : nothing}
            </dl>
            <div class="ids" tabindex="0">
              <table class="stack">
                <thead><tr><th scope="col">${w('ids')}</th><th scope="col">${w('print')}</th></tr></thead>
                <tbody>
                  ${messages.map(
                    ({ id, print }) => html`<tr>
                      <td><code>${id}</code></td>
                      <td data-label=${w('print')}>
                        ${print ? html`<code>${print.slice(0, 16)}…</code>` : copy.state === 'copied' ? w('none') : nothing}
                      </td>
                    </tr>`,
                  )}
                </tbody>
              </table>
            </div>`
        : nothing}
    </sl-dialog>`;
  }
}
