// SPDX-License-Identifier: Apache-2.0
// <huitong-judge-anew path="rules/judge">: judges the last days anew by what is known now: first what would change, then the job.
import { LitElement, css, html, nothing } from 'lit';
import { api } from './api.js';
import './job.js';
import { sheet } from './sheet.js';
import { toast } from './toast.js';
import { t } from './words.js';

const DAYS = [1, 7, 30, 90];

export class JudgeAnewElement extends LitElement {
  static properties = { path: {}, _days: { state: true }, _looked: { state: true }, _job: { state: true }, _busy: { state: true } };

  static styles = [
    sheet,
    css`
      .line {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: 0.5rem;
      }
      select {
        font: inherit;
        height: var(--sl-input-height-small);
        color: var(--sl-input-color);
        background: var(--sl-input-background-color);
        border: 1px solid var(--sl-color-neutral-400);
        border-radius: var(--sl-input-border-radius-medium);
      }
      huitong-job {
        margin-top: 0.5rem;
      }
    `,
  ];

  #running;

  constructor() {
    super();
    this._days = 7;
  }

  render() {
    return html`<p class="quiet small">
        ${t({
          zh: '改动只对以后的消息有效。要让以前的消息也按现在的判断，先预览会改变什么，再执行；手工标注保留不变。',
          en: 'A change holds for what comes from now on. To judge earlier messages by it, look first at what would change. What was marked by hand stays.',
        })}
      </p>
      <div class="line">
        <select aria-label=${t({ zh: '最近多少天', en: 'Of the last days' })} @change=${(e) => (this._days = Number(e.target.value))}>
          ${DAYS.map((days) => html`<option value=${days} ?selected=${days === this._days}>${t({ zh: `最近 ${days} 天`, en: `Last ${days} days` })}</option>`)}
        </select>
        <sl-button size="small" ?disabled=${this._busy} @click=${() => this.#start(true)}>${t({ zh: '预览', en: 'Preview' })}</sl-button>
        <sl-button size="small" variant="primary" ?disabled=${this._busy || this._looked !== this._days} @click=${() => this.#start(false)}
          >${t({ zh: '重新判断', en: 'Judge anew' })}</sl-button
        >
      </div>
      ${this._job ? html`<huitong-job .job=${this._job} @over=${this.#over}></huitong-job>` : nothing}`;
  }

  async #start(dryRun) {
    this._busy = true;
    this.#running = dryRun ? this._days : undefined;
    try {
      this._job = (await api.post(this.path, { days: this._days, dryRun })).id;
    } catch (problem) {
      this._busy = false;
      toast(problem);
    }
  }

  #over(event) {
    this._busy = false;
    this._looked = event.detail.state === 'done' ? this.#running : undefined;
  }
}

customElements.define('huitong-judge-anew', JudgeAnewElement);
