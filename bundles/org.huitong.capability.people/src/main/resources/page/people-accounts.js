// SPDX-License-Identifier: Apache-2.0
// The workbench: accounts that somebody has to look at, each with its reason.
import { LitElement, css, html, nothing } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { api, formatTime, loading, platformName, sentence, session, sheet, t, toast } from 'huitong';
import { STATES, countedAccounts, shutAt, w } from './people-words.js';

const done = (one) => w(one.state === 'to-open' ? 'toOpen' : 'shutDone');
const VARIANTS = { proposed: 'primary', conflicting: 'danger', unmapped: 'warning', orphaned: 'warning', ignored: 'neutral' };

class Accounts extends LitElement {
  static properties = { items: { state: true }, owed: { state: true }, people: { state: true }, problem: { state: true } };

  static styles = [
    sheet,
    css`
      td {
        overflow-wrap: anywhere;
      }
      .give {
        display: flex;
        flex-wrap: wrap;
        gap: 0.375rem;
        align-items: end;
      }
      sl-select {
        min-width: 9rem;
        flex: 1;
      }
    `,
  ];

  connectedCallback() {
    super.connectedCallback();
    this.#read();
  }

  async #read() {
    try {
      const [accounts, people] = await Promise.all([api.get('people/accounts'), this.people ? { items: this.people } : api.get('people?state=active&limit=1000')]);
      this.people = people.items;
      this.items = accounts.items;
      this.owed = this.#may ? (await api.get('people/leaving')).items : [];
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
    return html`${this.owed?.length ? this.#leavers() : nothing} ${this.#bench()}`;
  }

  #leavers() {
    return html`<h2>${w('toShut')}</h2>
      <div class="panel">
        <table class="stack">
          <thead>
            <tr><th scope="col">${w('account')}</th><th scope="col">${w('whom')}</th><th scope="col">${w('since')}</th><th scope="col">${w('reason')}</th><td></td></tr>
          </thead>
          <tbody>
            ${this.owed.map(
              (one) => html`<tr>
                <td><strong>${platformName(one.platform)}</strong> <span class="small">${one.account}</span></td>
                <td data-label=${w('whom')}>${one.name}</td>
                <td data-label=${w('since')}>${formatTime(one.since)}</td>
                <td>${one.next ? html`<strong>${shutAt(formatTime(one.next))}</strong> ` : nothing}${t(one.reason)}</td>
                <td><sl-button size="small" variant=${one.state === 'to-open' ? 'warning' : 'default'} aria-label="${done(one)} ${one.name} ${platformName(one.platform)}" @click=${() => this.#shut(one)}>${done(one)}</sl-button></td>
              </tr>`,
            )}
          </tbody>
        </table>
      </div>`;
  }

  async #shut({ person, platform, tenant, account }) {
    try {
      await api.post(`people/${person}/leave/done`, { platform, tenant, id: account });
      toast({ zh: '已保存', en: 'Saved' });
    } catch (problem) {
      toast(problem);
    }
    this.#read();
  }

  #bench() {
    if (!this.items.length) return html`<div class="panel empty"><sl-icon name="person-check"></sl-icon>${w('noAccounts')}</div>`;
    return html`<h2>${countedAccounts(this.items.length)}</h2>
      <div class="panel">
        <table class="stack">
          <thead>
            <tr>
              <th scope="col">${w('account')}</th><th scope="col">${w('shown')}</th><th scope="col">${w('state')}</th>
              <th scope="col">${w('reason')}</th><th scope="col">${w('whom')}</th><th scope="col">${w('lastSeen')}</th><td></td>
            </tr>
          </thead>
          <tbody>
            ${repeat(this.items, (a) => `${a.platform} ${a.tenant} ${a.id}`, (a) => this.#account(a))}
          </tbody>
        </table>
      </div>`;
  }

  #account(a) {
    return html`<tr>
      <td><strong>${platformName(a.platform)}</strong><div class="small">${a.ids.join(' · ')}</div><div class="small quiet">${a.tenant}</div></td>
      <td data-label=${w('shown')}>${a.name ?? ''}</td>
      <td><sl-tag size="small" pill variant=${VARIANTS[a.state]}>${t(STATES[a.state])}</sl-tag></td>
      <td>${t(a.reason)}</td>
      <td data-label=${w('whom')}>${a.persons.map((p) => a.names[p] ?? p).join('、')}</td>
      <td data-label=${w('lastSeen')}>${a.lastAt ? formatTime(a.lastAt) : ''}</td>
      <td>${this.#may ? this.#give(a) : nothing}</td>
    </tr>`;
  }

  #give(a) {
    const proposed = a.state === 'proposed' ? a.persons[0] : '';
    return html`<div class="give">
      <sl-select size="small" hoist label="${w('give')} ${a.id}" .value=${proposed}>
        ${this.people.map((p) => html`<sl-option value=${p.id}>${p.name} ${p.employee}</sl-option>`)}
      </sl-select>
      <sl-button size="small" variant="primary" @click=${(e) => this.#save(a, { person: e.target.closest('.give').querySelector('sl-select').value })}>${w('give')}</sl-button>
      ${a.state === 'unmapped' || a.state === 'proposed'
        ? html`<sl-button size="small" @click=${() => this.#save(a, { ignored: true })}>${w('ignore')}</sl-button>`
        : nothing}
    </div>`;
  }

  async #save(a, verdict) {
    if (verdict.person === '') return;
    const from = verdict.person && a.persons.length === 1 && a.state !== 'proposed' ? { from: a.persons[0] } : {};
    try {
      await api.post('people/accounts', { platform: a.platform, tenant: a.tenant, id: a.id, ...verdict, ...from });
      toast({ zh: '已保存', en: 'Saved' });
    } catch (problem) {
      toast(problem);
    }
    this.#read();
  }
}

if (!customElements.get('huitong-people-accounts')) customElements.define('huitong-people-accounts', Accounts);
