// SPDX-License-Identifier: Apache-2.0
// What was given while approvals were off, for somebody else to look at.
import { LitElement, css, html, nothing } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { api, confirm, doerName, formatTime, sheet, t, toast } from 'huitong';
import { SURE, SURE_QUESTION, has, w } from './unasked-words.js';

export default class UnaskedPage extends LitElement {
  static properties = { times: { state: true } };

  static styles = [
    sheet,
    css`
      .panel {
        margin-block-end: 1rem;
      }
      header {
        display: flex;
        flex-wrap: wrap;
        gap: 0.5rem 1rem;
        align-items: center;
        margin-block-end: 0.75rem;
      }
      header sl-button {
        margin-inline-start: auto;
      }
    `,
  ];

  connectedCallback() {
    super.connectedCallback();
    this.#ask(() => api.get('rights/unasked'));
  }

  async #ask(call) {
    try {
      this.times = (await call()).items;
    } catch (problem) {
      toast(problem);
    }
  }

  async #seen(id) {
    if (await confirm(SURE_QUESTION, { yes: SURE })) this.#ask(() => api.post(`rights/unasked/${id}/seen`, {}));
  }

  render() {
    return html`<div class="page">
      <div class="head"><h2>${w('heading')}</h2></div>
      <p class="quiet">${w('what')}</p>
      ${this.times
        ? this.times.length
          ? repeat(this.times, ({ id }) => id, (time) => this.#time(time))
          : html`<div class="panel pad">${w('none')}</div>`
        : html`<sl-spinner></sl-spinner>`}
    </div>`;
  }

  #time({ id, offAt, offBy, onAt, onBy, given, waits, seenAt, seenBy }) {
    return html`<section class="panel pad">
      <header>
        <span>${w('off')} ${formatTime(offAt, 'full')} <span class="quiet">${doerName(offBy)}</span></span>
        ${onAt ? html`<span>${w('on')} ${formatTime(onAt, 'full')} <span class="quiet">${doerName(onBy)}</span></span>` : nothing}
        ${seenAt ? html`<span>${w('seen')} ${formatTime(seenAt, 'full')} <span class="quiet">${doerName(seenBy)}</span></span>` : nothing}
        ${onAt ? nothing : html`<sl-tag size="small" variant="warning" pill>${w('still')}</sl-tag>`}
        ${waits && onAt
          ? html`<sl-button size="small" variant="primary" @click=${() => this.#seen(id)}>${t(SURE)}</sl-button>`
          : nothing}
      </header>
      ${given.length ? this.#given(given) : html`<p class="quiet">${w('nothingGiven')}</p>`}
    </section>`;
  }

  #given(given) {
    return html`<table class="stack">
      <thead>
        <tr>
          <th scope="col">${w('when')}</th>
          <th scope="col">${w('by')}</th>
          <th scope="col">${w('changed')}</th>
        </tr>
      </thead>
      <tbody>
        ${given.map(
          ({ at, by, person, name, roles }) => html`<tr>
            <td>${formatTime(at, 'full')}</td>
            <td>${doerName(by)}</td>
            <td>
              ${has(person ? (name ?? person) : w('role'), roles.length ? roles.map((role) => t(role.name)) : [w('noRoles')])}
            </td>
          </tr>`,
        )}
      </tbody>
    </table>`;
  }
}
