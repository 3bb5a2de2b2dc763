// SPDX-License-Identifier: Apache-2.0
// A text and what the rules make of it: which fires, and where.
import { LitElement, css, html, nothing } from 'lit';
import { api, sentence } from 'huitong';
import { heldBack, priorityName, w } from './rules-words.js';

const REST_MILLIS = 200;

class RulesTrial extends LitElement {
  static properties = {
    /** A rule that is not saved yet; without it the rules in force are tried. */
    draft: { attribute: false },
    /** Changes when the rules did, so that the answer is asked for anew. */
    edition: { type: String },
    text: { state: true },
    answer: { state: true },
    problem: { state: true },
  };

  static styles = css`
    :host {
      display: grid;
      gap: 0.625rem;
      grid-template-columns: minmax(0, 1fr);
    }
    .shown {
      white-space: pre-wrap;
      overflow-wrap: anywhere;
      padding: 0.5rem 0.75rem;
      border-radius: 6px;
      background: var(--huitong-canvas);
      border: 1px solid var(--huitong-line);
      max-height: 14rem;
      overflow-y: auto;
    }
    mark {
      color: inherit;
      border-radius: 3px;
      padding: 0 1px;
    }
    mark.fires {
      background: var(--sl-color-warning-200);
      box-shadow: inset 0 -2px var(--sl-color-warning-600);
    }
    mark.held {
      background: var(--sl-color-neutral-200);
      text-decoration: line-through;
    }
    .said {
      display: flex;
      flex-wrap: wrap;
      gap: 0.375rem;
      align-items: center;
    }
    ul {
      margin: 0;
      padding: 0;
      list-style: none;
      display: grid;
      gap: 0.25rem;
      font-size: 0.8125rem;
    }
    .quiet {
      color: var(--huitong-quiet);
    }
    .bad {
      color: var(--sl-color-danger-700);
    }
  `;

  #timer;
  #turn = 0;

  constructor() {
    super();
    this.text = '';
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    clearTimeout(this.#timer);
  }

  willUpdate(changed) {
    if (changed.has('draft') || changed.has('edition')) this.#soon();
  }

  #typed(event) {
    this.text = event.target.value;
    this.#soon();
  }

  #soon() {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#ask(), REST_MILLIS);
  }

  async #ask() {
    const turn = ++this.#turn;
    const text = this.text;
    if (!text || (this.draft && !this.draft.keywords.length)) {
      this.answer = null;
      this.problem = null;
      return;
    }
    try {
      const rule = this.draft ? { ...this.draft, name: this.draft.name || '–', enabled: true } : undefined;
      const answer = await api.post('rules/try', { text, rule });
      if (turn === this.#turn) {
        this.answer = { ...answer, text };
        this.problem = null;
      }
    } catch (problem) {
      if (turn === this.#turn) {
        this.answer = null;
        this.problem = sentence(problem);
      }
    }
  }

  render() {
    return html`<sl-textarea
        label=${this.draft ? w('saveFirst') : w('tryText')}
        help-text=${this.draft ? '' : w('tryHelp')}
        placeholder=${w('trySample')}
        size="small"
        rows="3"
        resize="auto"
        maxlength="20000"
        autocomplete="off"
        .value=${this.text}
        @sl-input=${this.#typed}
      ></sl-textarea>
      <div aria-live="polite">${this.#result()}</div>`;
  }

  #result() {
    if (this.problem) return html`<p class="bad">${this.problem}</p>`;
    if (!this.answer) return nothing;
    const { text, hits, priority, tags } = this.answer;
    const fires = hits.some((hit) => !hit.preventedBy);
    return html`<div class="shown">${pieces(text, hits).map((p) => this.#piece(p))}</div>
      <p class="said">
        ${fires ? nothing : html`<span class="quiet">${w('nothingFires')}</span>`}
        ${priority ? html`<sl-badge pill variant=${variantOf(priority)}>${priorityName(priority)}</sl-badge>` : nothing}
        ${tags.map((tag) => html`<sl-tag size="small" pill>${tag}</sl-tag>`)}
      </p>
      <ul>
        ${summary(hits).map(
          (hit) => html`<li class=${hit.preventedBy ? 'quiet' : ''}>
            ${this.draft ? nothing : html`<strong>${hit.rule}</strong> · `}${hit.keyword}
            ${hit.preventedBy ? html` — ${heldBack(hit.preventedBy)}` : nothing}
          </li>`,
        )}
      </ul>`;
  }

  #piece({ text, hits }) {
    if (!hits.length) return text;
    const fires = hits.some((hit) => !hit.preventedBy);
    const title = [...new Set(hits.map((hit) => hit.rule))].join(' · ');
    return html`<mark class=${fires ? 'fires' : 'held'} title=${title}>${text}</mark>`;
  }
}

export const variantOf = (priority) => ({ high: 'danger', medium: 'primary', low: 'neutral' })[priority] ?? 'neutral';

/** The text cut where a hit begins or ends; hits may lie over one another. */
export function pieces(text, hits) {
  const cuts = [...new Set([0, text.length, ...hits.flatMap((hit) => [hit.from, hit.to])])].sort((a, b) => a - b);
  return cuts.slice(0, -1).map((from, i) => ({
    text: text.slice(from, cuts[i + 1]),
    hits: hits.filter((hit) => hit.from <= from && from < hit.to),
  }));
}

/** Each keyword of each rule once. */
function summary(hits) {
  const once = new Map(hits.map((hit) => [`${hit.id} ${hit.keyword} ${hit.preventedBy ?? ''}`, hit]));
  return [...once.values()];
}

if (!customElements.get('huitong-rules-trial')) customElements.define('huitong-rules-trial', RulesTrial);
