// SPDX-License-Identifier: Apache-2.0
// The statistics: totals, messages over time by platform, by type, by department; each chart also as a table.
import { LitElement, css, nothing } from 'lit';
import { html } from 'lit/static-html.js';
import { api, download, live, query, sentence, session, setQuery, sheet, toast } from 'huitong';
import { chartTag } from './statistics-chart.js';
import { largestFirst, overTime } from './statistics-figures.js';
import { inbox, keepCsv } from './statistics-out.js';
import {
  behindWhy, dayName, departmentName, hourName, newestWhy, number, periodName, platformName, typeName, w,
} from './statistics-words.js';

const PERIODS = { '24h': 24, '7d': 168, '30d': 720 };
const HOUR = 3_600_000;
/** A stream of messages asks for new figures this often at most. */
const REST_MILLIS = 3_000;
const MOST_BARS = 15;
const DAY = /^\d{4}-\d{2}-\d{2}$/;

export default class StatisticsPage extends LitElement {
  static properties = {
    period: { state: true },
    answer: { state: true },
    problem: { state: true },
    /** What people call departments, where the reader may know. */
    names: { state: true },
  };

  static styles = [
    sheet,
    css`
      :host {
        height: 100%;
        overflow-y: auto;
      }
      .head {
        justify-content: flex-end;
        align-items: end;
      }
      .day::part(form-control) {
        display: flex;
        align-items: center;
        gap: 0.5rem;
      }
      .csv {
        float: inline-end;
      }
      th a {
        color: var(--sl-color-primary-700);
      }
      sl-radio-group::part(form-control-label) {
        position: absolute;
        clip-path: inset(50%);
      }
      .totals {
        display: grid;
        grid-template-columns: repeat(auto-fit, minmax(8.5rem, 1fr));
        gap: var(--sl-spacing-small);
        margin: 0;
      }
      @media (max-width: 40rem) {
        .totals {
          grid-template-columns: repeat(2, minmax(0, 1fr));
        }
        .totals > :last-child:nth-child(odd) {
          grid-column: 1 / -1;
        }
      }
      .totals dt {
        color: var(--huitong-quiet);
      }
      .totals dd {
        margin: 0;
        font-size: var(--sl-font-size-2x-large);
        line-height: 1.2;
        font-variant-numeric: tabular-nums;
      }
      .charts {
        display: grid;
        grid-template-columns: repeat(2, minmax(0, 1fr));
        gap: 1.25rem;
      }
      section {
        min-width: 0;
      }
      h2 {
        margin-bottom: var(--sl-spacing-x-small);
      }
      .wide {
        grid-column: 1 / -1;
      }
      .chart {
        height: 20rem;
      }
      @media (max-width: 50rem) {
        .charts {
          grid-template-columns: minmax(0, 1fr);
        }
      }
      details {
        margin-top: var(--sl-spacing-x-small);
      }
      summary {
        cursor: pointer;
        color: var(--sl-color-primary-700);
      }
      .frame {
        overflow: auto;
        max-height: 20rem;
      }
      th,
      td {
        text-align: end;
        font-variant-numeric: tabular-nums;
        padding: 0.25rem 0.5rem;
      }
      th:first-child {
        text-align: start;
      }
      thead th {
        position: sticky;
        top: 0;
        background: var(--huitong-surface);
      }
      .empty p {
        margin: var(--sl-spacing-x-small) auto;
        max-width: 36rem;
      }
    `,
  ];

  #close;
  #timer;
  #last = 0;
  #round = 0;
  #onHash = () => this.#read();

  constructor() {
    super();
    this.period = null;
    this.own = {};
  }

  connectedCallback() {
    super.connectedCallback();
    addEventListener('hashchange', this.#onHash);
    this.#readNames();
    this.#close = live(({ type }) => type !== 'connector' && this.#soon());
    this.#read();
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    removeEventListener('hashchange', this.#onHash);
    this.#close?.();
    clearTimeout(this.#timer);
    this.#timer = null;
    this.#round++;
  }

  #read() {
    // On the way to another page the address is that page's already.
    if (!location.hash.startsWith('#/statistics')) return;
    const { since, from, to } = query();
    const period = since === 'own' && DAY.test(from) && DAY.test(to) && from <= to ? 'own' : PERIODS[since] ? since : '24h';
    if (period === this.period && (period !== 'own' || (from === this.own.from && to === this.own.to))) return;
    this.period = period;
    this.own = { from, to };
    this.#load();
  }

  async #readNames() {
    try {
      const { items } = await api.get('colleagues/departments');
      this.names = new Map(items.map(({ id, name }) => [id, name]));
    } catch {
      // The figures are right without names, too.
      this.names = undefined;
    }
  }

  /** New messages show soon, but a busy stream does not ask all the time; the counting itself lags a moment behind. */
  #soon() {
    this.#timer ??= setTimeout(() => this.#load(), Math.max(1_000, this.#last + REST_MILLIS - Date.now()));
  }

  async #load() {
    clearTimeout(this.#timer);
    this.#timer = null;
    this.#last = Date.now();
    const round = ++this.#round;
    const range = this.#range();
    const ask = (by) => api.get(`statistics?${new URLSearchParams({ ...range, by })}`);
    try {
      const [time, type, department] = await Promise.all([ask('hour,platform'), ask('type'), ask('department')]);
      if (round !== this.#round) return;
      this.answer = { ...time, range, time: time.items, type: largestFirst(type.items), department: largestFirst(department.items) };
      this.problem = null;
      if (time.behind) this.#soon();
    } catch (problem) {
      if (round !== this.#round) return;
      this.problem = problem;
    }
  }

  /** Own dates are whole days where the reader is, the last one included. */
  #range() {
    if (this.period === 'own') {
      const end = new Date(`${this.own.to}T00:00`);
      end.setDate(end.getDate() + 1);
      return { from: iso(new Date(`${this.own.from}T00:00`).getTime()), to: iso(end.getTime()) };
    }
    const to = Math.ceil(Date.now() / HOUR) * HOUR;
    return { from: iso(to - PERIODS[this.period] * HOUR), to: iso(to) };
  }

  render() {
    return html`<div class="page">
      <div class="head">
        <sl-radio-group size="small" value=${this.period} label=${w('period')} @sl-change=${this.#choose}>
          ${[...Object.keys(PERIODS), 'own'].map((p) => html`<sl-radio-button value=${p}>${periodName(p)}</sl-radio-button>`)}
        </sl-radio-group>
        ${this.period === 'own'
          ? ['from', 'to'].map(
              (end) => html`<sl-input
                size="small"
                type="date"
                class="day"
                label=${w(end)}
                value=${this.own[end]}
                @sl-change=${(event) => this.#ownDates({ [end]: event.target.value })}
              ></sl-input>`,
            )
          : nothing}
        <sl-button size="small" class="xlsx" @click=${this.#xlsx}><sl-icon slot="prefix" name="file-earmark-spreadsheet"></sl-icon>${w('xlsx')}</sl-button>
      </div>
      ${this.problem ? this.#trouble() : this.answer ? this.#shown() : html`<div class="empty"><sl-spinner></sl-spinner></div>`}
    </div>`;
  }

  #choose(event) {
    const since = event.target.value;
    const { from, to } = this.#range();
    const dates = since === 'own' ? { from: day(from), to: day(Date.parse(to) - 1) } : { from: undefined, to: undefined };
    setQuery({ ...query(), since, ...dates }, { push: true });
    this.#read();
  }

  #ownDates(change) {
    const dates = { ...this.own, ...change };
    if (!dates.from || !dates.to) return;
    // Whoever sets one end behind the other means that day.
    if (dates.from > dates.to) dates[change.from ? 'to' : 'from'] = change.from ?? change.to;
    setQuery({ ...query(), since: 'own', ...dates }, { push: true });
    this.#read();
  }

  #xlsx = async () => {
    const { from, to } = this.#range();
    try {
      await download(`documents/message-statistics.xlsx?from=${day(from)}&to=${day(Date.parse(to) - 1)}`, 'statistics.xlsx');
    } catch (problem) {
      toast(problem);
    }
  };

  #trouble() {
    const forbidden = this.problem.status === 403;
    return html`<div class="empty" role="alert">
      <sl-icon name=${forbidden ? 'lock' : 'exclamation-triangle'}></sl-icon>
      <p><strong>${forbidden ? w('forbidden') : this.problem.status ? sentence(this.problem) : w('offline')}</strong></p>
      ${forbidden
        ? html`<p>${sentence(this.problem)}</p>`
        : html`<sl-button size="small" @click=${() => this.#load()}>${w('retry')}</sl-button>`}
    </div>`;
  }

  #shown() {
    const { answer } = this;
    const behind = answer.behind ? html`<p class="quiet" role="status">${w('behind')}: ${behindWhy(answer.behind)}</p>` : nothing;
    const part = answer.ofAll ? nothing : html`<p class="quiet part">${w('ofPart')}</p>`;
    if (!answer.total.messages) return html`${this.#empty()}${part}${behind}`;
    const hours = (Date.parse(answer.range.to) - Date.parse(answer.range.from)) / HOUR;
    const perDay = hours > PERIODS['7d'];
    const step = perDay ? 24 * HOUR : HOUR;
    const within = (at) => ({ from: iso(at.getTime()), to: iso(Math.min(at.getTime() + step, Date.parse(answer.range.to))) });
    const time = overTime(answer.time, answer.range.from, answer.range.to, perDay);
    const when = perDay ? dayName : hourName;
    return html`<dl class="totals">
        <div class="panel pad"><dt>${w('total')}</dt><dd>${number(answer.total.messages)}</dd></div>
        ${time.platforms.map((p) => html`<div class="panel pad"><dt>${platformName(p)}</dt><dd>${number(sum(time.rows[p]))}</dd></div>`)}
        <div class="panel pad"><dt>${w('recalled')}</dt><dd>${number(answer.total.recalled)}</dd></div>
      </dl>
      ${part}${behind}
      <div class="charts">
        <section class="panel pad wide">
          <h2 id="over-time">${perDay ? w('byDay') : w('byHour')}</h2>
          <${chartTag} class="chart" label=${perDay ? w('byDay') : w('byHour')} .option=${drawTime(time, when)}
            @picked=${({ detail }) => (location.hash = inbox({
              ...within(time.columns[detail.at]),
              platform: time.platforms.find((p) => platformName(p) === detail.series),
            }))}
          ></${chartTag}>
          ${this.#table(
            [perDay ? w('day') : w('hour'), ...time.platforms.map(platformName), w('total')],
            time.columns
              .map((at, i) => [link(when(at), within(at)), ...time.platforms.map((p) => time.rows[p][i]), sum(time.platforms.map((p) => time.rows[p][i]))])
              .filter((row) => row.at(-1) > 0)
              .reverse(),
            perDay ? w('byDay') : w('byHour'),
          )}
        </section>
        ${this.#bars('byType', 'type', answer.type, (item) => typeName(item.type), (item) => ({ type: item.type }))}
        ${this.#bars('byDepartment', 'department', answer.department, (item) => departmentName(item.department, this.names), (item) => item.department && { department: item.department }, w('byDepartmentNote'))}
      </div>`;
  }

  /** @param filter the inbox's filter for an item; nothing where no filter says it */
  #bars(title, column, items, name, filter, note) {
    const { range } = this.answer;
    const linked = (item) => (filter(item) ? link(name(item), { ...range, ...filter(item) }) : { text: name(item) });
    return html`<section class="panel pad">
      <h2>${w(title)}</h2>
      <${chartTag} class="chart" label=${w(title)} .option=${drawBars(items.slice(0, MOST_BARS), name)}
        @picked=${({ detail }) => filter(items[detail.at]) && (location.hash = inbox({ ...range, ...filter(items[detail.at]) }))}
      ></${chartTag}>
      ${note ? html`<p class="quiet">${note}</p>` : nothing}
      ${this.#table(
        [w(column), w('messages'), w('recalled')],
        items.map((item) => [linked(item), item.messages, item.recalled]),
        w(title),
      )}
    </section>`;
  }

  #table(heads, rows, caption) {
    return html`<details>
      <summary>${w('asTable')}</summary>
      <sl-button size="small" variant="text" class="csv" @click=${() => keepCsv(caption, heads, rows.map(([first, ...figures]) => [first.text, ...figures]))}
        ><sl-icon slot="prefix" name="download"></sl-icon>${w('csv')}</sl-button
      >
      <div class="frame" tabindex="0" role="region" aria-label=${caption}>
        <table aria-label=${caption}>
          <thead><tr>${heads.map((head) => html`<th scope="col">${head}</th>`)}</tr></thead>
          <tbody>
            ${rows.map(
              ([first, ...figures]) => html`<tr><th scope="row">${first.href ? html`<a href=${first.href} title=${w('showMessages')}>${first.text}</a>` : first.text}</th>${figures.map((n) => html`<td>${number(n)}</td>`)}</tr>`,
            )}
          </tbody>
        </table>
      </div>
    </details>`;
  }

  #empty() {
    const { newest } = this.answer;
    return html`<div class="empty">
      <sl-icon name="bar-chart"></sl-icon>
      <p><strong>${newest ? w('nothingNow') : w('empty')}</strong></p>
      <p>${newest ? newestWhy(newest) : w('emptyWhy')}</p>
      ${newest && this.period !== '30d'
        ? html`<sl-button size="small" @click=${() => this.#choose({ target: { value: '30d' } })}>${w('wider')}</sl-button>`
        : nothing}
    </div>`;
  }
}

/** A name in a table that leads to the messages behind its figures. */
const link = (text, filters) => ({ text, href: inbox(filters) });

/** The day of a moment, where the reader is, as YYYY-MM-DD. */
function day(moment) {
  const at = new Date(moment);
  return [at.getFullYear(), at.getMonth() + 1, at.getDate()].map((n) => String(n).padStart(2, '0')).join('-');
}

function iso(millis) {
  return new Date(millis).toISOString().replace('.000', '');
}

function sum(numbers) {
  return numbers.reduce((a, b) => a + b, 0);
}

const CALM = { animation: false, tooltip: { trigger: 'axis', axisPointer: { type: 'shadow' } } };

function drawTime({ columns, platforms, rows }, when) {
  return {
    ...CALM,
    grid: { left: 8, right: 8, top: 36, bottom: 4, containLabel: true },
    legend: { top: 0 },
    xAxis: { type: 'category', data: columns.map(when), splitLine: { show: false } },
    yAxis: { type: 'value', minInterval: 1 },
    series: platforms.map((platform) => ({ type: 'bar', stack: 'all', name: platformName(platform), data: rows[platform] })),
  };
}

function drawBars(items, name) {
  return {
    ...CALM,
    grid: { left: 8, right: 48, top: 4, bottom: 4, containLabel: true },
    xAxis: { type: 'value', minInterval: 1 },
    yAxis: {
      type: 'category',
      inverse: true,
      data: items.map(name),
      splitLine: { show: false },
      axisLabel: { width: 110, overflow: 'truncate' },
    },
    series: [
      {
        type: 'bar',
        name: w('messages'),
        data: items.map((item) => item.messages),
        label: { show: true, position: 'right', color: 'inherit' },
        barMaxWidth: 18,
      },
    ],
  };
}
