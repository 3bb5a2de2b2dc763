// SPDX-License-Identifier: Apache-2.0
// Which roles people hold and when they last used them, to take away what nobody needs.
import { LitElement, css, html, nothing } from 'lit';
import { api, confirm, loading, session, sheet, t, toast } from 'huitong';
import { TAKE, TAKEN, WAITS, takeLabel, takeQuestion, w, what } from './review-words.js';

const VARIANT = { keep: 'success', 'take-away': 'warning', 'too-early': 'neutral' };

export default class ReviewPage extends LitElement {
  static properties = { list: { state: true }, problem: { state: true } };

  static styles = [
    sheet,
    css`
      .more {
        margin-block-start: 0.75rem;
      }
    `,
  ];

  connectedCallback() {
    super.connectedCallback();
    this.#read();
  }

  async #read(after = '0') {
    try {
      const page = await api.get(`rights/uses?${new URLSearchParams({ after })}`);
      this.list = after === '0' ? page : { ...page, items: [...this.list.items, ...page.items] };
      this.problem = null;
    } catch (problem) {
      this.problem = problem;
    }
  }

  get #gives() {
    return session()?.permissions.includes('roles.manage') ?? false;
  }

  render() {
    return html`<div class="page">
      <div class="head">
        <h2>${w('heading')}</h2>
        <sl-button size="small" href="/api/v1/documents/access-review.xlsx" download>
          <sl-icon slot="prefix" name="download"></sl-icon>${w('document')}
        </sl-button>
      </div>
      ${this.problem ? loading(this.problem, () => this.#read()) : this.#table()}
    </div>`;
  }

  #table() {
    if (!this.list) return loading();
    const { items, since, unused, total, next } = this.list;
    if (!items.length) return html`<div class="panel pad">${w('none')}</div>`;
    return html`<p class="quiet">${what(since, unused, total)}</p>
      <div class="panel">
        <table class="stack">
          <thead>
            <tr>
              <th scope="col">${w('person')}</th>
              <th scope="col">${w('role')}</th>
              <th scope="col">${w('given')}</th>
              <th scope="col">${w('last')}</th>
              <th scope="col">${w('advice')}</th>
              <td></td>
            </tr>
          </thead>
          <tbody>
            ${items.map((line) => this.#line(line))}
          </tbody>
        </table>
      </div>
      ${next ? html`<sl-button class="more" size="small" @click=${() => this.#read(next)}>${w('more')}</sl-button>` : nothing}`;
  }

  #line(line) {
    const { name, employee, role, place, given, last, advice, words } = line;
    return html`<tr>
      <td><strong>${name}</strong> <span class="small quiet">${employee}</span></td>
      <td data-label=${w('role')}>${t(role.name)}${place ? html` <span class="small quiet">${place}</span>` : nothing}</td>
      <td data-label=${w('given')}>${given}</td>
      <td data-label=${w('last')}>${last ?? w('never')}</td>
      <td data-label=${w('advice')}><sl-tag size="small" pill variant=${VARIANT[advice]}>${t(words)}</sl-tag></td>
      <td>
        ${this.#gives && advice === 'take-away'
          ? html`<sl-button size="small" aria-label=${takeLabel(t(role.name), name)} @click=${() => this.#take(line)}>${t(TAKE)}</sl-button>`
          : nothing}
      </td>
    </tr>`;
  }

  async #take({ person, name, role, department, company, until }) {
    if (!(await confirm(takeQuestion(t(role.name), name), { yes: TAKE, danger: true }))) return;
    const isThis = (one) =>
      one.role === role.id && one.department === department && one.company === company && one.until === until;
    const path = `people/${encodeURIComponent(person)}/roles`;
    try {
      // As they stand now: what was given meanwhile stays.
      const { version, roles } = await api.get(path);
      const done = await api.put(path, { version, roles: roles.filter((one) => !isThis(one)) });
      toast(done.approval ? WAITS : TAKEN);
    } catch (problem) {
      toast(problem);
    }
    this.#read();
  }
}
