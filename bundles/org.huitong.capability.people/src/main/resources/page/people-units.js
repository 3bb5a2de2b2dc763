// SPDX-License-Identifier: Apache-2.0
// The tree of departments, company by company, and the projects.
import { LitElement, css, html, nothing } from 'lit';
import { api, loading, sentence, session, sheet, t, toast } from 'huitong';
import './people-move.js';
import { counted, moveWords, w } from './people-words.js';

class Departments extends LitElement {
  static properties = { items: { state: true }, companies: { state: true }, planned: { state: true }, moving: { state: true }, problem: { state: true } };

  static styles = [
    sheet,
    css`
      ul {
        list-style: none;
        margin: 0;
        padding-inline-start: 1.25rem;
      }
      .panel > ul {
        padding: 0.5rem 1rem;
      }
      li > div {
        display: flex;
        flex-wrap: wrap;
        gap: 0 0.75rem;
        padding: 0.25rem 0;
        align-items: center;
      }
      .planned {
        padding: 0.5rem 1rem;
      }
      .panel {
        margin-bottom: 1rem;
      }
      h3 {
        padding: 0.75rem 1rem 0;
      }
    `,
  ];

  connectedCallback() {
    super.connectedCallback();
    this.#read();
  }

  async #read() {
    try {
      const [departments, companies, moves] = await Promise.all([api.get('departments'), api.get('companies'), api.get('departments/moves')]);
      this.companies = companies.items;
      this.items = departments.items.filter((d) => !d.closed);
      this.planned = moves.items;
      this.problem = null;
    } catch (problem) {
      this.problem = sentence(problem);
    }
  }

  get #may() {
    const has = session()?.permissions ?? [];
    return has.includes('people.write') || has.includes('hub.administer');
  }

  render() {
    if (this.problem || !this.items) return loading(this.problem, () => this.#read());
    return html`${this.planned.length ? this.#plans() : nothing} ${this.#trees()}
    ${this.moving
      ? html`<huitong-department-move .department=${this.moving} .all=${this.items} @saved=${() => this.#read()} @closed=${() => (this.moving = null)}></huitong-department-move>`
      : nothing}`;
  }

  #plans() {
    return html`<div class="panel">
      <h3>${w('plannedMoves')}</h3>
      <ul>
        ${this.planned.map(
          (one) => html`<li>
            <div>
              <span>${moveWords(one)}</span><span class="quiet">${one.on}</span>
              ${this.#may
                ? html`<sl-button size="small" aria-label="${w('takeBack')} ${moveWords(one)}" @click=${() => this.#takeBack(one)}>${w('takeBack')}</sl-button>`
                : nothing}
            </div>
            ${one.why ? html`<sl-alert open variant="warning">${w('notDone')}${t(one.why)}</sl-alert>` : nothing}
          </li>`,
        )}
      </ul>
    </div>`;
  }

  async #takeBack({ department }) {
    try {
      await api.delete(`departments/moves/${encodeURIComponent(department)}`);
    } catch (problem) {
      toast(problem);
    }
    this.#read();
  }

  #trees() {
    if (!this.companies.length) return html`<div class="panel empty"><sl-icon name="diagram-3"></sl-icon>${w('noDepartments')}</div>`;
    return this.companies.map(
      (company) => html`<div class="panel">
        <h3>${company.name}</h3>
        ${this.#below(company.id, undefined)}
      </div>`,
    );
  }

  #below(company, parent) {
    const below = this.items.filter((d) => d.company === company && d.parent === parent);
    if (!below.length) return parent ? nothing : html`<div class="empty">${w('noDepartments')}</div>`;
    return html`<ul>
      ${below.map(
        (d) => html`<li>
          <div>
            <strong>${d.name}</strong><span class="quiet">${counted(d.members)}</span>
            ${d.head ? html`<span class="quiet">${w('of')} ${d.names[d.head] ?? d.head}</span>` : nothing}
            ${this.#may
              ? html`<sl-icon-button name="arrows-move" label="${w('move')} ${d.name}" @click=${() => (this.moving = d)}></sl-icon-button>`
              : nothing}
          </div>
          ${this.#below(company, d.id)}
        </li>`,
      )}
    </ul>`;
  }
}

class Projects extends LitElement {
  static properties = { items: { state: true }, problem: { state: true } };
  static styles = [sheet];

  connectedCallback() {
    super.connectedCallback();
    this.#read();
  }

  async #read() {
    try {
      this.items = (await api.get('projects')).items;
      this.problem = null;
    } catch (problem) {
      this.problem = sentence(problem);
    }
  }

  render() {
    if (this.problem || !this.items) return loading(this.problem, () => this.#read());
    if (!this.items.length) return html`<div class="panel empty"><sl-icon name="kanban"></sl-icon>${w('noProjects')}</div>`;
    return html`<div class="panel">
      <table class="stack">
        <thead>
          <tr><th scope="col">${w('code')}</th><th scope="col">${w('name')}</th><th scope="col">${w('owner')}</th><th scope="col">${w('people')}</th></tr>
        </thead>
        <tbody>
          ${this.items.map(
            (p) => html`<tr>
              <td>${p.code}</td>
              <td><strong>${p.name}</strong></td>
              <td data-label=${w('owner')}>${p.owner ? (p.names[p.owner] ?? p.owner) : ''}</td>
              <td>${p.members.map((m) => p.names[m] ?? m).join('、')}</td>
            </tr>`,
          )}
        </tbody>
      </table>
    </div>`;
  }
}

if (!customElements.get('huitong-people-departments')) customElements.define('huitong-people-departments', Departments);
if (!customElements.get('huitong-people-projects')) customElements.define('huitong-people-projects', Projects);
