// SPDX-License-Identifier: Apache-2.0
// One task in a drawer: what it is, how supervision stands, what happened.
import { LitElement, css, html, nothing } from 'lit';
import { api, confirm, formatTime, loading, platformName, session, sheet, toast } from 'huitong';
import { listName, stateName, stepName, w, whoName } from './tasks-words.js';

class TasksDetail extends LitElement {
  static properties = { task: { attribute: false }, _full: { state: true }, _text: { state: true }, _busy: { state: true }, _problem: { state: true } };

  static styles = [
    sheet,
    css`
      sl-drawer {
        --size: min(34rem, 100vw);
      }
      .body {
        display: grid;
        gap: 1rem;
      }
      blockquote {
        margin: 0;
        padding: 0.5rem 0.75rem;
        border-inline-start: 3px solid var(--sl-color-primary-600);
        background: var(--huitong-canvas);
        overflow-wrap: anywhere;
      }
      .said {
        white-space: pre-wrap;
      }
      dl {
        display: grid;
        grid-template-columns: max-content minmax(0, 1fr);
        gap: 0.25rem 1rem;
        margin: 0;
      }
      dt {
        color: var(--huitong-quiet);
      }
      dd {
        margin: 0;
        overflow-wrap: anywhere;
      }
      .acts {
        display: flex;
        flex-wrap: wrap;
        gap: 0.5rem;
      }
      ol {
        list-style: none;
        margin: 0;
        padding: 0;
        display: grid;
        gap: 0.5rem;
      }
      ol li {
        border-inline-start: 2px solid var(--huitong-line);
        padding-inline-start: 0.75rem;
        overflow-wrap: anywhere;
      }
      .late {
        color: var(--huitong-bad);
        font-weight: 600;
      }
      form {
        display: flex;
        gap: 0.5rem;
        align-items: end;
      }
      form sl-textarea {
        flex: 1;
      }
    `,
  ];

  willUpdate(changed) {
    if (changed.has('task')) this.#read();
  }

  #read() {
    this._problem = null;
    return this.#run(() => api.get(`tasks/${this.task.id}`), false);
  }

  firstUpdated() {
    const drawer = this.renderRoot.querySelector('sl-drawer');
    drawer.updateComplete.then(() => drawer.show());
  }

  async #run(call, changes = true) {
    this._busy = true;
    try {
      this._full = await call();
      if (changes) this.dispatchEvent(new CustomEvent('changed', { detail: this._full }));
    } catch (problem) {
      if (this._full) toast(problem);
      else this._problem = problem;
    } finally {
      this._busy = false;
    }
  }

  #put(body) {
    return this.#run(() => api.put(`tasks/${this._full.id}`, { version: this._full.version, ...body }));
  }

  render() {
    const task = this._full ?? this.task;
    return html`<sl-drawer
      label=${task.title}
      @sl-after-hide=${(e) => e.target.tagName === 'SL-DRAWER' && this.dispatchEvent(new CustomEvent('closed'))}
    >
      <div class="body">
        <dl>
          <dt>${w('assignee')}</dt>
          <dd>${task.assigneeName ?? task.assignee ?? w('nobody')}${task.departmentName ? html` <span class="quiet">${task.departmentName}</span>` : nothing}</dd>
          <dt>${w('due')}</dt>
          <dd class=${task.overdue ? 'late' : ''}>${task.due ? formatTime(task.due, 'full') : w('noDue')}${task.overdue ? ` · ${w('overdue')}` : ''}</dd>
          <dt>${w('createdBy')}</dt>
          <dd>${whoName(task.createdBy, task.createdByName)} · ${formatTime(task.createdAt, 'short')}</dd>
          ${task.alsoIn?.length ? html`<dt>${w('alsoIn')}</dt><dd>${task.alsoIn.map(listName).join('、')}</dd>` : nothing}
          <dt>#</dt>
          <dd class="number">${task.code} <sl-badge pill variant=${task.overdue ? 'danger' : 'neutral'}>${stateName(task.state)}</sl-badge></dd>
        </dl>
        ${task.note ? html`<p>${task.note}</p>` : nothing}
        ${task.message ? this.#message(task) : nothing} ${this.#acts(task)} ${this.#supervision(task)} ${this.#checklist(task)} ${this.#history(task)}
      </div>
    </sl-drawer>`;
  }

  #message(task) {
    return html`<blockquote>
      <div class="said">${task.excerpt ?? html`<span class="quiet">${w('notReadable')}</span>`}</div>
      ${task.excerpt ? html`<div><a href="#/inbox?id=${task.message}">${w('message')}</a></div>` : nothing}
    </blockquote>`;
  }

  #acts(task) {
    if (!task.may && !this.#manages) return nothing;
    const key = (label, run, variant = 'default') =>
      html`<sl-button size="small" variant=${variant} ?disabled=${this._busy} @click=${run}>${label}</sl-button>`;
    const over = ['done', 'cancelled'].includes(task.state);
    return html`<div class="acts">
      ${task.may && over ? key(w('reopen'), () => this.#put({ state: 'open' })) : nothing}
      ${task.may && !over
        ? html`${task.state === 'open' ? key(w('start'), () => this.#put({ state: 'doing' })) : nothing}
          ${key(w('done'), () => this.#put({ state: 'done' }), 'primary')}
          ${key(w('acknowledge'), () => this.#run(() => api.post(`tasks/${task.id}/acknowledge`)))}`
        : nothing}
      ${task.may === 'edit' && !over
        ? html`${key(w('edit'), () => this.dispatchEvent(new CustomEvent('edit', { detail: this._full })))}
          ${key(w('cancel'), async () => (await confirm({ zh: `取消“${task.title}”？`, en: `Cancel “${task.title}”?` }, { yes: { zh: '取消任务', en: 'Cancel it' }, danger: true })) && this.#put({ state: 'cancelled' }))}`
        : nothing}
      ${this.#manages && !task.private && !over
        ? key(w(task.supervised ? 'release' : 'supervise'), () => this.#run(() => api.post(`tasks/${task.id}/supervise`, { on: !task.supervised })), 'warning')
        : nothing}
    </div>`;
  }

  get #manages() {
    return (session()?.permissions ?? []).includes('tasks.manage');
  }

  #supervision({ supervision }) {
    if (!supervision) return nothing;
    return html`<section class="panel pad">
      <h3>${w('supervised')} · ${whoName(supervision.by, supervision.byName)} · ${formatTime(supervision.since, 'short')}</h3>
      <dl>
        <dt>${w('chain')}</dt>
        <dd>${supervision.chain.join(' → ')}</dd>
        <dt>${w('lastReminder')}</dt>
        <dd>${supervision.lastReminder ? formatTime(supervision.lastReminder, 'short') : w('never')}${supervision.platform ? ` · ${platformName(supervision.platform)}` : ''}</dd>
        <dt>${w('lastAcknowledgement')}</dt>
        <dd>${supervision.lastAcknowledgement ? formatTime(supervision.lastAcknowledgement, 'short') : w('never')}</dd>
      </dl>
    </section>`;
  }

  #checklist(task) {
    if (!task.checklist.length) return nothing;
    const tick = (i, done) => this.#put({ checklist: task.checklist.map((point, j) => (i === j ? { ...point, done } : point)) });
    return html`<section>
      <h3>${w('checklist')}</h3>
      ${task.checklist.map(
        (point, i) => html`<div>
          <sl-checkbox size="small" ?checked=${point.done} ?disabled=${!task.may || this._busy} @sl-change=${(e) => tick(i, e.target.checked)}
            >${point.text}</sl-checkbox
          >
        </div>`,
      )}
    </section>`;
  }

  #history(task) {
    if (!this._full) return loading(this._problem, () => this.#read());
    return html`<section>
        <h3>${w('history')}</h3>
        <ol>
          ${task.history.map(
            (step) => html`<li>
              <div class="quiet small">${formatTime(step.at, 'short')} · ${whoName(step.by, step.byName)}${step.platform ? ` · ${platformName(step.platform)}` : ''}</div>
              ${stepName(step.kind)} ${step.personName ?? ''} ${step.kind === 'due' ? formatTime(step.text, 'short') : step.kind === 'acknowledged' ? '' : (step.text ?? '')}
            </li>`,
          )}
        </ol>
      </section>
      <form @submit=${this.#comment}>
        <sl-textarea size="small" rows="1" resize="auto" maxlength="4000" label=${w('comment')} .value=${this._text ?? ''} @sl-input=${(e) => (this._text = e.target.value)}></sl-textarea>
        <sl-button size="small" type="submit" ?disabled=${!this._text?.trim() || this._busy}>${w('send')}</sl-button>
      </form>`;
  }

  async #comment(event) {
    event.preventDefault();
    const text = this._text?.trim();
    if (!text) return;
    await this.#run(() => api.post(`tasks/${this._full.id}/comments`, { text }));
    this._text = '';
  }
}

if (!customElements.get('huitong-tasks-detail')) customElements.define('huitong-tasks-detail', TasksDetail);
