// SPDX-License-Identifier: Apache-2.0
// One rule of retention, and one hold, in a dialog.
import { html } from 'lit';
import { Editor, api, toast } from 'huitong';
import { fits, w } from './keeping-words.js';

/** What both have in common: a name, and which messages. */
class Scoped extends Editor {
  text(field, extra = {}) {
    return html`<sl-input size="small" class=${extra.wide ? 'wide' : ''} name=${field} label=${w(field)} help-text=${extra.help ?? ''}
      type=${extra.type ?? 'text'} autocomplete="off" ?required=${extra.required} .value=${this.draft[field]}
      @sl-input=${(e) => this.set({ [field]: e.target.value })}></sl-input>`;
  }

  filter() {
    return html`<sl-textarea class="wide" size="small" name="filter" rows="3" required label=${w('filter')} help-text=${w('filterHelp')}
      .value=${this.draft.filter} @sl-input=${(e) => this.set({ filter: e.target.value })}></sl-textarea>`;
  }

  missing({ filter }) {
    try {
      JSON.parse(filter);
      return undefined;
    } catch {
      return w('filterBad');
    }
  }
}

class RetentionRule extends Scoped {
  static properties = { rule: { attribute: false } };

  willUpdate(changed) {
    if (changed.has('rule')) {
      const { name = '', filter = { all: [] }, keep = 'P1Y', then = 'archive', basis = '' } = this.rule;
      this.begin({ name, filter: JSON.stringify(filter), keep, then, basis });
    }
  }

  heading() {
    return w(this.rule.id ? 'edit' : 'add');
  }

  fields() {
    return html`${this.text('name', { required: true })} ${this.text('keep', { required: true, help: w('keepHelp') })} ${this.filter()}
      <sl-select size="small" name="then" label=${w('then')} .value=${this.draft.then} @sl-change=${(e) => this.set({ then: e.target.value })}>
        <sl-option value="archive">${w('archive')}</sl-option>
        <sl-option value="destroy">${w('destroy')}</sl-option>
      </sl-select>
      ${this.text('basis', { required: true, wide: true, help: w('basisHelp') })}`;
  }

  save({ filter, ...draft }) {
    const body = { ...draft, filter: JSON.parse(filter), version: this.rule.version };
    return this.rule.id ? api.put(`retention/${this.rule.id}`, body) : api.post('retention', body);
  }
}

/** The last day on which a hold holds, that ends at this moment: as a field of dates has it, by this browser's clock. */
const lastDay = (until) => {
  if (!until) return '';
  const day = new Date(new Date(until).getTime() - 1);
  const two = (n) => String(n).padStart(2, '0');
  return `${day.getFullYear()}-${two(day.getMonth() + 1)}-${two(day.getDate())}`;
};

class Hold extends Scoped {
  static properties = { hold: { attribute: false } };

  willUpdate(changed) {
    if (changed.has('hold')) {
      const { name = '', filter = { all: [] }, reason = '', until } = this.hold;
      this.begin({ name, filter: JSON.stringify(filter), reason, until: lastDay(until) });
    }
  }

  heading() {
    return w(this.hold.id ? 'editHold' : 'addHold');
  }

  fields() {
    return html`${this.text('name', { required: true })} ${this.text('until', { type: 'date', help: w('untilHelp') })} ${this.filter()}
      <sl-textarea class="wide" size="small" name="reason" rows="3" required label=${w('reason')} .value=${this.draft.reason}
        @sl-input=${(e) => this.set({ reason: e.target.value })}></sl-textarea>`;
  }

  async save({ filter, until, ...draft }) {
    // As it stands in the field; a day that nobody changed is the very moment that it was.
    const end = until && until === lastDay(this.hold.until) ? this.hold.until : until;
    const body = { ...draft, filter: JSON.parse(filter), version: this.hold.version, ...(end ? { until: end } : {}) };
    const hold = await (this.hold.id ? api.put(`holds/${this.hold.id}`, body) : api.post('holds', body));
    if (hold.fits) toast(fits(hold.fits));
  }
}

if (!customElements.get('huitong-retention-rule')) customElements.define('huitong-retention-rule', RetentionRule);
if (!customElements.get('huitong-hold')) customElements.define('huitong-hold', Hold);
