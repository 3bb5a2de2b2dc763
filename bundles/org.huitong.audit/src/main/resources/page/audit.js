// SPDX-License-Identifier: Apache-2.0
// What was done here, by whom, and what was refused; to be filtered, compared and exported.
import { LitElement, css, html, nothing } from 'lit';
import { api, formatTime, query, sentence, setQuery, sheet, t, toast } from 'huitong';
import { OUTCOMES, sentenceOf, thingName, verbName, w, waits } from './audit-words.js';

const FIELDS = ['by', 'verb', 'thing', 'from', 'to'];

export default class AuditPage extends LitElement {
  static properties = {
    _items: { state: true },
    _next: { state: true },
    _problem: { state: true },
    _job: { state: true },
    /** {collector, taken, waiting, oldest, problem} */
    _courier: { state: true },
    _wish: { state: true },
  };

  static styles = [
    sheet,
    css`
      form {
        display: grid;
        grid-template-columns: repeat(auto-fit, minmax(10rem, 1fr));
        gap: 0.5rem 0.75rem;
        align-items: end;
      }
      td {
        overflow-wrap: anywhere;
      }
      dl {
        display: grid;
        grid-template-columns: max-content 1fr;
        gap: 0.25rem 0.75rem;
        margin: 0.375rem 0 0;
      }
      dd {
        margin: 0;
        white-space: pre-wrap;
      }
      .refused {
        color: var(--huitong-bad);
      }
    `,
  ];

  connectedCallback() {
    super.connectedCallback();
    this.moved = () => this.follow();
    addEventListener('huitong:query', this.moved);
    this.follow();
    this.#look();
    this.looking = setInterval(() => document.hidden || this.#look(), 10_000);
  }

  async #look() {
    try {
      this._courier = await api.get('audit/collector');
    } catch {
      // What was noted is shown all the same.
      this._courier = undefined;
    }
  }

  #collector() {
    if (!this._courier?.collector) return nothing;
    const { waiting, oldest, problem } = this._courier;
    return html`<sl-alert open variant=${problem ? 'warning' : 'neutral'} role="status">
      <strong>${w('collector')}</strong> ${this._courier.collector} · ${waiting
        ? html`${waits(waiting)} <sl-relative-time date=${oldest}></sl-relative-time>`
        : w('allTaken')}
      ${problem ? html`<div class="small">${problem}</div>` : nothing}
    </sl-alert>`;
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    clearInterval(this.looking);
    removeEventListener('huitong:query', this.moved);
  }

  follow() {
    const said = query();
    this._wish = Object.fromEntries(FIELDS.filter((f) => said[f]).map((f) => [f, said[f]]));
    this.read();
  }

  /** What the API is asked: days of this browser become moments, the last one whole. */
  get #question() {
    const { from, to, ...rest } = this._wish;
    const end = to && new Date(`${to}T00:00:00`);
    end?.setDate(end.getDate() + 1);
    return {
      ...rest,
      ...(from && { from: new Date(`${from}T00:00:00`).toISOString() }),
      ...(end && { to: end.toISOString() }),
    };
  }

  async read(more) {
    const parameters = new URLSearchParams({ ...this.#question, ...(more && { before: this._next }) });
    try {
      const page = await api.get(`audit?${parameters}`);
      this._items = more ? [...this._items, ...page.items] : page.items;
      this._next = page.next;
      this._problem = undefined;
    } catch (problem) {
      this._problem = sentence(problem);
    }
  }

  render() {
    return html`<div class="page">
      <div class="head">
        <h2>${w('title')}</h2>
        <sl-button class="push" size="small" @click=${() => this.#export('csv')}>${w('csv')}</sl-button>
        <sl-button size="small" @click=${() => this.#export('jsonl')}>${w('jsonl')}</sl-button>
      </div>
      ${this.#collector()}
      ${this._job ? html`<div class="panel pad"><huitong-job .job=${this._job}></huitong-job></div>` : nothing}
      <form class="panel pad" @submit=${this.#ask}>
        ${this.#field('by', w('by'))} ${this.#field('verb', w('verb'))} ${this.#field('thing', w('thing'))}
        ${this.#field('from', w('from'), 'date')} ${this.#field('to', w('to'), 'date')}
        <sl-button type="submit" size="small" variant="primary">${w('filter')}</sl-button>
      </form>
      ${this._problem ? html`<sl-alert open variant="danger">${this._problem}</sl-alert>` : nothing}
      <div class="panel">${this.#list()}</div>
      ${this._next ? html`<sl-button size="small" @click=${() => this.read(true)}>${w('more')}</sl-button>` : nothing}
    </div>`;
  }

  #field(name, label, type = 'text') {
    return html`<sl-input name=${name} size="small" type=${type} label=${label} clearable .value=${this._wish?.[name] ?? ''}></sl-input>`;
  }

  #ask(event) {
    event.preventDefault();
    const fields = [...event.target.querySelectorAll('sl-input')].map(({ name, value }) => [name, value.trim()]);
    setQuery(Object.fromEntries(fields.filter(([, value]) => value)), { push: true });
    this.follow();
  }

  #list() {
    if (!this._items) return this._problem ? nothing : html`<div class="empty"><sl-spinner></sl-spinner></div>`;
    if (!this._items.length) return html`<div class="empty"><sl-icon name="journal-check"></sl-icon>${w('nothing')}</div>`;
    return html`<table class="stack">
      <thead>
        <tr>
          <th scope="col">${w('at')}</th>
          <th scope="col">${w('by')}</th>
          <th scope="col">${w('deed')}</th>
          <th scope="col">${w('outcome')}</th>
        </tr>
      </thead>
      <tbody>
        ${this._items.map((item) => this.#row(item))}
      </tbody>
    </table>`;
  }

  #row(item) {
    const refused = item.outcome === 'refused';
    return html`<tr>
      <td class="quiet" data-label=${w('at')}>${formatTime(item.at, 'full')}<div class="small">№ ${item.seq}</div></td>
      <td data-label=${w('by')}>${item.name}<div class="small quiet">${item.by}</div></td>
      <td data-label=${w('deed')}>
        ${refused
          ? html`<span class="refused">${sentenceOf(item, formatTime(item.at, 'full'))}</span>`
          : html`<strong>${verbName(item)}</strong> ${thingName(item)}`}
        <div class="small quiet">${item.thing}</div>
        ${item.before !== undefined || item.after !== undefined
          ? html`<dl>
              <dt class="quiet">${w('before')}</dt>
              <dd>${item.before || '–'}</dd>
              <dt class="quiet">${w('after')}</dt>
              <dd>${item.after || '–'}</dd>
            </dl>`
          : nothing}
        ${item.words ? html`<div>${w('sought')} “${item.words}”</div>` : nothing}
      </td>
      <td data-label=${w('outcome')} class=${refused ? 'refused' : ''}>${t(OUTCOMES[item.outcome] ?? { zh: item.outcome, en: item.outcome })}</td>
    </tr>`;
  }

  async #export(format) {
    try {
      this._job = (await api.post('audit/export', { format, ...this.#question })).id;
    } catch (problem) {
      toast(problem);
    }
  }
}
