// SPDX-License-Identifier: Apache-2.0
// The past of one reading, as a chart and as a table.
import { LitElement, css, html, nothing } from 'lit';
import { unsafeStatic } from 'lit/static-html.js';
import { api, chart, formatNumber, formatTime, sentence, sheet } from 'huitong';
import { w } from './monitor-words.js';

const GRAINS = ['minute', 'hour', 'day'];

class MonitorPast extends LitElement {
  static properties = {
    name: { attribute: false },
    label: { attribute: false },
    grain: { state: true },
    past: { state: true },
    problem: { state: true },
  };

  static styles = [
    sheet,
    css`
      :host {
        display: block;
        margin-top: 1rem;
      }
      .canvas {
        height: 16rem;
      }
      .frame {
        max-height: 16rem;
        overflow: auto;
      }
      td,
      th {
        text-align: end;
        font-variant-numeric: tabular-nums;
      }
      td:first-child,
      th:first-child {
        text-align: start;
      }
    `,
  ];

  #chart;

  constructor() {
    super();
    this.grain = 'minute';
  }

  willUpdate(changed) {
    if (changed.has('name') || changed.has('grain')) this.#load();
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.#close();
  }

  #close() {
    this.#chart?.close();
    this.#chart = null;
  }

  async #load() {
    const { name, grain } = this;
    try {
      const past = await api.get(`monitor/history?${new URLSearchParams({ name, grain })}`);
      if (name === this.name && grain === this.grain) this.past = past;
      this.problem = null;
    } catch (problem) {
      this.problem = problem;
    }
  }

  render() {
    return html`<h2>${w('past')}</h2>
      <sl-radio-group size="small" aria-label=${w('past')} value=${this.grain} @sl-change=${(e) => (this.grain = e.target.value)}>
        ${GRAINS.map((grain) => html`<sl-radio-button value=${grain}>${w(grain)}</sl-radio-button>`)}
      </sl-radio-group>
      ${this.problem ? html`<p role="alert">${sentence(this.problem)}</p>` : nothing}
      ${this.past?.items.length
        ? html`<div class="canvas" role="img" aria-label=${this.label}></div>
            <details>
              <summary>${w('time')} · ${w('value')}</summary>
              <div class="frame" tabindex="0" role="region" aria-label=${w('past')}>${this.#table()}</div>
            </details>`
        : html`<p class="quiet">${this.past ? w('nothingYet') : nothing}</p>`}`;
  }

  #table() {
    const n = (value) => formatNumber(value, { digits: Number.isInteger(value) ? 0 : 2 });
    return html`<table>
      <thead>
        <tr>
          <th scope="col">${w('time')}</th>
          <th scope="col">${w('least')}</th>
          <th scope="col">${w('mean')}</th>
          <th scope="col">${w('most')}</th>
        </tr>
      </thead>
      <tbody>
        ${[...this.past.items]
          .reverse()
          .slice(0, 300)
          .map((s) => html`<tr><td>${formatTime(s.at, this.#style)}</td><td>${n(s.least)}</td><td>${n(s.mean)}</td><td>${n(s.most)}</td></tr>`)}
      </tbody>
    </table>`;
  }

  get #style() {
    return this.grain === 'day' ? 'day' : 'short';
  }

  updated() {
    const canvas = this.renderRoot.querySelector('.canvas');
    if (!canvas) {
      this.#close();
      return;
    }
    const option = this.#option();
    if (this.#chart) this.#chart.set(option);
    else this.#chart = chart(canvas, option);
  }

  #option() {
    const { items, norm } = this.past;
    const line = (name, key, more) => ({ name, type: 'line', showSymbol: items.length < 3, data: items.map((s) => s[key]), ...more });
    return {
      animation: false,
      tooltip: { trigger: 'axis' },
      legend: { top: 0 },
      grid: { left: 8, right: 12, top: 32, bottom: 4, containLabel: true },
      xAxis: { type: 'category', data: items.map((s) => formatTime(s.at, this.#style)), boundaryGap: false, splitLine: { show: false } },
      yAxis: { type: 'value', min: (value) => Math.min(0, value.min) },
      series: [
        line(w('most'), 'most', { markLine: { symbol: 'none', silent: true, data: [{ yAxis: norm, name: w('norm') }] } }),
        line(w('mean'), 'mean'),
      ],
    };
  }
}

// A name is taken for ever, and an upgraded bundle brings another class.
let free = 'huitong-monitor-past';
for (let n = 2; customElements.get(free); n++) free = `huitong-monitor-past-${n}`;
customElements.define(free, MonitorPast);

/** The tag for templates. */
export const pastTag = unsafeStatic(free);
