// SPDX-License-Identifier: Apache-2.0
// A day in a dialog, many days in another, and the hours of a department in a third.
import { html, nothing } from 'lit';
import { Editor, api } from 'huitong';
import { w, weekday } from './calendar-words.js';

/** Many days at once, as they were published. */
class CalendarDays extends Editor {
  constructor() {
    super();
    this.begin({ text: '' });
  }

  heading() {
    return w('take');
  }

  fields() {
    return html`<sl-textarea class="wide" size="small" name="text" required rows="10" label=${w('takeDays')} help-text=${w('takeHelp')} placeholder=${w('takeSample')}
      .value=${this.draft.text} @sl-input=${(e) => this.set({ text: e.target.value })}></sl-textarea>`;
  }

  save({ text }) {
    return api.post('calendar/days', { text });
  }
}

class CalendarDay extends Editor {
  static properties = { day: { attribute: false } };

  willUpdate(changed) {
    if (changed.has('day')) {
      const { kind = 'week', name } = this.day;
      this.begin({ kind, zh: name?.zh ?? '', en: name?.en ?? '' });
    }
  }

  heading() {
    return this.day.date;
  }

  fields() {
    return html`<sl-radio-group
        class="wide"
        name="kind"
        label=${w('kind')}
        .value=${this.draft.kind}
        @sl-change=${(e) => this.set({ kind: e.target.value })}
      >
        <sl-radio-button value="work">${w('work')}</sl-radio-button>
        <sl-radio-button value="rest">${w('rest')}</sl-radio-button>
        <sl-radio-button value="week">${w('asWeek')}</sl-radio-button>
      </sl-radio-group>
      ${['zh', 'en'].map(
        (field) => html`<sl-input
          size="small"
          name=${field}
          label=${w(field === 'zh' ? 'name' : 'nameEn')}
          maxlength="100"
          autocomplete="off"
          .value=${this.draft[field]}
          @sl-input=${(e) => this.set({ [field]: e.target.value })}
        ></sl-input>`,
      )}
      ${this.day.changed
        ? html`<div class="wide"><sl-button size="small" @click=${this.#clear}>${w('clear')}</sl-button></div>`
        : nothing}`;
  }

  async #clear() {
    await api.delete(`calendar/days/${this.day.date}`);
    this.dispatchEvent(new CustomEvent('saved'));
    this.dispatchEvent(new CustomEvent('closed'));
  }

  save({ kind, zh, en }) {
    const names = [zh.trim() || en.trim(), en.trim() || zh.trim()];
    return api.put(`calendar/days/${this.day.date}`, names[0] ? { kind, name: { zh: names[0], en: names[1] } } : { kind });
  }
}

class CalendarHours extends Editor {
  static properties = { hours: { attribute: false }, departments: { attribute: false } };

  willUpdate(changed) {
    if (changed.has('hours')) {
      const { department = '', week, holidays, spans } = this.hours;
      this.begin({ department, week, holidays, spans: spans.join('\n') });
    }
  }

  heading() {
    return w('hours');
  }

  fields() {
    const { draft } = this;
    return html`${this.hours.isNew
        ? html`<sl-select
            class="wide"
            size="small"
            name="department"
            required
            hoist
            label=${w('hoursFor')}
            .value=${draft.department}
            @sl-change=${(e) => this.set({ department: e.target.value })}
          >
            ${this.departments.map((d) => html`<sl-option value=${d.id}>${d.name}</sl-option>`)}
          </sl-select>`
        : nothing}
      <div class="wide" role="group" aria-label=${w('days')}>
        ${[1, 2, 3, 4, 5, 6, 7].map(
          (day) => html`<sl-checkbox
            size="small"
            ?checked=${draft.week.includes(day)}
            @sl-change=${(e) => this.set({ week: e.target.checked ? [...draft.week, day].sort() : draft.week.filter((d) => d !== day) })}
            >${weekday(day)}&emsp;</sl-checkbox
          >`,
        )}
      </div>
      <sl-textarea
        class="wide"
        size="small"
        name="spans"
        rows="3"
        label=${w('hours')}
        help-text=${w('hoursHelp')}
        .value=${draft.spans}
        @sl-input=${(e) => this.set({ spans: e.target.value })}
      ></sl-textarea>
      <sl-checkbox class="wide" size="small" ?checked=${draft.holidays} @sl-change=${(e) => this.set({ holidays: e.target.checked })}
        >${w('holidays')}</sl-checkbox
      >`;
  }

  save({ department, week, holidays, spans }) {
    return api.put(`calendar/hours/${encodeURIComponent(department || 'everybody')}`, {
      week,
      holidays,
      spans: spans.split(/[\n,，;；]/).map((s) => s.trim()).filter(Boolean),
    });
  }
}

if (!customElements.get('huitong-calendar-day')) customElements.define('huitong-calendar-day', CalendarDay);
if (!customElements.get('huitong-calendar-hours')) customElements.define('huitong-calendar-hours', CalendarHours);
if (!customElements.get('huitong-calendar-days')) customElements.define('huitong-calendar-days', CalendarDays);
