// SPDX-License-Identifier: Apache-2.0
// What each role may do and how far, which roles a person has, and what comes of it.
import { css, html, nothing } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { ListPage, api, confirm, doerName, formatTime, lookAs, sentence, session, t, toast } from 'huitong';
import { LOOK, OFF_QUESTION, SAVED, TEXTS, WAITS, YES_OFF, counted, lookQuestion, removeLabel, roleTo, secrecyTo, until, w, where } from './rights-words.js';

export default class RightsPage extends ListPage {
  static properties = {
    /** {word: title} of every permission. */
    titles: { state: true },
    people: { state: true },
    /** {on, since, by}: whether changes wait for approvals. */
    assent: { state: true },
    /** {id, name, version, roles, effective} of whom is looked at. */
    person: { state: true },
  };

  static styles = [
    ListPage.styles,
    css`
      .grants {
        display: grid;
        gap: 0.25rem;
        margin: 0;
        padding: 0;
        list-style: none;
      }
      .give {
        display: flex;
        flex-wrap: wrap;
        gap: 0.5rem;
        align-items: end;
        margin-block: 0.75rem;
      }
      .panel + .panel,
      .panel + h3 {
        margin-block-start: 1.25rem;
      }
      .assent {
        display: flex;
        flex-wrap: wrap;
        gap: 0.5rem 0.75rem;
        align-items: center;
        margin-block: 0 1rem;
      }
      .found sl-button {
        margin: 0 0.375rem 0.375rem 0;
      }
    `,
  ];

  path = 'roles';
  texts = TEXTS;

  connectedCallback() {
    super.connectedCallback();
    api
      .get('permissions')
      .then(({ items }) => (this.titles = Object.fromEntries(items.map(({ word, title }) => [word, title]))))
      .catch(() => (this.titles = {}));
    this.#ask(() => api.get('rights/approvals'));
  }

  async #ask(call) {
    try {
      this.assent = await call();
    } catch (problem) {
      toast(problem);
    }
  }

  /** New roles are made by the API; here they are given. */
  get may() {
    return false;
  }

  get #gives() {
    return session()?.permissions.includes('roles.manage') ?? false;
  }

  isFound({ id, name, grants }, find) {
    return [id, t(name).toLowerCase(), ...grants.map(({ permission }) => permission)].some((text) => text.includes(find));
  }

  render() {
    return html`<div class="page">
      ${this.head(this.list ? counted(this.list.items.length) : '')} ${this.trouble()} ${this.#assent()}
      <div class="panel">${this.#roles()}</div>
      <h3>${w('person')}</h3>
      <div class="panel">${this.#search()} ${this.person ? this.#given() : nothing}</div>
    </div>`;
  }

  #assent() {
    if (!this.assent) return nothing;
    const { on, since, by } = this.assent;
    const may = session()?.permissions.includes('approvals.switch');
    return html`<p class="assent">
      <span>${w(on ? 'asked' : since ? 'askedNoMore' : 'neverAsked')}</span>
      ${since ? html`<span class="small quiet">${doerName(by)} · ${formatTime(since, 'full')}</span>` : nothing}
      ${may && since ? html`<sl-button size="small" @click=${() => this.#switch(!on)}>${w(on ? 'askNoMore' : 'askAgain')}</sl-button>` : nothing}
    </p>`;
  }

  async #switch(on) {
    if (on || (await confirm(OFF_QUESTION, { yes: YES_OFF, danger: true }))) this.#ask(() => api.put('rights/approvals', { on }));
  }

  #roles() {
    const { shown } = this;
    if (!shown) return this.waiting();
    return html`<table class="stack">
      <thead>
        <tr>
          <th scope="col">${w('role')}</th>
          <th scope="col">${w('grants')}</th>
        </tr>
      </thead>
      <tbody>
        ${repeat(
          shown,
          (role) => role.id,
          (role) => html`<tr>
            <td><strong>${t(role.name)}</strong><div class="small quiet">${role.id}</div></td>
            <td><ul class="grants">${role.grants.map((grant) => html`<li>${this.#grant(grant)}</li>`)}</ul></td>
          </tr>`,
        )}
      </tbody>
    </table>`;
  }

  #grant({ permission, where: reach, platforms = [], types = [], secrecy }) {
    const title = this.titles?.[permission];
    return html`${title ? t(title) : permission} <span class="quiet">${where(reach)}</span> ${[...platforms, ...types].map(
        (word) => html`<sl-tag size="small" pill>${word}</sl-tag>`,
      )}
      ${secrecy ? html`<sl-tag size="small" pill>${secrecyTo(secrecy)}</sl-tag>` : nothing}`;
  }

  #search() {
    return html`<form class="give" @submit=${this.#look}>
        <sl-input name="who" size="small" label=${w('find')} autocomplete="off"></sl-input>
        <sl-button size="small" type="submit">${w('look')}</sl-button>
      </form>
      <div class="found" aria-live="polite">
        ${this.people?.length === 0 ? html`<p class="quiet">${w('nobody')}</p>` : nothing}
        ${this.people?.map(
          ({ id, name, employee }) =>
            html`<sl-button size="small" pill @click=${() => this.#open(id, name)}>${name} ${employee}</sl-button>`,
        )}
      </div>`;
  }

  async #look(event) {
    event.preventDefault();
    const text = new FormData(event.target).get('who') ?? this.renderRoot.querySelector('sl-input[name=who]').value;
    try {
      // Who gives roles need not read the roster: whoever works here may know the others by name.
      const asked = session()?.permissions.includes('people.read') ? 'people?text=' : 'colleagues?q=';
      this.people = (await api.get(`${asked}${encodeURIComponent(text)}&limit=20`)).items;
    } catch (problem) {
      toast(problem);
    }
  }

  async #open(id, name) {
    try {
      const [{ version, roles }, { items }] = await Promise.all([
        api.get(`people/${encodeURIComponent(id)}/roles`),
        api.get(`rights/effective?person=${encodeURIComponent(id)}`),
      ]);
      this.person = { id, name, version, roles, effective: items };
    } catch (problem) {
      toast(sentence(problem));
    }
  }

  #given() {
    const { name, roles, effective } = this.person;
    return html`<h4>${name}</h4>
      ${session()?.permissions.includes('accounts.view-as')
        ? html`<sl-button size="small" @click=${this.#lookAs}><sl-icon slot="prefix" name="eye"></sl-icon>${w('lookAs')}</sl-button>`
        : nothing}
      <ul class="grants">
        ${roles.length ? nothing : html`<li class="quiet">${w('employeeAlone')}</li>`}
        ${roles.map(
          (held) => html`<li>
            ${this.#name(held.role)} <span class="quiet">${[held.department, held.company].filter(Boolean).join(' ')} ${
              held.until ? until(held.until) : ''
            }</span>
            ${this.#gives
              ? html`<sl-icon-button
                  name="trash"
                  label=${removeLabel(this.#name(held.role))}
                  @click=${() => this.#give(roles.filter((other) => other !== held))}
                ></sl-icon-button>`
              : nothing}
          </li>`,
        )}
      </ul>
      ${this.#gives ? this.#more() : nothing}
      <h4>${w('effective')}</h4>
      <ul class="grants">
        ${effective.map(
          (one) => html`<li>
            ${this.#grant(one)} <span class="small quiet">${roleTo(this.#name(one.role))} ${one.until ? until(one.until.slice(0, 10)) : ''}</span>
          </li>`,
        )}
      </ul>`;
  }

  #lookAs = async () => {
    const { id, name } = this.person;
    if (await confirm(lookQuestion(name), { yes: LOOK })) lookAs({ person: id });
  };

  #more() {
    return html`<div class="give">
      <sl-select name="role" size="small" label=${w('role')} hoist>
        ${(this.list?.items ?? [])
          .filter(({ id }) => id !== 'employee')
          .map(({ id, name }) => html`<sl-option value=${id}>${t(name)}</sl-option>`)}
      </sl-select>
      <sl-input name="until" size="small" type="date" label=${w('until')}></sl-input>
      <sl-input name="emergency" size="small" maxlength="200" label=${w('emergency')} help-text=${w('emergencyWhat')}></sl-input>
      <sl-button size="small" variant="primary" @click=${this.#add}>${w('give')}</sl-button>
    </div>`;
  }

  #add() {
    const role = this.renderRoot.querySelector('sl-select[name=role]').value;
    const last = this.renderRoot.querySelector('sl-input[name=until]').value;
    if (role) this.#give([...this.person.roles, { role, ...(last ? { until: last } : {}) }]);
  }

  async #give(roles) {
    const { id, name, version } = this.person;
    try {
      const emergency = this.renderRoot.querySelector('sl-input[name=emergency]')?.value.trim();
      const done = await api.put(`people/${encodeURIComponent(id)}/roles`, { version, roles, ...(emergency ? { emergency } : {}) });
      toast(done.approval ? WAITS : SAVED);
    } catch (problem) {
      toast(problem);
    }
    this.#open(id, name);
  }

  #name(role) {
    const known = this.list?.items.find(({ id }) => id === role);
    return known ? t(known.name) : role;
  }
}
