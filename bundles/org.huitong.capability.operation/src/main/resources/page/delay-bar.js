// SPDX-License-Identifier: Apache-2.0
import { LitElement, css, html, nothing, svg } from 'lit';
import { t } from 'huitong';
import { millis } from './connector-words.js';

/** 1 ms to 100 s: each step of the grid is ten times the one before. */
const DECADES = 5;
const WIDTH = 240;
const HEIGHT = 22;

const x = (value) => (Math.min(Math.max(Math.log10(Math.max(value, 1)), 0), DECADES) / DECADES) * WIDTH;

/** Where half, most and nearly all of the delays lie, on a logarithmic line: what is far to the right is slow. */
class DelayBar extends LitElement {
  static properties = { label: {}, delay: { attribute: false }, deadline: { type: Number } };

  static styles = css`
    :host {
      display: grid;
      gap: 0.25rem;
      font: 0.75rem/1.4 var(--sl-font-sans);
    }
    .top {
      display: flex;
      justify-content: space-between;
      gap: 0.5rem;
      color: var(--huitong-quiet);
    }
    b {
      font-weight: 600;
      color: var(--sl-color-neutral-900);
    }
    .figures {
      font-variant-numeric: tabular-nums;
      white-space: nowrap;
    }
    svg {
      width: 100%;
      height: 22px;
      display: block;
      overflow: visible;
    }
    .grid {
      stroke: var(--huitong-line);
      stroke-width: 1;
      vector-effect: non-scaling-stroke;
    }
    .tail {
      fill: var(--sl-color-primary-200);
    }
    .most {
      fill: var(--sl-color-primary-400);
    }
    .half {
      fill: var(--sl-color-primary-700);
    }
    .deadline {
      stroke: var(--huitong-bad);
      stroke-width: 1.5;
      stroke-dasharray: 3 2;
      vector-effect: non-scaling-stroke;
    }
    .none {
      color: var(--huitong-quiet);
      height: 22px;
      line-height: 22px;
    }
  `;

  render() {
    const delay = this.delay;
    return html`<div class="top">
        <span>${this.label}</span>
        ${delay
          ? html`<span class="figures"
              ><b>${millis(delay.p50)}</b> · ${millis(delay.p95)} · ${millis(delay.p99)}</span
            >`
          : nothing}
      </div>
      ${delay ? this.#bar(delay) : html`<div class="none">${t({ zh: '过去一小时没有测到', en: 'Nothing measured in the last hour' })}</div>`}`;
  }

  #bar({ p50, p95, p99, count }) {
    const said = t({
      zh: `一半在 ${millis(p50)} 内，95% 在 ${millis(p95)} 内，99% 在 ${millis(p99)} 内，共 ${count} 条`,
      en: `Half within ${millis(p50)}, 95% within ${millis(p95)}, 99% within ${millis(p99)}, of ${count}`,
    });
    return html`<svg viewBox="0 0 ${WIDTH} ${HEIGHT}" preserveAspectRatio="none" role="img" aria-label=${said}>
      ${[0, 1, 2, 3, 4, 5].map((decade) => {
        const at = (decade / DECADES) * WIDTH;
        return svg`<line class="grid" x1=${at} x2=${at} y1="0" y2=${HEIGHT}></line>`;
      })}
      <rect class="tail" x="0" y="8" width=${x(p99)} height="6" rx="3"></rect>
      <rect class="most" x="0" y="8" width=${x(p95)} height="6" rx="3"></rect>
      <rect class="half" x="0" y="8" width=${x(p50)} height="6" rx="3"></rect>
      ${this.deadline
        ? svg`<line class="deadline" x1=${x(this.deadline)} x2=${x(this.deadline)} y1="2" y2=${HEIGHT - 2}></line>`
        : nothing}
      <title>${said}${this.deadline
        ? t({ zh: `；虚线是平台要求的期限 ${millis(this.deadline)}`, en: `; the dashed line is the platform’s deadline, ${millis(this.deadline)}` })
        : nothing}</title>
    </svg>`;
  }
}

customElements.define('huitong-delay-bar', DelayBar);
