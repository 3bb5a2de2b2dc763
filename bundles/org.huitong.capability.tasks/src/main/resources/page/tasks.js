// SPDX-License-Identifier: Apache-2.0
// Tasks: one's own, those one made, all one may see; as a list or a board.
import { LitElement, css, html, nothing } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { api, formatTime, query, setQuery, sheet, shortcut, toast } from 'huitong';
import './tasks-detail.js';
import './tasks-editor.js';
import { counted, stateName, w } from './tasks-words.js';

const VIEWS = ['mine', 'made', 'all'];
const COLUMNS = ['open', 'doing', 'done'];

export default class TasksPage extends LitElement {
  static properties = {
    _page: { state: true },
    _problem: { state: true },
    _shown: { state: true },
    _editing: { state: true },
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
    this.#read().then(() => {
      const { make, message, title } = query();
      if (make && message) this._editing = { message, title: title ?? '' };
    });
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    window.removeEventListener('huitong:query', this.onQuery);
    this.unkey();
  }

  get #view() {
    return VIEWS.includes(query().view) ? query().view : query().message ? 'all' : 'mine';
  }

  #set(values) {
    setQuery({ ...query(), make: undefined, title: undefined, ...values });
    this.#read();
  }

  async #read(after) {
    const { board, overdue, supervised, message, task, done } = query();
    const params = new URLSearchParams();
    if (this.#view !== 'all') params.set(this.#view, 'true');
    if (!board && !message && !done) params.set('state', 'open,doing');
    if (overdue) params.set('overdue', 'true');
    if (supervised) params.set('supervised', 'true');
    if (message) params.set('message', message);
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
    const { board, overdue, supervised, message } = query();
    const page = this._page;
    return html`<div class="page">
      <div class="head">
        <h2>${message ? w('byMessage') : w(this.#view)}</h2>
        ${page ? html`<span class="quiet small" role="status">${counted(page.items.length, page.next)}</span>` : nothing}
        <sl-button class="push" size="small" variant="primary" @click=${() => (this._editing = {})}><sl-icon slot="prefix" name="plus-lg"></sl-icon>${w('add')}</sl-button>
      </div>
      <div class="head">
        <sl-radio-group size="small" label=${w('view')} .value=${message ? '' : this.#view} @sl-change=${(e) => this.#set({ view: e.target.value, message: undefined })}>
          ${VIEWS.map((view) => html`<sl-radio-button value=${view}>${w(view)}</sl-radio-button>`)}
        </sl-radio-group>
        <sl-checkbox size="small" ?checked=${Boolean(overdue)} @sl-change=${(e) => this.#set({ overdue: e.target.checked ? '1' : undefined })}>${w('onlyOverdue')}</sl-checkbox>
        <sl-checkbox size="small" ?checked=${Boolean(supervised)} @sl-change=${(e) => this.#set({ supervised: e.target.checked ? '1' : undefined })}>${w('onlySupervised')}</sl-checkbox>
        <sl-button class="push" size="small" @click=${() => this.#set({ board: board ? undefined : '1' })}>
          <sl-icon slot="prefix" name=${board ? 'list-ul' : 'kanban'}></sl-icon>${w(board ? 'list' : 'board')}
        </sl-button>
      </div>
      ${!page ? html`<sl-spinner></sl-spinner>` : !page.items.length ? this.#empty() : board ? this.#board(page.items) : this.#list(page.items)}
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

  #due(task) {
    return task.due
      ? html`<span class=${task.overdue ? 'late' : 'quiet'}>${formatTime(task.due, 'short')}${task.overdue ? ` · ${w('overdue')}` : ''}</span>`
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
