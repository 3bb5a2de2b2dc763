// SPDX-License-Identifier: Apache-2.0
// The views: filters with names, each with how much is in it for the reader. A column where there is room, else a row.
import { LitElement, css, nothing } from 'lit';
import { html } from 'lit/static-html.js';
import { api, confirm, session, t, toast } from 'huitong';
import { part, sheet, tell } from './inbox-sheet.js';
import { w } from './inbox-words.js';

const REST_MILLIS = 10_000;
/** Of the page's address, what no view keeps. */
const PLACES = ['id', 'view'];
const LONGEST_NAME = 60;

const same = (one, other) => JSON.stringify(Object.entries(one).sort()) === JSON.stringify(Object.entries(other).sort());

/** What a view of this address would keep. */
export const kept = (query) => Object.fromEntries(Object.entries(query).filter(([name]) => !PLACES.includes(name)));

class InboxViews extends LitElement {
  static properties = {
    query: { attribute: false },
    row: { type: Boolean, reflect: true },
    _views: { state: true },
    _counts: { state: true },
    _mayShare: { state: true },
    _busy: { state: true },
  };

  static styles = [
    sheet,
    css`
      :host {
        display: block;
        padding: var(--sl-spacing-x-small) 0;
      }
      nav {
        display: flex;
        flex-direction: column;
      }
      .one {
        display: flex;
        align-items: center;
        min-height: 2.25rem;
      }
      .one > button:first-child {
        flex: 1;
        min-width: 0;
        display: flex;
        align-items: center;
        gap: var(--sl-spacing-x-small);
        min-height: 2.25rem;
        padding: 0 var(--sl-spacing-small);
        font: inherit;
        color: inherit;
        text-align: start;
        background: none;
        border: 0;
        border-radius: var(--sl-border-radius-medium);
        cursor: pointer;
      }
      .one > button:hover {
        background: var(--sl-color-neutral-50);
      }
      .one > button[aria-current='true'] {
        background: var(--sl-color-primary-50);
        color: var(--sl-color-primary-700);
        font-weight: var(--sl-font-weight-semibold);
      }
      .name {
        flex: 1;
        overflow: hidden;
        text-overflow: ellipsis;
        white-space: nowrap;
      }
      .count {
        font-size: var(--sl-font-size-x-small);
        font-variant-numeric: tabular-nums;
        color: var(--huitong-quiet);
      }
      sl-icon {
        flex: none;
        color: var(--huitong-quiet);
      }
      .save {
        margin: var(--sl-spacing-x-small) var(--sl-spacing-small);
      }
      :host([row]) {
        overflow-x: auto;
        scrollbar-width: none;
        padding: var(--sl-spacing-2x-small) var(--sl-spacing-small);
        border-bottom: 1px solid var(--huitong-line);
      }
      :host([row]) nav {
        flex-direction: row;
        gap: var(--sl-spacing-2x-small);
      }
      :host([row]) .one {
        flex: none;
      }
      :host([row]) .one > button:first-child {
        border: 1px solid var(--huitong-line);
        border-radius: var(--sl-border-radius-pill);
        max-width: 14rem;
      }
      :host([row]) .save {
        margin: auto 0;
        flex: none;
      }
      @media (pointer: coarse) {
        .one,
        .one > button:first-child {
          min-height: 2.5rem;
        }
      }
      form {
        display: grid;
        gap: var(--sl-spacing-medium);
      }
      @media print {
        :host {
          display: none;
        }
      }
    `,
  ];

  #timer;
  #begun = false;

  constructor() {
    super();
    this.query = {};
    this._views = [];
    this._counts = new Map();
  }

  connectedCallback() {
    super.connectedCallback();
    this.#read();
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    clearTimeout(this.#timer);
    this.#timer = null;
  }

  /** Something was said or found: what is counted may be more. Many at once count once. */
  heard() {
    this.#timer ??= setTimeout(() => {
      this.#timer = null;
      if (!document.hidden) this.#count();
    }, REST_MILLIS);
  }

  async #read() {
    // Who may not read has no views either; the list says which right is missing.
    if (!session()?.permissions.includes('messages.read')) return;
    try {
      const { items, begin, mayShare } = await api.get('views');
      this._views = items;
      this._mayShare = mayShare;
      const first = items.find((view) => view.id === begin);
      if (first && !this.#begun) tell(this, 'begin-view', { query: first.query });
      this.#begun = true;
      await this.#count();
    } catch (problem) {
      toast(problem);
    }
  }

  async #count() {
    for (const { id } of this._views) {
      try {
        const { count, more } = await api.get(`views/${id}/count`);
        this._counts = new Map(this._counts).set(id, count == null ? '' : more ? `${count}+` : count ? String(count) : '');
      } catch (problem) {
        console.warn('inbox: a view was not counted', problem.status ?? problem.message);
      }
      if (!this.isConnected) return;
    }
  }

  render() {
    const now = kept(this.query);
    const known = this._views.some((view) => same(view.query, now));
    const bare = Object.keys(now).filter((name) => name !== 'list').length === 0;
    return html`<nav aria-label=${w('views')}>
        ${this.#one({ title: w('allMessages'), query: {} }, bare)}
        ${this._views.map((view) => this.#one({ ...view, title: t(view.title) }, same(view.query, now)))}
        ${bare || known
          ? nothing
          : html`<sl-button class="save" size="small" @click=${this.#ask}>
              <sl-icon slot="prefix" name="bookmark-plus"></sl-icon>${w('saveView')}
            </sl-button>`}
      </nav>
      <sl-dialog label=${w('saveView')}>
        <form @submit=${this.#save}>
          <p class="quiet">${w('saveViewWhy')}</p>
          <sl-input name="name" label=${w('viewName')} required maxlength=${LONGEST_NAME} autocomplete="off" autofocus></sl-input>
          ${this._mayShare ? html`<sl-checkbox name="shared">${w('shareView')}</sl-checkbox>` : nothing}
        </form>
        <sl-button slot="footer" variant="primary" ?loading=${this._busy} @click=${this.#save}>${w('save')}</sl-button>
      </sl-dialog>`;
  }

  #one(view, current) {
    const count = this._counts.get(view.id);
    const mine = view.own || (view.shared && this._mayShare);
    return html`<div class="one">
      <button aria-current=${current ? 'true' : 'false'} @click=${() => tell(this, 'open-view', { query: view.query })}>
        <span class="name" title=${view.title}>${view.title}</span>
        ${view.shared && !view.delivered ? html`<sl-icon name="people" label=${w('shared')}></sl-icon>` : nothing}
        ${count ? html`<span class="count">${count}</span>` : nothing}
      </button>
      ${current && mine && !view.delivered && view.id
        ? html`<sl-icon-button name="trash" label=${w('removeView')} @click=${() => this.#remove(view)}></sl-icon-button>`
        : nothing}
    </div>`;
  }

  #ask() {
    this.renderRoot.querySelector('form').reset();
    this.renderRoot.querySelector('sl-dialog').show();
  }

  async #save(event) {
    event.preventDefault();
    const name = this.renderRoot.querySelector('sl-input[name=name]');
    if (!name.reportValidity() || this._busy) return;
    this._busy = true;
    try {
      const shared = this.renderRoot.querySelector('sl-checkbox')?.checked ?? false;
      await api.post('views', { name: name.value, shared, query: kept(this.query) });
      this.renderRoot.querySelector('sl-dialog').hide();
      await this.#read();
    } catch (problem) {
      toast(problem);
    } finally {
      this._busy = false;
    }
  }

  async #remove(view) {
    const text = view.shared ? w('removeSharedWhy') : w('removeViewWhy');
    if (!(await confirm(`${view.title}: ${text}`, { yes: w('removeView'), danger: true }))) return;
    try {
      await api.delete(`views/${view.id}`);
      await this.#read();
    } catch (problem) {
      toast(problem);
    }
  }
}

export const views = part('huitong-inbox-views', InboxViews);
