// SPDX-License-Identifier: Apache-2.0
// Recurring tasks: what is asked again and again, and who has reported each time.
import { LitElement, css, html, nothing } from 'lit';
import { api, formatTime, sheet, shortcut, t, toast } from 'huitong';
import './routines-editor.js';
import { opened, reportedWords, scheduleWords, w } from './routines-words.js';

const COLOURS = { reported: 'success', late: 'warning', missing: 'danger', waiting: 'neutral', cancelled: 'neutral' };
/** Who has not reported before it is due has time yet. */
const stateOf = (share, round) => (share.state === 'missing' && new Date(round.due) > new Date() ? 'waiting' : share.state);

export default class RoutinesPage extends LitElement {
  static properties = { _items: { state: true }, _editing: { state: true }, _rounds: { state: true } };

  static styles = [
    sheet,
    css`
      .facts {
        display: flex;
        flex-wrap: wrap;
        gap: 0.25rem 1.5rem;
      }
      .shares {
        display: flex;
        flex-wrap: wrap;
        gap: 0.375rem;
        margin: 0;
        padding: 0;
        list-style: none;
      }
      .shares a {
        color: inherit;
        text-decoration: none;
      }
      .shares a:hover {
        text-decoration: underline;
      }
      .round {
        display: grid;
        gap: 0.5rem;
        margin-top: 0.5rem;
        padding-block: 0.75rem;
        border-top: 1px solid var(--huitong-line);
      }
    `,
  ];

  constructor() {
    super();
    this._rounds = {};
  }

  connectedCallback() {
    super.connectedCallback();
    this.unkey = shortcut('n', { zh: '新建例行任务', en: 'New recurring task' }, () => (this._editing = {}));
    this.#read();
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.unkey();
  }

  async #read() {
    try {
      this._items = (await api.get('routines')).items;
      this._rounds = {};
    } catch (problem) {
      toast(problem);
    }
  }

  async #open(routine, before) {
    try {
      const page = await api.get(`routines/${routine.id}/rounds${before ? `?before=${encodeURIComponent(before)}` : ''}`);
      const known = before ? this._rounds[routine.id].items : [];
      this._rounds = { ...this._rounds, [routine.id]: { ...page, items: [...known, ...page.items] } };
    } catch (problem) {
      toast(problem);
    }
  }

  render() {
    return html`<div class="page">
      <div class="head">
        <h2>${w('all')}</h2>
        <sl-button class="push" size="small" variant="primary" @click=${() => (this._editing = {})}><sl-icon slot="prefix" name="plus-lg"></sl-icon>${w('add')}</sl-button>
      </div>
      ${!this._items
        ? html`<sl-spinner></sl-spinner>`
        : this._items.length
          ? this._items.map((routine) => this.#one(routine))
          : html`<div class="panel empty"><sl-icon name="arrow-repeat"></sl-icon>${w('none')}<p class="quiet small">${w('noneWhy')}</p></div>`}
      ${this._editing
        ? html`<huitong-routines-editor .routine=${this._editing} @saved=${() => this.#read()} @closed=${() => (this._editing = null)}></huitong-routines-editor>`
        : nothing}
    </div>`;
  }

  #one(routine) {
    const rounds = this._rounds[routine.id];
    return html`<section class="panel pad" aria-label=${routine.title}>
      <div class="head">
        <h3>${routine.title}</h3>
        ${routine.on ? nothing : html`<sl-badge pill variant="neutral">${w('off')}</sl-badge>`}
        <sl-button class="push" size="small" @click=${() => (this._editing = routine)}>${w('edit')}</sl-button>
      </div>
      ${routine.note ? html`<p>${routine.note}</p>` : nothing}
      <p class="facts quiet small">
        <span>${scheduleWords(routine.schedule)}${routine.departmentName ? t({ zh: `，${routine.departmentName}`, en: `, ${routine.departmentName}` }) : nothing}</span>
        <span>${w('asked')} ${routine.asked.map((one) => one.name ?? one.id).join(t({ zh: '、', en: ', ' }))}</span>
        ${routine.next ? html`<span>${w('next')} <span class="number">${formatTime(routine.next, 'short')}</span></span>` : nothing}
      </p>
      ${rounds ? rounds.items.map((round) => this.#round(round)) : routine.last ? this.#round(routine.last) : nothing}
      ${routine.last && (!rounds || rounds.next)
        ? html`<div><sl-button size="small" variant="text" @click=${() => this.#open(routine, rounds?.next)}>${w(rounds ? 'more' : 'rounds')}</sl-button></div>`
        : nothing}
    </section>`;
  }

  #round(round) {
    return html`<div class="round">
      <div class="facts">
        <strong class="number">${opened(round)}</strong>
        ${round.missed ? html`<span class="quiet">${w('missed')}</span>` : html`<span>${reportedWords(round)}</span><span class="quiet">${w('due')} <span class="number">${formatTime(round.due, 'short')}</span></span>`}
      </div>
      <ul class="shares">
        ${round.shares.map(
          (share) => html`<li><sl-badge pill variant=${COLOURS[stateOf(share, round)]}><a href=${`#/tasks?view=all&done=1&task=${share.task}`}>${share.name ?? share.person ?? share.department} · ${w(stateOf(share, round))}</a></sl-badge></li>`,
        )}
      </ul>
    </div>`;
  }
}
