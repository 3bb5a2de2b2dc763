// SPDX-License-Identifier: Apache-2.0
// What came of each directory the last time: in words, who changed, what was left undone, what the other side withholds.
import { LitElement, css, html, nothing } from 'lit';
import { api, formatTime, loading, platformName, sentence, sheet, t } from 'huitong';
import { brakeWords, SYNCS, w } from './people-words.js';

const VARIANTS = { done: 'success', shown: 'neutral', braked: 'warning', resting: 'primary', failed: 'danger' };
const OF_PEOPLE = { added: 'success', returned: 'success', changed: 'primary', left: 'danger' };

class Directories extends LitElement {
  static properties = { items: { state: true }, jobs: { state: true }, plans: { state: true }, despite: { state: true }, problem: { state: true } };

  static styles = [
    sheet,
    css`
      :host {
        display: grid;
        gap: 1rem;
      }
      header {
        display: flex;
        flex-wrap: wrap;
        gap: 0.75rem;
        align-items: center;
      }
      header h2 {
        flex: 1 1 auto;
        margin: 0;
      }
      td,
      li {
        overflow-wrap: anywhere;
      }
      sl-details {
        margin-top: 0.5rem;
      }
      .row {
        display: flex;
        flex-wrap: wrap;
        gap: 0.75rem;
        align-items: end;
      }
      sl-input {
        flex: 1 1 16rem;
      }
    `,
  ];

  constructor() {
    super();
    this.jobs = {};
    this.plans = {};
    this.despite = {};
  }

  connectedCallback() {
    super.connectedCallback();
    this.#load();
  }

  async #load() {
    await this.#call(async () => {
      this.items = (await api.get('directories')).items;
      const held = this.items.filter(({ last }) => last?.plan);
      const plans = await Promise.all(held.map(({ last }) => api.get(`people/import/${last.plan}`).catch(() => null)));
      this.plans = Object.fromEntries(held.map(({ id }, i) => [id, plans[i]]));
    });
  }

  async #call(what) {
    this.problem = null;
    try {
      await what();
    } catch (problem) {
      this.problem = sentence(problem);
    }
  }

  render() {
    return html`<p class="quiet small">${w('directoriesHelp')}</p>
      <div role="status">${this.problem && this.items ? html`<sl-alert open variant="danger">${this.problem}</sl-alert>` : nothing}</div>
      ${!this.items
        ? loading(this.problem, () => this.#load())
        : this.items.length
          ? this.items.map((one) => this.#directory(one))
          : html`<div class="panel empty"><sl-icon name="person-rolodex"></sl-icon>${w('noDirectories')}</div>`}`;
  }

  #directory({ id, last }) {
    const [platform, account] = id.split(/:(.*)/);
    return html`<section class="panel pad" aria-label=${id}>
      <header>
        <h2>${platform === 'ldap' ? 'LDAP' : platformName(platform)} <span class="quiet">${account}</span></h2>
        ${last ? html`<sl-tag size="small" pill variant=${VARIANTS[last.state]}>${t(SYNCS[last.state])}</sl-tag>` : nothing}
        <sl-button class="look" size="small" @click=${() => this.#read(id, '?dryRun=true')}>${w('lookFirst')}</sl-button>
        <sl-button size="small" @click=${() => this.#read(id)}>${w('readNow')}</sl-button>
      </header>
      ${this.jobs[id] ? html`<huitong-job .job=${this.jobs[id]} @over=${() => this.#load()}></huitong-job>` : nothing}
      ${last ? this.#last(id, last) : html`<p class="quiet">${w('neverRead')}</p>`}
    </section>`;
  }

  #last(id, last) {
    return html`<p>${t(last.words)} <span class="quiet small">${formatTime(last.at)}</span></p>
      ${last.proposed ? html`<p><a href="#/people?tab=accounts">${last.proposed} ${w('waiting')}</a></p>` : nothing}
      ${this.plans[id] ? this.#held(id, this.plans[id]) : nothing}
      ${last.withheld.length
        ? html`<h3>${w('withheld')}</h3>
            <ul>
              ${last.withheld.map((one) => html`<li>${t(one)}</li>`)}
            </ul>`
        : nothing}
      ${last.refused.length ? this.#refused(last.refused) : nothing}
      ${last.changes.length ? this.#changes(last.changes, last.state === 'done' ? 'whatChanged' : 'wouldChange') : nothing}`;
  }

  #held(id, plan) {
    if (!plan.differences.length) return nothing;
    return html`${plan.braked ? html`<sl-alert open variant="warning">${brakeWords(plan)}</sl-alert>` : nothing}
      <div class="row">
        ${plan.braked
          ? html`<sl-input size="small" label=${w('despite')} maxlength="200" @sl-input=${(e) => (this.despite = { ...this.despite, [id]: e.target.value })}></sl-input>`
          : nothing}
        <sl-button size="small" variant="primary" ?disabled=${plan.braked && !this.despite[id]?.trim()} @click=${() => this.#carryOut(id, plan)}>${w('carryOut')}</sl-button>
      </div>`;
  }

  #refused(refused) {
    return html`<sl-details summary="${w('conflicts')} (${refused.length})">
      <table class="stack">
        <thead><tr><th scope="col">${w('whom')}</th><th scope="col">${w('reason')}</th></tr></thead>
        <tbody>${refused.map((one) => html`<tr><td>${one.person}</td><td>${t(one.reason)}</td></tr>`)}</tbody>
      </table>
    </sl-details>`;
  }

  #changes(changes, what) {
    return html`<sl-details ?open=${what === 'wouldChange'} summary="${w(what)} (${changes.length})">
      <table class="stack">
        <thead>
          <tr><th scope="col">${w('state')}</th><th scope="col">${w('name')}</th><th scope="col">${w('company')}</th><th scope="col">${w('changed')}</th></tr>
        </thead>
        <tbody>
          ${changes.map(
            (d) => html`<tr>
              <td><sl-tag size="small" pill variant=${OF_PEOPLE[d.what]}>${w(d.what)}</sl-tag></td>
              <td><strong>${d.name}</strong> <span class="quiet">${d.employee}</span></td>
              <td>${d.company}</td>
              <td>${d.steps.map((s) => html`<div class="small">${w(s.field)}：${s.before || '—'} → ${s.after || '—'}</div>`)}</td>
            </tr>`,
          )}
        </tbody>
      </table>
    </sl-details>`;
  }

  async #read(id, how = '') {
    await this.#call(async () => (this.jobs = { ...this.jobs, [id]: (await api.post(`directories/${encodeURIComponent(id)}/sync${how}`)).job }));
  }

  async #carryOut(id, plan) {
    const despite = this.despite[id]?.trim();
    await this.#call(async () => api.post(`people/import/${plan.plan}`, despite ? { despite } : {}));
    if (!this.problem) await this.#read(id);
  }
}

if (!customElements.get('huitong-people-directories')) customElements.define('huitong-people-directories', Directories);
