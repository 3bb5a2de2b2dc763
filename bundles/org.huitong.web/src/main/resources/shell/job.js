// SPDX-License-Identifier: Apache-2.0
// <huitong-job .job=${id}>: how a job stands, with its progress, what came of it, and the keys to cancel and to undo it.
import { LitElement, css, html, nothing } from 'lit';
import { api, sentence } from './api.js';
import { sheet } from './sheet.js';
import { toast } from './toast.js';
import { formatNumber, t } from './words.js';

const LOOK_MS = 700;
const STATES = {
  waiting: { zh: '等待中', en: 'Waiting' },
  running: { zh: '进行中', en: 'Running' },
  done: { zh: '已完成', en: 'Done' },
  failed: { zh: '未完成', en: 'Failed' },
  cancelled: { zh: '已取消', en: 'Cancelled' },
};
const isOver = ({ state }) => state !== 'waiting' && state !== 'running';

/** Fires `over` with the job as its detail once it has ended, and `undoing` with the new job's id. */
export class JobElement extends LitElement {
  static properties = { job: {}, _shown: { state: true }, _trouble: { state: true } };

  static styles = [
    sheet,
    css`
      .line {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: 0.25rem 0.75rem;
      }
      .line > .push {
        margin-inline-start: auto;
      }
      sl-progress-bar {
        --height: 0.5rem;
        margin-block: 0.375rem;
      }
      p {
        overflow-wrap: anywhere;
      }
    `,
  ];

  #timer;

  disconnectedCallback() {
    super.disconnectedCallback();
    clearTimeout(this.#timer);
  }

  connectedCallback() {
    super.connectedCallback();
    if (this.hasUpdated) this.#look();
  }

  updated(changed) {
    if (changed.has('job')) {
      this._shown = undefined;
      this.#look();
    }
  }

  async #look() {
    clearTimeout(this.#timer);
    const looked = this.job;
    if (!looked) return;
    try {
      const shown = await api.get(`jobs/${looked}`);
      if (looked !== this.job) return;
      this._shown = shown;
      this._trouble = undefined;
      if (isOver(shown)) {
        this.dispatchEvent(new CustomEvent('over', { detail: shown }));
        return;
      }
    } catch (problem) {
      this._trouble = sentence(problem);
      if (problem.status === 404) return;
    }
    if (this.isConnected) this.#timer = setTimeout(() => this.#look(), LOOK_MS);
  }

  render() {
    const job = this._shown;
    if (!job) return this._trouble ? html`<p>${this._trouble}</p>` : html`<sl-spinner></sl-spinner>`;
    const share = job.total ? Math.min(100, Math.floor((100 * job.done) / job.total)) : 0;
    return html`<div role="group" aria-label=${t(job.title)}>
      <div class="line">
        <strong>${t(job.title)}</strong>
        <span class="quiet" role="status">${t(STATES[job.state])}${job.undone ? t({ zh: '，已撤销', en: ', undone' }) : nothing}</span>
        <span class="push small quiet">${this.#count(job)}</span>
        ${isOver(job)
          ? nothing
          : html`<sl-button size="small" @click=${() => this.#call(() => api.delete(`jobs/${job.id}`))}>${t({ zh: '取消', en: 'Cancel' })}</sl-button>`}
        ${job.result
          ? html`<sl-button size="small" href=${job.result.href} download=${job.result.name}>${t({ zh: '下载', en: 'Download' })}</sl-button>`
          : nothing}
        ${job.undoable
          ? html`<sl-button size="small" @click=${() => this.#undo(job)}>${t({ zh: '撤销', en: 'Undo' })}</sl-button>`
          : nothing}
      </div>
      ${isOver(job)
        ? nothing
        : html`<sl-progress-bar value=${share} ?indeterminate=${!job.total} label=${t({ zh: '进度', en: 'Progress' })}></sl-progress-bar>`}
      ${job.words ? html`<p>${t(job.words)}</p>` : nothing}
    </div>`;
  }

  #count({ done, total }) {
    if (!done && !total) return nothing;
    return total ? `${formatNumber(done)} / ${formatNumber(total)}` : formatNumber(done);
  }

  async #call(what) {
    try {
      await what();
    } catch (problem) {
      toast(problem);
    }
    this.#look();
  }

  #undo(job) {
    return this.#call(async () => {
      const { id } = await api.post(`jobs/${job.id}/undo`);
      this.dispatchEvent(new CustomEvent('undoing', { detail: id }));
      this.job = id;
    });
  }
}

customElements.define('huitong-job', JobElement);
