// SPDX-License-Identifier: Apache-2.0
// Months that may be destroyed with their keys: a look at what would go and what stops it, and asking a second person.
import { LitElement, css, html, nothing } from 'lit';
import { api, confirm, formatNumber, formatTime, sentence, session, sheet, t, toast } from 'huitong';
import { YES_ASK, askQuestion, disposalState, w } from './keeping-words.js';

const VARIANTS = { waiting: 'warning', running: 'primary', done: 'success', stopped: 'danger' };

class Months extends LitElement {
  static properties = {
    _months: { state: true },
    _items: { state: true },
    _month: { state: true },
    _survey: { state: true },
    _reason: { state: true },
    _looking: { state: true },
    _problem: { state: true },
  };

  static styles = [
    sheet,
    css`
      .line {
        display: flex;
        flex-wrap: wrap;
        align-items: end;
        gap: 0.5rem 0.75rem;
      }
      .panel + .panel,
      [role='status'] {
        margin-block-start: 0.75rem;
      }
      .wide {
        flex: 1 1 16rem;
      }
      .small {
        overflow-wrap: anywhere;
      }
    `,
  ];

  connectedCallback() {
    super.connectedCallback();
    this._reason = '';
    this.read();
  }

  async read() {
    try {
      const { months, items } = await api.get('keeping/months');
      Object.assign(this, { _months: months, _items: items, _problem: undefined });
    } catch (problem) {
      this._problem = sentence(problem);
    }
  }

  async look() {
    this._looking = true;
    try {
      this._survey = await api.get(`keeping/months/${this._month}`);
    } catch (problem) {
      toast(problem);
    } finally {
      this._looking = false;
    }
  }

  async ask() {
    if (!(await confirm(askQuestion(this._month, this._survey.messages), { yes: YES_ASK, danger: true }))) return;
    try {
      await api.post(`keeping/months/${this._month}`, { reason: this._reason });
      Object.assign(this, { _survey: undefined, _reason: '' });
    } catch (problem) {
      toast(problem);
    }
    this.read();
  }

  choose(month) {
    Object.assign(this, { _month: month, _survey: undefined });
  }

  render() {
    return html`<div class="head"><h2>${w('months')}</h2></div>
      <p class="quiet small">${w('monthsNote')}</p>
      ${this._problem ? html`<sl-alert open variant="danger">${this._problem}</sl-alert>` : nothing}
      ${this._months
        ? html`<div class="panel pad">${this._months.length ? this.#chooser() : html`<div class="quiet">${w('noMonths')}</div>`}</div>
            ${this._items.length ? html`<div class="panel">${this.#list()}</div>` : nothing}`
        : nothing}`;
  }

  #chooser() {
    return html`<div class="line">
        <sl-select size="small" name="month" label=${w('month')} .value=${this._month ?? ''} @sl-change=${(e) => this.choose(e.target.value)}>
          ${this._months.map(
            ({ month, key, mayGo }) =>
              html`<sl-option value=${month} ?disabled=${!mayGo}>${month} (${key})${mayGo ? nothing : html` · ${w('tooYoung')}`}</sl-option>`,
          )}
        </sl-select>
        <sl-button size="small" class="survey" ?disabled=${!this._month} ?loading=${this._looking} @click=${this.look}>${w('look')}</sl-button>
      </div>
      ${this._survey ? this.#found() : nothing}`;
  }

  #found() {
    const { messages, forgotten, containers, stops, complete } = this._survey;
    const may = (session()?.permissions ?? []).includes('keeping.dispose');
    return html`<div role="status">
        <p>
          ${w('messages')} ${formatNumber(messages)} · ${w('already')} ${formatNumber(forgotten)} · ${w('archives')}
          ${formatNumber(containers)}
        </p>
        ${stops.length
          ? html`<p><sl-icon name="exclamation-triangle"></sl-icon> ${w('stopped')}:
              ${stops.map(({ words, messages: count }) => html`<sl-badge variant="warning">${t(words)} ${formatNumber(count)}</sl-badge> `)}</p>`
          : html`<p class="quiet">${w('nothingStops')}</p>`}
        ${complete ? nothing : html`<p class="small"><sl-icon name="exclamation-triangle"></sl-icon> ${w('cut')}</p>`}
      </div>
      ${may && messages && !stops.length
        ? html`<div class="line">
            <sl-input class="wide" size="small" name="reason" maxlength="500" required label=${w('askReason')} .value=${this._reason}
              @sl-input=${(e) => (this._reason = e.target.value)}></sl-input>
            <sl-button size="small" variant="danger" class="ask" ?disabled=${!this._reason.trim()} @click=${this.ask}>${w('ask')}</sl-button>
          </div>`
        : nothing}`;
  }

  #list() {
    return html`<table class="stack">
      <thead>
        <tr>
          <th scope="col">${w('month')}</th><th scope="col">${w('asked')}</th><th scope="col">${w('reason')}</th>
          <th scope="col" class="number">${w('messages')}</th><th scope="col">${w('certificates')}</th>
        </tr>
      </thead>
      <tbody>
        ${this._items.map(
          (one) => html`<tr>
            <td><strong>${one.month}</strong> <sl-badge variant=${VARIANTS[one.state] ?? 'neutral'}>${disposalState(one.state)}</sl-badge>
              ${one.trouble ? html`<div class="small">${t(one.trouble)}</div>` : nothing}</td>
            <td data-label=${w('asked')}>${one.by}<div class="small quiet">${formatTime(one.at, 'short')}</div></td>
            <td data-label=${w('reason')}>${one.reason}</td>
            <td class="number" data-label=${w('messages')}>${formatNumber(one.messages)}</td>
            <td data-label=${w('certificates')}>${one.certificate ?? nothing}</td>
          </tr>`,
        )}
      </tbody>
    </table>`;
  }
}

if (!customElements.get('huitong-months')) customElements.define('huitong-months', Months);
