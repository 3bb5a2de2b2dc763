// SPDX-License-Identifier: Apache-2.0
// Tasks: one's own, those one made, all one may see; as a list, a board or a calendar.
import { LitElement, css, html, nothing } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { api, formatTime, query, setQuery, sheet, shortcut, toast } from 'huitong';
import { dayOf, monthBeside, weeks } from './tasks-calendar.js';
import './tasks-detail.js';
import './tasks-editor.js';
import './tasks-table.js';
import { counted, stateName, w, waitingWords } from './tasks-words.js';

const VIEWS = ['mine', 'made', 'all'];
/** How they are shown: as `?as=` says; `?board=1` is how addresses said it before. */
const SHAPES = { list: 'list-ul', board: 'kanban', calendar: 'calendar3' };
const MOST_ON_A_CALENDAR = 500;
const COLUMNS = ['open', 'doing', 'done'];

export default class TasksPage extends LitElement {
  static properties = {
    _page: { state: true },
    _problem: { state: true },
    _shown: { state: true },
    _editing: { state: true },
    _table: { state: true },
  };

  static styles = [
    sheet,
    css`
      .board {
        display: grid;
        grid-template-columns: repeat(3, minmax(15rem, 1fr));
        gap: 1rem;
        align-items: start;
      }
      .column {
        display: grid;
        gap: 0.5rem;
        padding: 0.75rem;
        background: var(--huitong-canvas);
        border: 1px solid var(--huitong-line);
        border-radius: 10px;
      }
      button.card,
      button.row {
        all: unset;
        box-sizing: border-box;
        cursor: pointer;
        display: grid;
        gap: 0.25rem;
        width: 100%;
      }
      button.card {
        padding: 0.625rem 0.75rem;
        background: var(--huitong-surface);
        border: 1px solid var(--huitong-line);
        border-radius: 8px;
      }
      button:focus-visible {
        outline: 2px solid var(--sl-color-primary-600);
        outline-offset: 2px;
      }
      .title {
        font-weight: 600;
        overflow-wrap: anywhere;
      }
      .excerpt {
        overflow: hidden;
        text-overflow: ellipsis;
        white-space: nowrap;
      }
      .late {
        color: var(--huitong-bad);
        font-weight: 600;
      }
      td {
        vertical-align: top;
      }
      @media (max-width: 48rem) {
        .board {
          grid-template-columns: minmax(0, 1fr);
        }
      }
    `,
  ];

  connectedCallback() {
    super.connectedCallback();
    this.onQuery = () => this.#read();
    window.addEventListener('huitong:query', this.onQuery);
    this.unkey = shortcut('n', { zh: '新建任务', en: 'New task' }, () => (this._editing = {}));
    // What waits for somebody counts down.
    this.counting = setInterval(() => this._page?.items.some((task) => task.waiting) && this.requestUpdate(), 30_000);
    this.#read().then(() => {
      const { make, message, title } = query();
      if (make && message) this._editing = { message, title: title ?? '' };
    });
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    window.removeEventListener('huitong:query', this.onQuery);
    clearInterval(this.counting);
    this.unkey();
  }

  get #view() {
    return VIEWS.includes(query().view) ? query().view : query().message ? 'all' : 'mine';
  }

  get #shape() {
    const { as, board } = query();
    return Object.hasOwn(SHAPES, as ?? '') ? as : board ? 'board' : 'list';
  }

  get #month() {
    return /^\d{4}-\d{2}$/.test(query().month ?? '') ? query().month : dayOf(Date.now()).slice(0, 7);
  }

  #set(values) {
    setQuery({ ...query(), make: undefined, title: undefined, ...values });
    this.#read();
  }

  async #read(after) {
    const { overdue, supervised, unassigned, message, task, done } = query();
    const shape = this.#shape;
    const params = new URLSearchParams();
    if (this.#view !== 'all') params.set(this.#view, 'true');
    if (shape === 'list' && !message && !done) params.set('state', 'open,doing');
    if (overdue) params.set('overdue', 'true');
    if (supervised) params.set('supervised', 'true');
    if (message) params.set('message', message);
    if (unassigned) params.set('unassigned', 'true');
    if (shape === 'calendar') {
      const shown = weeks(this.#month);
      const local = (day) => new Date(day.getUTCFullYear(), day.getUTCMonth(), day.getUTCDate());
      params.set('dueFrom', local(shown[0]).toISOString());
      params.set('dueBefore', new Date(local(shown.at(-1)).getTime() + 7 * 86_400_000).toISOString());
      params.set('limit', String(MOST_ON_A_CALENDAR));
    }
    if (after) params.set('after', after);
    try {
      const page = await api.get(`tasks?${params}`);
      this._page = after ? { ...page, items: [...this._page.items, ...page.items] } : page;
      if (task && !this._shown) this._shown = page.items.find((one) => one.id === task) ?? { id: task, title: '', checklist: [] };
    } catch (problem) {
      toast(problem);
    }
    this.requestUpdate();
  }

  render() {
    const { overdue, supervised, unassigned, message } = query();
    const shape = this.#shape;
    const page = this._page;
    return html`<div class="page">
      <div class="head">
        <h2>${message ? w('byMessage') : w(this.#view)}</h2>
        ${page ? html`<span class="quiet small" role="status">${counted(page.items.length, page.next)}</span>` : nothing}
        <sl-button class="push" size="small" @click=${() => (this._table = true)}><sl-icon slot="prefix" name="table"></sl-icon>${w('table')}</sl-button>
        <sl-button size="small" variant="primary" @click=${() => (this._editing = {})}><sl-icon slot="prefix" name="plus-lg"></sl-icon>${w('add')}</sl-button>
      </div>
      <div class="head">
        <sl-radio-group size="small" label=${w('view')} .value=${message ? '' : this.#view} @sl-change=${(e) => this.#set({ view: e.target.value, message: undefined })}>
          ${VIEWS.map((view) => html`<sl-radio-button value=${view}>${w(view)}</sl-radio-button>`)}
        </sl-radio-group>
        <sl-checkbox size="small" ?checked=${Boolean(overdue)} @sl-change=${(e) => this.#set({ overdue: e.target.checked ? '1' : undefined })}>${w('onlyOverdue')}</sl-checkbox>
        <sl-checkbox size="small" ?checked=${Boolean(supervised)} @sl-change=${(e) => this.#set({ supervised: e.target.checked ? '1' : undefined })}>${w('onlySupervised')}</sl-checkbox>
        <sl-checkbox size="small" ?checked=${Boolean(unassigned)} @sl-change=${(e) => this.#set({ unassigned: e.target.checked ? '1' : undefined })}>${w('onlyUnassigned')}</sl-checkbox>
        <sl-button-group class="push" label=${w('shape')}>
          ${Object.entries(SHAPES).map(
            ([name, icon]) => html`<sl-button size="small" variant=${name === shape ? 'primary' : 'default'} aria-pressed=${name === shape} @click=${() => this.#set({ as: name, board: undefined })}>
              <sl-icon slot="prefix" name=${icon}></sl-icon>${w(name)}
            </sl-button>`,
          )}
        </sl-button-group>
      </div>
      ${!page
        ? html`<sl-spinner></sl-spinner>`
        : shape === 'calendar'
          ? this.#calendar(page.items)
          : !page.items.length
            ? this.#empty()
            : shape === 'board'
              ? this.#board(page.items)
              : this.#list(page.items)}
      ${page?.next ? html`<div><sl-button size="small" @click=${() => this.#read(page.next)}>${w('more')}</sl-button></div>` : nothing}
      ${this._shown
        ? html`<huitong-tasks-detail
            .task=${this._shown}
            @changed=${() => this.#read()}
            @edit=${(e) => (this._editing = e.detail)}
            @closed=${() => {
              this._shown = null;
              if (query().task) this.#set({ task: undefined });
            }}
          ></huitong-tasks-detail>`
        : nothing}
      ${this._table
        ? html`<huitong-tasks-table @changed=${() => this.#read()} @closed=${() => (this._table = false)}></huitong-tasks-table>`
        : nothing}
      ${this._editing
        ? html`<huitong-tasks-editor
            .task=${this._editing}
            @saved=${(e) => {
              if (this._shown) this._shown = { ...e.detail };
              this.#set({});
            }}
            @closed=${() => (this._editing = null)}
          ></huitong-tasks-editor>`
        : nothing}
    </div>`;
  }

  #empty() {
    return html`<div class="panel empty"><sl-icon name="check2-square"></sl-icon>${w('none')}
      <p class="quiet small">${w('noneWhy')}</p>
    </div>`;
  }

  #calendar(items) {
    const month = this.#month;
    return html`<div class="head">
        <sl-icon-button name="chevron-left" label=${w('monthBefore')} @click=${() => this.#set({ month: monthBeside(month, -1) })}></sl-icon-button>
        <strong class="number" role="status">${month}</strong>
        <sl-icon-button name="chevron-right" label=${w('monthBehind')} @click=${() => this.#set({ month: monthBeside(month, 1) })}></sl-icon-button>
      </div>
      <huitong-tasks-calendar .month=${month} .tasks=${items} @pick=${(e) => (this._shown = e.detail)}></huitong-tasks-calendar>`;
  }

  #due(task) {
    if (task.waiting) {
      const late = new Date(task.waiting.until) <= new Date();
      return html`<span class=${late ? 'late' : 'quiet'} title=${formatTime(task.waiting.until, 'dated')}>${waitingWords(task.waiting)}</span>`;
    }
    return task.due
      ? html`<span class=${task.overdue ? 'late' : 'quiet'}>${formatTime(task.due, 'dated')}${task.overdue ? ` · ${w('overdue')}` : ''}</span>`
      : html`<span class="quiet">${w('noDue')}</span>`;
  }

  #who(task) {
    return html`${task.assigneeName ?? task.assignee ?? w('nobody')}${task.departmentName ? html` <span class="quiet">${task.departmentName}</span>` : nothing}`;
  }

  #name(task) {
    return html`<span class="title">${task.supervised ? html`<sl-badge pill variant="warning">${w('supervised')}</sl-badge> ` : nothing}${task.title}</span>
      ${task.excerpt ? html`<span class="quiet small excerpt">${task.excerpt}</span>` : nothing}`;
  }

  #list(items) {
    return html`<div class="panel">
      <table class="stack">
        <thead>
          <tr>
            <th scope="col">${w('title')}</th>
            <th scope="col">${w('assignee')}</th>
            <th scope="col">${w('due')}</th>
            <th scope="col"></th>
          </tr>
        </thead>
        <tbody>
          ${repeat(
            items,
            (task) => task.id,
            (task) => html`<tr>
              <td><button class="row" @click=${() => (this._shown = task)}>${this.#name(task)}</button></td>
              <td data-label=${w('assignee')}>${this.#who(task)}</td>
              <td data-label=${w('due')} class="number">${this.#due(task)}</td>
              <td><sl-badge pill variant=${task.overdue ? 'danger' : task.state === 'doing' ? 'primary' : 'neutral'}>${stateName(task.state)}</sl-badge></td>
            </tr>`,
          )}
        </tbody>
      </table>
    </div>`;
  }

  #board(items) {
    return html`<div class="board">
      ${COLUMNS.map((state) => {
        const here = items.filter((task) => task.state === state);
        return html`<section class="column" aria-label=${stateName(state)}>
          <h3>${stateName(state)} <span class="quiet number">${here.length}</span></h3>
          ${here.map(
            (task) => html`<button class="card" @click=${() => (this._shown = task)}>
              ${this.#name(task)}
              <span class="small">${this.#who(task)}</span>
              <span class="small">${this.#due(task)}</span>
            </button>`,
          )}
        </section>`;
      })}
    </div>`;
  }
}
