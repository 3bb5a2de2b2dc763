// SPDX-License-Identifier: Apache-2.0
// A report of /api/v1/documents as a table and as a chart. Both show what the files show, and compute nothing.
import { LitElement, css, html, nothing } from 'lit';
import { chart } from './chart.js';
import { sheet } from './sheet.js';
import { t } from './words.js';

/** A value of a report as its files write it: thousands apart, per cent with as many digits as the column has. */
export function shown(value, { kind, digits }) {
  if (value === null || value === undefined) return '';
  if (typeof value !== 'number') return value;
  const apart = (n) =>
    new Intl.NumberFormat('en-US', { minimumFractionDigits: digits, maximumFractionDigits: digits }).format(n);
  // Over its text: a hundred times a double may end in a nine.
  return kind === 'percent' ? `${apart(Number(`${value.toFixed(digits + 2)}e2`))}%` : apart(value);
}

/** A value as a chart draws it: seconds of a duration. */
function drawn(value) {
  if (typeof value !== 'string') return value;
  const [, minus, hours, minutes, seconds] = /^(-?)(\d+):(\d\d):(\d\d)$/.exec(value) ?? [];
  if (hours === undefined) return Number(value.replace(/,/g, ''));
  return (minus ? -1 : 1) * (Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds));
}

const isFigure = (column) => ['number', 'percent', 'duration'].includes(column.kind);

/** `<report-table .report=${json}>` */
export class ReportTable extends LitElement {
  static properties = { report: { attribute: false } };

  static styles = [
    sheet,
    css`
      .scroll-x {
        max-height: 70vh;
        overflow: auto;
      }
      thead th {
        position: sticky;
        top: 0;
        background: var(--huitong-surface);
        border-bottom: 1px solid var(--huitong-line);
      }
      th.figure,
      td.figure {
        text-align: end;
      }
      td {
        min-width: 6.5rem;
        white-space: pre-line;
        overflow-wrap: anywhere;
      }
      td.figure,
      td.when {
        white-space: nowrap;
        min-width: 0;
        font-variant-numeric: tabular-nums;
      }
      tfoot td {
        font-weight: 600;
        border-top: 1px solid var(--huitong-line);
        border-bottom: 0;
      }
      .below {
        display: grid;
        gap: 0.25rem;
        padding: 0.75rem 1rem;
      }
      @media (max-width: 40rem) {
        .scroll-x {
          max-height: none;
        }
        table.stack tfoot {
          display: block;
        }
        table.stack td.blank {
          display: none;
        }
      }
    `,
  ];

  render() {
    const { report } = this;
    if (!report) return nothing;
    return html`<div class="scroll-x" tabindex="0" role="region" aria-label=${report.title}>
        <table class="stack" aria-label=${report.title}>
          <thead>
            <tr>
              ${report.columns.map((column) => html`<th scope="col" class=${isFigure(column) ? 'figure' : ''}>${column.title}</th>`)}
            </tr>
          </thead>
          <tbody>
            ${report.rows.map((row) => this.#line(row))}
          </tbody>
          ${report.totals ? html`<tfoot>${this.#line(report.totals)}</tfoot>` : nothing}
        </table>
        ${report.rows.length ? nothing : html`<p class="empty">${t({ zh: '没有数据', en: 'There is nothing to show' })}</p>`}
      </div>
      ${this.#below()}`;
  }

  #line(row) {
    return html`<tr>
      ${row.map((value, i) => {
        const column = this.report.columns[i];
        const text = shown(value, column);
        const kind = isFigure(column) ? 'figure' : column.kind === 'text' ? '' : 'when';
        return html`<td data-label=${column.title} class="${kind} ${text ? '' : 'blank'}">${text}</td>`;
      })}
    </tr>`;
  }

  #below() {
    const { notes, signatures, more, rows } = this.report;
    if (!notes.length && !signatures.length && !more) return nothing;
    return html`<div class="below small quiet">
      ${more
        ? html`<p role="status">
            ${t({
              zh: `这里只显示前 ${rows.length} 行，合计与图表从略；下载的文件是完整的。`,
              en: `These are the first ${rows.length} rows, without totals and chart; the files have all of them.`,
            })}
          </p>`
        : nothing}
      ${notes.map((note) => html`<p>${note}</p>`)}
      ${signatures.length
        ? html`<p>${signatures.map(({ label, name }) => html`<span>${label}${t({ zh: '：', en: ': ' })}${name || '________'}</span>\u3000\u3000`)}</p>`
        : nothing}
    </div>`;
  }
}

/** `<report-chart .report=${json}>`; it needs a height. Nothing where the report is not drawn, or not all of it is here. */
export class ReportChart extends LitElement {
  static properties = { report: { attribute: false } };

  static styles = css`
    :host {
      display: block;
      height: 20rem;
    }
    :host([hidden]) {
      display: none;
    }
    div {
      width: 100%;
      height: 100%;
    }
  `;

  #chart;

  static draws(report) {
    return Boolean(report?.chart && !report.more && told(report).length);
  }

  render() {
    this.hidden = !ReportChart.draws(this.report);
    return this.hidden ? nothing : html`<div role="img" aria-label=${this.report.title}></div>`;
  }

  updated() {
    const canvas = this.renderRoot.querySelector('div');
    if (!canvas) this.#close();
    else if (this.#chart) this.#chart.set(option(this.report));
    else this.#chart = chart(canvas, option(this.report));
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.#close();
  }

  #close() {
    this.#chart?.close();
    this.#chart = null;
  }
}

const place = (report, id) => report.columns.findIndex((column) => column.id === id);

/** The rows that have anything to draw: a message of which nothing came took no time. */
function told(report) {
  const values = report.chart.values.map((id) => place(report, id));
  return report.rows.filter((row) => values.some((i) => row[i] !== null && row[i] !== undefined && row[i] !== ''));
}

function option(report) {
  const at = (id) => place(report, id);
  const rows = told(report);
  const category = at(report.chart.category);
  const names = rows.map((row) => shown(row[category], report.columns[category]));
  const values = report.chart.values.map(at);
  const calm = { animation: false, tooltip: { trigger: report.chart.kind === 'pie' ? 'item' : 'axis' } };
  if (report.chart.kind === 'pie') {
    const data = rows.map((row, i) => ({ name: names[i], value: drawn(row[values[0]]) }));
    return { ...calm, series: [{ type: 'pie', radius: '65%', name: report.columns[values[0]].title, data }] };
  }
  return {
    ...calm,
    grid: { left: 8, right: 16, top: values.length > 1 ? 36 : 12, bottom: 4, containLabel: true },
    ...(values.length > 1 ? { legend: { top: 0 } } : {}),
    xAxis: { type: 'category', data: names, splitLine: { show: false }, axisLabel: { width: 90, overflow: 'truncate' } },
    yAxis: { type: 'value' },
    series: values.map((i) => ({
      type: report.chart.kind,
      name: report.columns[i].title,
      data: rows.map((row) => drawn(row[i])),
      barMaxWidth: 28,
    })),
  };
}

customElements.define('report-table', ReportTable);
customElements.define('report-chart', ReportChart);
