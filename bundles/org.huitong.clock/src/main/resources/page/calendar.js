// SPDX-License-Identifier: Apache-2.0
// Work calendar: a year in twelve months, and the hours of departments.
import { LitElement, css, html, nothing } from 'lit';
import { api, session, sheet, t, toast } from 'huitong';
import './calendar-editors.js';
import { monthTitle, w, weekday, yearTitle } from './calendar-words.js';

const pad = (n) => String(n).padStart(2, '0');

export default class CalendarPage extends LitElement {
  static properties = {
    _year: { state: true },
    _hours: { state: true },
    _departments: { state: true },
    _day: { state: true },
    _shift: { state: true }, _taking: { state: true },
  };

  static styles = [
    sheet,
    css`
      .months {
        display: grid;
        grid-template-columns: repeat(auto-fill, minmax(15rem, 1fr));
        gap: 1rem;
      }
      .month {
        display: grid;
        grid-template-columns: repeat(7, 1fr);
        gap: 2px;
        text-align: center;
      }
      .month h3 {
        grid-column: 1 / -1;
        text-align: start;
        padding: 0 0.25rem 0.25rem;
      }
      .month span {
        color: var(--huitong-quiet);
        font-size: 0.75rem;
      }
      button.day {
        all: unset;
        box-sizing: border-box;
        cursor: pointer;
        min-height: 2rem;
        line-height: 2rem;
        border-radius: 6px;
        font-variant-numeric: tabular-nums;
        position: relative;
      }
      button.day[disabled] {
        cursor: default;
      }
      button.day:focus-visible {
        outline: 2px solid var(--sl-color-primary-600);
      }
      button.day:not([disabled]):hover {
        background: var(--sl-color-neutral-100);
      }
      button.weekend {
        color: var(--huitong-quiet);
      }
      .key.rest,
      button.rest {
        background: var(--sl-color-success-100);
        color: var(--sl-color-success-800);
      }
      .key.work,
      button.work {
        background: var(--sl-color-warning-100);
        color: var(--sl-color-warning-800);
      }
      button.changed::after {
        content: '';
        position: absolute;
        inset-block-end: 3px;
        inset-inline-start: calc(50% - 2px);
        width: 4px;
        height: 4px;
        border-radius: 50%;
        background: currentColor;
      }
      button.today {
        box-shadow: inset 0 0 0 2px var(--sl-color-primary-600);
      }
      .key {
        padding: 0 0.5rem;
        border-radius: 6px;
      }
    `,
  ];

  connectedCallback() {
    super.connectedCallback();
    this.#read();
    this.#readHours();
  }

  get #may() {
    return (session()?.permissions ?? []).includes('calendar.write');
  }

  async #read(year) {
    try {
      this._year = await api.get(year ? `calendar?year=${year}` : 'calendar');
    } catch (problem) {
      toast(problem);
    }
  }

  async #readHours() {
    try {
      this._hours = (await api.get('calendar/hours')).items;
      // An account that is nobody's sees ids; without people there are none.
      this._departments = (await api.get('colleagues/departments').catch(() => ({ items: [] }))).items;
    } catch (problem) {
      toast(problem);
    }
  }

  render() {
    const year = this._year;
    if (!year) return html`<div class="page"><sl-spinner></sl-spinner></div>`;
    return html`<div class="page">
      <div class="head">
        <sl-icon-button name="chevron-left" label=${w('previous')} @click=${() => this.#read(year.year - 1)}></sl-icon-button>
        <h2 aria-live="polite">${yearTitle(year.year)}</h2>
        <sl-icon-button name="chevron-right" label=${w('next')} @click=${() => this.#read(year.year + 1)}></sl-icon-button>
        <span class="key rest small">${w('rest')}</span><span class="key work small">${w('work')}</span>
        <span class="quiet small push">${w('why')}</span>
        ${this.#may ? html`<sl-button size="small" @click=${() => (this._taking = true)}>${w('take')}</sl-button>` : nothing}
      </div>
      ${year.provisional ? html`<sl-alert variant="warning" open>${w('provisional')}</sl-alert>` : nothing}
      <div class="panel pad months">${Array.from({ length: 12 }, (_, m) => this.#month(year, m + 1))}</div>
      ${this.#hoursPanel()}
      ${this._day
        ? html`<huitong-calendar-day .day=${this._day} @saved=${() => this.#read(year.year)} @closed=${() => (this._day = null)}></huitong-calendar-day>`
        : nothing}
      ${this._taking ? html`<huitong-calendar-days @saved=${() => this.#read(year.year)} @closed=${() => (this._taking = false)}></huitong-calendar-days>` : nothing}
      ${this._shift
        ? html`<huitong-calendar-hours
            .hours=${this._shift}
            .departments=${this._departments ?? []}
            @saved=${() => this.#readHours()}
            @closed=${() => (this._shift = null)}
          ></huitong-calendar-hours>`
        : nothing}
    </div>`;
  }

  #month(year, month) {
    const days = new Date(Date.UTC(year.year, month, 0)).getUTCDate();
    const first = (new Date(Date.UTC(year.year, month - 1, 1)).getUTCDay() + 6) % 7;
    return html`<div class="month" role="group" aria-label=${monthTitle(month)}>
      <h3>${monthTitle(month)}</h3>
      ${[1, 2, 3, 4, 5, 6, 7].map((d) => html`<span>${weekday(d)}</span>`)}
      ${Array.from({ length: first }, () => html`<span></span>`)}
      ${Array.from({ length: days }, (_, i) => this.#dayButton(year, `${year.year}-${pad(month)}-${pad(i + 1)}`, i + 1, (first + i) % 7))}
    </div>`;
  }

  #dayButton(year, date, number, weekdayIndex) {
    const day = year.days.find((d) => d.date === date);
    const kind = day?.kind === 'week' ? '' : (day?.kind ?? '');
    const name = day?.name ? t(day.name) : '';
    const classes = ['day', kind || (weekdayIndex > 4 ? 'weekend' : ''), day?.changed ? 'changed' : '', date === year.today ? 'today' : ''];
    const label = [date, name, kind ? w(kind) : '', day?.changed ? w('changed') : ''].filter(Boolean).join(' · ');
    return html`<button
      class=${classes.join(' ')}
      title=${label}
      aria-label=${label}
      ?disabled=${!this.#may}
      @click=${() => (this._day = day ?? { date })}
    >
      ${number}
    </button>`;
  }

  #hoursPanel() {
    if (!this._hours) return html`<sl-spinner></sl-spinner>`;
    const named = new Map((this._departments ?? []).map((d) => [d.id, d.name]));
    return html`<div class="head">
        <h2>${w('hours')}</h2>
        ${this.#may && this._departments?.length
          ? html`<sl-button class="push" size="small" @click=${() => this.#addHours()}>${w('addHours')}</sl-button>`
          : nothing}
      </div>
      <div class="panel scroll-x">
        <table class="stack">
          <tbody>
            ${this._hours.map(
              (one) => html`<tr>
                <td><strong>${one.department ? (named.get(one.department) ?? one.department) : w('everybody')}</strong></td>
                <td data-label=${w('days')}>${one.week.map(weekday).join(' ')}</td>
                <td data-label=${w('hours')} class="number">${one.spans.join('  ')}</td>
                <td>${one.holidays ? w('holidays') : ''}</td>
                <td>
                  ${this.#may
                    ? html`<sl-icon-button name="pencil" label=${w('hours')} @click=${() => (this._shift = one)}></sl-icon-button
                        ><sl-icon-button name="arrow-counterclockwise" label=${w('usual')} @click=${() => this.#clearHours(one)}></sl-icon-button>`
                    : nothing}
                </td>
              </tr>`,
            )}
          </tbody>
        </table>
      </div>`;
  }

  #addHours() {
    const { week, holidays, spans } = this._hours.find((one) => !one.department);
    this._shift = { isNew: true, week, holidays, spans };
  }

  async #clearHours(one) {
    try {
      await api.delete(`calendar/hours/${encodeURIComponent(one.department ?? 'everybody')}`);
      await this.#readHours();
    } catch (problem) {
      toast(problem);
    }
  }
}
