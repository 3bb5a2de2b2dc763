// SPDX-License-Identifier: Apache-2.0
// For a screen on the wall: large figures and lights of the monitor, one view after the other. Nobody's name or words.
import { LitElement, css, html, nothing } from 'lit';
import { api, formatNumber, formatTime, platformName, sentence, sheet } from 'huitong';
import { figure, gapWords, lightName, overall, subjectName, t2, w } from './monitor-words.js';

const AGAIN_MILLIS = 20_000;
const TURN_MILLIS = 15_000;
const VIEWS = ['platforms', 'trouble'];

export default class WallPage extends LitElement {
  static properties = {
    answer: { state: true },
    gaps: { state: true },
    problem: { state: true },
    view: { state: true },
    now: { state: true },
  };

  static styles = [
    sheet,
    css`
      :host {
        display: block;
        height: 100%;
        min-height: 0;
        container-type: size;
      }
      .wall {
        box-sizing: border-box;
        height: 100%;
        overflow: auto;
        display: grid;
        grid-template-rows: auto minmax(0, 1fr);
        gap: 2vmin;
        gap: 2cqmin;
        padding: 2vmin;
        padding: 2cqmin;
        background: var(--huitong-canvas);
        font-size: clamp(0.875rem, 2.4vmin, 3rem);
        font-size: clamp(0.875rem, 2.4cqmin, 3rem);
      }
      header {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: 0.5em 1.5em;
      }
      header strong {
        font-size: 1.6em;
      }
      header .time {
        margin-inline-start: auto;
        font-variant-numeric: tabular-nums;
      }
      .tiles {
        display: grid;
        grid-template-columns: repeat(auto-fit, minmax(13em, 1fr));
        gap: 2vmin;
        gap: 2cqmin;
        align-content: start;
      }
      .tile {
        padding: 1em;
        border-inline-start: 0.5em solid var(--huitong-good);
      }
      .tile.warning {
        border-color: var(--huitong-fair);
      }
      .tile.bad {
        border-color: var(--huitong-bad);
      }
      .tile .figure {
        font-size: 2.2em;
        font-weight: 600;
        line-height: 1.2;
        font-variant-numeric: tabular-nums;
      }
      .light {
        display: inline-flex;
        align-items: center;
        gap: 0.4em;
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
      .small {
        font-size: 0.8em;
      }
      :fullscreen header sl-button {
        display: none;
      }
    `,
  ];

  #timers = [];

  constructor() {
    super();
    this.view = VIEWS[0];
    this.now = new Date();
  }

  connectedCallback() {
    super.connectedCallback();
    this.#load();
    this.#timers = [
      setInterval(() => this.#load(), AGAIN_MILLIS),
      setInterval(() => this.turn(), TURN_MILLIS),
      setInterval(() => (this.now = new Date()), 1_000),
    ];
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.#timers.forEach(clearInterval);
  }

  /** The next view that has something to show. */
  turn() {
    const shown = VIEWS.filter((view) => view !== 'trouble' || this.#trouble.length);
    this.view = shown[(shown.indexOf(this.view) + 1) % shown.length];
  }

  get #trouble() {
    return (this.answer?.items ?? []).filter((item) => item.state !== 'good');
  }

  async #load() {
    try {
      [this.answer, this.gaps] = await Promise.all([api.get('monitor'), api.get('monitor/gaps')]);
      this.problem = null;
    } catch (problem) {
      this.problem = problem;
    }
  }

  render() {
    const { answer } = this;
    return html`<div class="wall">
      <header>
        ${answer ? html`<span class="light ${answer.state}"><strong>${overall(answer.state)}</strong></span>` : nothing}
        <span class="time">${formatTime(this.now.toISOString(), 'full')}</span>
        <sl-button size="small" @click=${() => this.renderRoot.querySelector('.wall').requestFullscreen()}>${w('full')}</sl-button>
      </header>
      ${this.problem
        ? html`<p role="alert">${sentence(this.problem)}</p>`
        : answer
          ? html`<div class="tiles">${this.view === 'trouble' ? this.#troubleTiles() : this.#platformTiles()}</div>`
          : html`<div class="empty"><sl-spinner></sl-spinner></div>`}
    </div>`;
  }

  #troubleTiles() {
    return this.#trouble.map(
      (item) => html`<div class="panel tile ${item.state}">
        <div>${t2(item.item)}${item.subject ? ` · ${subjectName(item)}` : ''}</div>
        <div class="figure">${figure(item).text}</div>
        <div class="small quiet">${lightName(item.state)} · ${formatTime(item.since, 'ago')}</div>
      </div>`,
    );
  }

  #platformTiles() {
    const one = (name) => this.answer.items.find((item) => item.name === name);
    const days = this.gaps?.items ?? [];
    const whole = days.reduce((sum, line) => sum + line.taken, 0);
    const open = new Set(this.answer.items.map((item) => item.incident).filter(Boolean)).size;
    return html`
      ${this.#tile(w('today'), formatNumber(whole), 'good')} ${this.#tile(w('openNow'), formatNumber(open), open ? 'bad' : 'good')}
      ${['complaints', 'storage:data', 'refusals'].map((name) => {
        const item = one(name);
        return item ? this.#tile(t2(item.item), figure(item).text, item.state) : nothing;
      })}
      ${days.map((line) => {
        const [platform, ...account] = line.account.split('/');
        const worst = this.#worst(line.account);
        const delay = one(`delay:${line.account}`);
        return html`<div class="panel tile ${worst}">
          <div>${platformName(platform)} ${account.join('/')}</div>
          <div class="figure">${formatNumber(line.taken)}</div>
          <div class="small quiet">${delay ? `${t2(delay.item)} ${figure(delay).text} · ` : ''}${gapWords(line)}</div>
        </div>`;
      })}
    `;
  }

  #worst(account) {
    const states = this.answer.items.filter((item) => item.subject === account).map((item) => item.state);
    return ['bad', 'warning'].find((state) => states.includes(state)) ?? 'good';
  }

  #tile(name, value, state) {
    return html`<div class="panel tile ${state}">
      <div>${name}</div>
      <div class="figure">${value}</div>
    </div>`;
  }
}
