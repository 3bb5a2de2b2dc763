// SPDX-License-Identifier: Apache-2.0
// <huitong-tasks-calendar>: the tasks of a month on the days on which they are due, with the days of rest and those worked
// in the place of another as the work calendar has them.
import { LitElement, css, html, nothing } from 'lit';
import { api, formatTime, locale, sheet } from 'huitong';
import { stateName, w } from './tasks-words.js';

const DAY = 86_400_000;

/** 2026-03-01, of a Date of UTC. */
const iso = (date) => date.toISOString().slice(0, 10);

/** The Mondays of the weeks that a month (2026-03) lies in, as dates of UTC. */
export function weeks(month) {
  const first = new Date(`${month}-01T00:00:00Z`);
  const start = first.getTime() - ((first.getUTCDay() + 6) % 7) * DAY;
  const next = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 1)).getTime();
  return Array.from({ length: Math.ceil((next - start) / (7 * DAY)) }, (_, i) => new Date(start + i * 7 * DAY));
}

/** The month before or behind it. */
export const monthBeside = (month, by) => {
  const [year, number] = month.split('-').map(Number);
  return iso(new Date(Date.UTC(year, number - 1 + by, 1))).slice(0, 7);
};

/** The day of a moment where the reader is. */
export const dayOf = (moment) => {
  const at = new Date(moment);
  return iso(new Date(at.getTime() - at.getTimezoneOffset() * 60_000));
};

class TasksCalendar extends LitElement {
  static properties = { month: {}, tasks: { attribute: false }, _days: { state: true } };

  static styles = [
    sheet,
    css`
      .grid {
        display: grid;
        grid-template-columns: repeat(7, minmax(0, 1fr));
        gap: 1px;
        background: var(--huitong-line);
        border: 1px solid var(--huitong-line);
        border-radius: 10px;
        overflow: hidden;
      }
      .name,
      .day {
        background: var(--huitong-surface);
        padding: 0.375rem 0.5rem;
      }
      .name {
        color: var(--huitong-quiet);
        font-size: 0.8125rem;
      }
      .day {
        display: grid;
        gap: 0.25rem;
        align-content: start;
        min-height: 6rem;
      }
      .day.rest {
        background: var(--huitong-canvas);
      }
      .day.other {
        color: var(--huitong-quiet);
      }
      .day.today .number {
        font-weight: 700;
        color: var(--sl-color-primary-700);
      }
      button.task {
        all: unset;
        box-sizing: border-box;
        width: 100%;
        cursor: pointer;
        padding: 0.125rem 0.375rem;
        border-inline-start: 3px solid var(--sl-color-primary-600);
        background: var(--huitong-canvas);
        border-radius: 4px;
        font-size: 0.8125rem;
        overflow: hidden;
        text-overflow: ellipsis;
        white-space: nowrap;
      }
      .day.rest button.task {
        background: var(--huitong-surface);
      }
      button.task.late {
        border-color: var(--huitong-bad);
      }
      button.task.done {
        border-color: var(--huitong-line);
        color: var(--huitong-quiet);
      }
      button.task:focus-visible {
        outline: 2px solid var(--sl-color-primary-600);
        outline-offset: 1px;
      }
      @media (max-width: 48rem) {
        .grid {
          grid-template-columns: minmax(0, 1fr);
        }
        .name,
        .day:not(.has) {
          display: none;
        }
        .day {
          min-height: 0;
        }
      }
    `,
  ];

  willUpdate(changed) {
    if (changed.has('month') && this.month) this.#rest();
  }

  /** What is written down of the year's days; the others are as the week has them. */
  async #rest() {
    const years = [...new Set(weeks(this.month).flatMap((monday) => [iso(monday), iso(new Date(monday.getTime() + 6 * DAY))].map((day) => day.slice(0, 4))))];
    try {
      const answers = await Promise.all(years.map((year) => api.get(`calendar?year=${year}`)));
      this._days = new Map(answers.flatMap((answer) => answer.days ?? answer.items ?? []).map((day) => [day.date, day.kind]));
    } catch {
      this._days = new Map();
    }
  }

  #rests(day, date) {
    const kind = this._days?.get(day) ?? 'week';
    return kind === 'rest' || (kind === 'week' && [0, 6].includes(date.getUTCDay()));
  }

  render() {
    const byDay = new Map();
    for (const task of this.tasks ?? []) {
      if (task.due) byDay.set(dayOf(task.due), [...(byDay.get(dayOf(task.due)) ?? []), task]);
    }
    const names = Array.from({ length: 7 }, (_, i) => new Intl.DateTimeFormat(locale(), { weekday: 'short', timeZone: 'UTC' }).format(new Date(Date.UTC(2024, 0, 1 + i))));
    return html`<div class="grid" role="group" aria-label=${this.month}>
      ${names.map((name) => html`<div class="name" aria-hidden="true">${name}</div>`)}
      ${weeks(this.month).flatMap((monday) => Array.from({ length: 7 }, (_, i) => this.#day(new Date(monday.getTime() + i * DAY), byDay)))}
    </div>`;
  }

  #day(date, byDay) {
    const day = iso(date);
    const tasks = byDay.get(day) ?? [];
    const classes = ['day', this.#rests(day, date) ? 'rest' : '', day.startsWith(this.month) ? '' : 'other', day === dayOf(Date.now()) ? 'today' : '', tasks.length ? 'has' : ''];
    return html`<section class=${classes.filter(Boolean).join(' ')} aria-label=${day}>
      <span class="number small">${date.getUTCDate() === 1 || tasks.length ? day.slice(5) : date.getUTCDate()}${this._days?.get(day) === 'work' ? html` <span class="quiet">${w('worked')}</span>` : nothing}</span>
      ${tasks.map(
        (task) => html`<button
          class=${`task ${task.overdue ? 'late' : task.state === 'done' || task.state === 'cancelled' ? 'done' : ''}`}
          title=${`${formatTime(task.due, 'time')} ${task.title} · ${stateName(task.state)}`}
          @click=${() => this.dispatchEvent(new CustomEvent('pick', { detail: task }))}
        >
          <span class="number">${formatTime(task.due, 'time').slice(0, 5)}</span> ${task.title}
        </button>`,
      )}
    </section>`;
  }
}

if (!customElements.get('huitong-tasks-calendar')) customElements.define('huitong-tasks-calendar', TasksCalendar);
