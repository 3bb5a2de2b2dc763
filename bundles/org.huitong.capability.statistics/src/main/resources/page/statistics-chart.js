// SPDX-License-Identifier: Apache-2.0
// One chart, drawn by the shell in its colours.
import { LitElement, css, html } from 'lit';
import { unsafeStatic } from 'lit/static-html.js';
import { chart } from 'huitong';

class StatisticsChart extends LitElement {
  static properties = {
    option: { attribute: false },
    label: { type: String },
  };

  static styles = css`
    :host {
      display: block;
    }
    .canvas {
      width: 100%;
      height: 100%;
    }
  `;

  #chart;

  render() {
    return html`<div class="canvas" role="img" aria-label=${this.label}></div>`;
  }

  updated(changed) {
    if (!this.#chart) {
      this.#chart = chart(this.renderRoot.querySelector('.canvas'), this.option);
      this.#chart.on('click', ({ dataIndex, seriesName }) => {
        this.dispatchEvent(new CustomEvent('picked', { detail: { at: dataIndex, series: seriesName } }));
      });
    } else if (changed.has('option')) this.#chart.set(this.option);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.#chart?.close();
    this.#chart = null;
  }
}

// A name is taken for ever, and an upgraded bundle brings another class.
let free = 'huitong-statistics-chart';
for (let n = 2; customElements.get(free); n++) free = `huitong-statistics-chart-${n}`;
customElements.define(free, StatisticsChart);

/** The chart's tag for templates. */
export const chartTag = unsafeStatic(free);
