// SPDX-License-Identifier: Apache-2.0
// How the hub and the platforms are: lights, figures, what is normal, and what to do.
import { LitElement, css, nothing } from 'lit';
import { html } from 'lit/static-html.js';
import { api, formatTime, query, sentence, session, setQuery, sheet } from 'huitong';
import { normTag } from './monitor-norm.js';
import { pastTag } from './monitor-past.js';
import { counted, figure, gapSpan, gapWords, lightName, normal, overall, subjectName, t2, w } from './monitor-words.js';

/** The hub looks once a minute. */
const AGAIN_MILLIS = 20_000;
const RANK = { bad: 0, warning: 1, good: 2 };

export default class MonitorPage extends LitElement {
  static properties = {
    answer: { state: true },
    gaps: { state: true },
    problem: { state: true },
    shown: { state: true },
    editing: { state: true },
  };

  static styles = [
    sheet,
    css`
      .sum {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: var(--sl-spacing-small) var(--sl-spacing-large);
      }
      .sum strong {
        font-size: var(--sl-font-size-large);
      }
      .push {
        margin-inline-start: auto;
      }
      .light {
        display: inline-flex;
        align-items: center;
        gap: 0.4em;
        white-space: nowrap;
      }
      .light::before {
        content: '';
        inline-size: 0.75em;
        block-size: 0.75em;
        border-radius: 50%;
        background: var(--huitong-good);
      }
      .light.warning::before {
        background: var(--huitong-fair);
        border-radius: 0.15em;
        transform: rotate(45deg) scale(0.9);
      }
      .light.bad::before {
        background: var(--huitong-bad);
        border-radius: 0;
      }
      td.number,
      th.number {
        text-align: end;
        white-space: nowrap;
        font-variant-numeric: tabular-nums;
      }
      td strong {
        font-weight: 600;
      }
      .cause {
        overflow-wrap: anywhere;
        max-width: 44rem;
      }
      button.name {
        all: unset;
        cursor: pointer;
        color: var(--sl-color-primary-700);
      }
      button.name:focus-visible {
        outline: var(--sl-focus-ring);
      }
      sl-drawer {
        --size: min(46rem, 100vw);
      }
      dl {
        display: grid;
        grid-template-columns: max-content minmax(0, 1fr);
        gap: 0.25rem 1rem;
      }
      dt {
        color: var(--huitong-quiet);
      }
      dd {
        margin: 0;
        overflow-wrap: anywhere;
      }
      @media (max-width: 48rem) {
        .norm,
        .since {
          display: none;
        }
      }
    `,
  ];

  #timer;
  /** Of the ledger; today where it is empty. */
  #day = '';
  #onQuery = () => this.#readQuery();

  connectedCallback() {
    super.connectedCallback();
    addEventListener('huitong:query', this.#onQuery);
    this.#readQuery();
    this.#load();
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    removeEventListener('huitong:query', this.#onQuery);
    clearTimeout(this.#timer);
    this.#timer = null;
  }

  get may() {
    return (session()?.permissions ?? []).includes('monitor.change');
  }

  #readQuery() {
    this.shown = query().name ?? null;
  }

  async #load() {
    clearTimeout(this.#timer);
    try {
      [this.answer, this.gaps] = await Promise.all([api.get('monitor'), api.get(`monitor/gaps${this.#day ? `?day=${this.#day}` : ''}`)]);
      this.problem = null;
    } catch (problem) {
      this.problem = problem;
    }
    if (this.isConnected) this.#timer = setTimeout(() => this.#load(), AGAIN_MILLIS);
  }

  render() {
    return html`<div class="page">
      ${this.problem ? html`<p role="alert">${sentence(this.problem)}</p>` : nothing}
      ${this.answer ? this.#sheet() : this.problem ? nothing : html`<div class="empty"><sl-spinner></sl-spinner></div>`}
    </div>`;
  }

  #sheet() {
    const { items, state, measuredAt, stale } = this.answer;
    if (!items.length) {
      return html`<div class="empty"><sl-icon name="activity"></sl-icon><p>${w('soon')}</p></div>`;
    }
    const sorted = [...items].sort((a, b) => RANK[a.state] - RANK[b.state]);
    const shown = items.find((item) => item.name === this.shown);
    return html`<div class="sum panel pad">
        <span class="light ${state}"><strong>${stale ? w('stale') : overall(state)}</strong></span>
        <span class="quiet">${counted(items)}</span>
        <span class="quiet small push">${w('measured')} ${formatTime(measuredAt, 'ago')}</span>
      </div>
      <div class="panel">
        <table>
          <thead>
            <tr>
              <th scope="col">${w('state')}</th>
              <th scope="col">${w('item')}</th>
              <th scope="col" class="number">${w('value')}</th>
              <th scope="col" class="number norm">${w('normal')}</th>
              <th scope="col" class="since">${w('since')}</th>
            </tr>
          </thead>
          <tbody>
            ${sorted.map((item) => this.#line(item))}
          </tbody>
        </table>
      </div>
      ${this.#ledger()} ${shown ? this.#drawer(shown) : nothing}
      ${this.editing
        ? html`<${normTag} .gauge=${this.editing} @saved=${this.#saved} @closed=${() => (this.editing = null)}></${normTag}>`
        : nothing}`;
  }

  #line(item) {
    const { bad, text } = figure(item);
    return html`<tr>
      <td><span class="light ${item.state}">${lightName(item.state)}</span></td>
      <td>
        <button class="name" @click=${() => this.#show(item.name)}>
          <strong>${t2(item.item)}</strong>${item.subject ? html` · ${subjectName(item)}` : nothing}
        </button>
        ${item.state !== 'good'
          ? html`<div class="small cause">${item.cause ? html`${t2(item.cause)}<br />` : nothing}${w('remedy')}${t2(item.remedy)}
              ${item.page === 'monitor' ? nothing : html`<a href="#/${item.page}">${w('there')}</a>`}</div>`
          : nothing}
      </td>
      <td class="number">${bad ? html`<strong>${text}</strong>` : text}</td>
      <td class="number norm quiet">${normal(item)}</td>
      <td class="since small quiet">${formatTime(item.since, 'brief')}</td>
    </tr>`;
  }

  #ledger() {
    if (!this.gaps) return nothing;
    return html`<div class="sum">
        <h2>${w('intake')}</h2>
        <sl-input class="day push" size="small" type="date" label=${w('ofDay')} .value=${this.gaps.day} @sl-change=${this.#dayChosen}></sl-input>
      </div>
      ${this.gaps.items.length ? this.#days() : html`<p class="quiet">${w('noDay')}</p>`}`;
  }

  #dayChosen = (event) => {
    this.#day = event.target.value;
    this.#load();
  };

  #days() {
    return html`<div class="panel">
      <table class="stack">
        <thead>
          <tr>
            <th scope="col">${w('account')}</th>
            <th scope="col" class="number">${w('taken')}</th>
            <th scope="col" class="number">${w('refused')}</th>
            <th scope="col" class="number">${w('dead')}</th>
            <th scope="col">${w('gap')}</th>
          </tr>
        </thead>
        <tbody>
          ${this.gaps.items.map(
            (line) => html`<tr>
              <td>${subjectName({ subject: line.account })}</td>
              <td class="number" data-label=${w('taken')}>${line.taken}</td>
              <td class="number" data-label=${w('refused')}>${line.refused}</td>
              <td class="number" data-label=${w('dead')}>${line.deadLetters}</td>
              <td data-label=${w('gap')}>
                ${gapWords(line)} ${line.gaps.map((gap) => html`<div class="small quiet">${gapSpan(gap)}</div>`)}
              </td>
            </tr>`,
          )}
        </tbody>
      </table>
    </div>`;
  }

  #drawer(item) {
    return html`<sl-drawer open label="${t2(item.item)}${item.subject ? ` · ${subjectName(item)}` : ''}" @sl-after-hide=${this.#hidden}>
      <dl>
        <dt>${w('state')}</dt>
        <dd><span class="light ${item.state}">${lightName(item.state)}</span> · ${formatTime(item.since, 'full')}</dd>
        <dt>${w('value')}</dt>
        <dd>${figure(item).text}</dd>
        <dt>${w('normal')}</dt>
        <dd>${normal(item)}</dd>
        ${item.cause ? html`<dt>${w('cause')}</dt><dd>${t2(item.cause)}</dd>` : nothing}
        <dt>${w('handling')}</dt>
        <dd>${t2(item.remedy)}</dd>
        <dt>${w('frequency')}</dt>
        <dd>${t2(item.frequency)}</dd>
        <dt>${w('owner')}</dt>
        <dd>${item.owner || w('nobody')}</dd>
      </dl>
      <${pastTag} .name=${item.name} .label=${t2(item.item)}></${pastTag}>
      <div slot="footer">
        ${item.page === 'monitor' ? nothing : html`<sl-button size="small" href="#/${item.page}">${w('there')}</sl-button>`}
        ${item.incident ? html`<sl-button size="small" href="#/incidents?id=${item.incident}">${w('incident')}</sl-button>` : nothing}
        ${this.may
          ? html`<sl-button size="small" variant="primary" @click=${() => (this.editing = item.gauge)}>${w('change')}</sl-button>`
          : nothing}
      </div>
    </sl-drawer>`;
  }

  #show(name) {
    this.shown = name;
    setQuery({ ...query(), name }, { push: true });
  }

  #hidden = (event) => {
    if (event.target.tagName !== 'SL-DRAWER') return;
    this.shown = null;
    const { name, ...rest } = query();
    setQuery(rest);
  };

  #saved = () => {
    this.editing = null;
    this.#load();
  };
}
