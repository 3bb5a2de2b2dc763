// SPDX-License-Identifier: Apache-2.0
// <huitong-rules-evidence>: how well one rule does. What it found, what it would have found in shadow or in the last days,
// and whether people called it wrong.
import { LitElement, css, html, nothing } from 'lit';
import { api, formatNumber, formatTime, sheet, toast } from 'huitong';
import { daysName, figureWords, w } from './rules-words.js';

const DAYS = [1, 7, 30, 90];

class RulesEvidence extends LitElement {
  static properties = {
    rule: { attribute: false },
    figures: { attribute: false },
    /** Whether the reader may change rules, and so run them dry. */
    may: { type: Boolean },
    _samples: { state: true },
    _wrong: { state: true },
    _days: { state: true },
    _job: { state: true },
    _busy: { state: true },
    _open: { state: true },
  };

  static styles = [
    sheet,
    css`
      .line {
        display: flex;
        flex-wrap: wrap;
        gap: 0.25rem 0.75rem;
        align-items: center;
      }
      ul {
        margin: 0.5rem 0 0;
        padding: 0;
        list-style: none;
        display: grid;
        gap: 0.25rem;
      }
      li {
        display: grid;
        grid-template-columns: auto minmax(0, 1fr) auto;
        gap: 0.5rem;
        align-items: center;
      }
      .excerpt {
        overflow: hidden;
        text-overflow: ellipsis;
        white-space: nowrap;
      }
      select {
        font: inherit;
        color: var(--sl-input-color);
        background: var(--sl-input-background-color);
        border: 1px solid var(--sl-color-neutral-400);
        border-radius: var(--sl-input-border-radius-medium);
      }
    `,
  ];

  constructor() {
    super();
    this._days = 7;
    this._wrong = new Set();
  }

  async #showSamples() {
    try {
      this._samples = (await api.get(`rules/${this.rule.id}/samples`)).items;
    } catch (problem) {
      toast(problem);
    }
  }

  async #run() {
    this._busy = true;
    this._samples = undefined;
    try {
      this._job = (await api.post(`rules/${this.rule.id}/dry-run`, { days: this._days })).id;
    } catch (problem) {
      this._busy = false;
      toast(problem);
    }
  }

  /** Whoever ran it looks at a few of what was hit. */
  async #over(event) {
    this._busy = false;
    if (event.detail.state !== 'done') return;
    try {
      const result = await api.get(`jobs/${this._job}/result`);
      const messages = await Promise.all(result.samples.map((id) => api.get(`messages/${encodeURIComponent(id)}`).catch(() => null)));
      this._samples = messages.filter(Boolean).map((m) => ({ message: m.id, at: m.sentAt, excerpt: m.text, run: true }));
    } catch (problem) {
      toast(problem);
    }
  }

  async #callWrong(sample) {
    try {
      await api.post('rules/wrong', { message: sample.message, rule: this.rule.name });
      this._wrong = new Set([...this._wrong, sample.message]);
      this.dispatchEvent(new CustomEvent('told', { bubbles: true, composed: true }));
    } catch (problem) {
      toast(problem);
    }
  }

  render() {
    const { figures } = this;
    return html`<div class="line small">
        ${figures ? html`<span class="quiet">${figureWords(figures, formatNumber)}</span>` : nothing}
        ${this.rule.shadow && figures?.shadowed ? html`<sl-button size="small" variant="text" @click=${this.#showSamples}>${w('samples')}</sl-button>` : nothing}
        ${this.may && !this._open ? html`<sl-button size="small" variant="text" @click=${() => (this._open = true)}>${w('dryRun')}</sl-button>` : nothing}
        ${this.may && this._open
          ? html`<select aria-label=${w('ofDays')} @change=${(e) => (this._days = Number(e.target.value))}>
                ${DAYS.map((days) => html`<option value=${days} ?selected=${days === this._days}>${daysName(days)}</option>`)}
              </select>
              <sl-button size="small" ?loading=${this._busy} @click=${this.#run}>${w('dryRun')}</sl-button>`
          : nothing}
      </div>
      ${this._job ? html`<huitong-job .job=${this._job} @over=${this.#over}></huitong-job>` : nothing}
      ${this._samples ? this.#list() : nothing}`;
  }

  #list() {
    if (!this._samples.length) return html`<p class="quiet small">${w('noSamples')}</p>`;
    return html`<ul class="small">
      ${this._samples.map(
        (sample) => html`<li>
          <a class="number" href=${`#/inbox?id=${sample.message}`}>${formatTime(sample.at, 'short')}</a>
          <span class="excerpt">${sample.excerpt ?? ''}</span>
          ${sample.run
            ? nothing
            : html`<sl-button size="small" variant="text" ?disabled=${this._wrong.has(sample.message)} @click=${() => this.#callWrong(sample)}
                >${w(this._wrong.has(sample.message) ? 'calledWrong' : 'callWrong')}</sl-button
              >`}
        </li>`,
      )}
    </ul>`;
  }
}

if (!customElements.get('huitong-rules-evidence')) customElements.define('huitong-rules-evidence', RulesEvidence);
