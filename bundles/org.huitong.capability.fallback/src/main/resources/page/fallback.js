// SPDX-License-Identifier: Apache-2.0
// Fallback: which accounts send, by which ways people are told while one does not, and drills of that.
import { LitElement, css, html, nothing } from 'lit';
import { api, confirm, doerName, download, formatTime, platformName, session, sheet, t, toast } from 'huitong';
import { minutes, money } from './fallback-chain.js';
import { QUESTIONS, lightName, lightVariant, w } from './fallback-words.js';

const AGAIN = 10000;

export default class FallbackPage extends LitElement {
  static properties = {
    accounts: { state: true },
    chains: { state: true },
    drills: { state: true },
    shown: { state: true },
    supposed: { state: true },
    editing: { state: true },
    busy: { state: true },
  };

  static styles = [
    sheet,
    css`
      section {
        display: grid;
        gap: 0.625rem;
        grid-template-columns: minmax(0, 1fr);
      }
      .acts {
        display: flex;
        flex-wrap: wrap;
        gap: 0.75rem;
        align-items: center;
      }
      p {
        margin: 0;
      }
      td {
        overflow-wrap: anywhere;
      }
      button.name {
        all: unset;
        cursor: pointer;
        color: var(--sl-color-primary-700);
      }
      button.name:focus-visible {
        outline: var(--sl-focus-ring);
      }
      .bad {
        color: var(--sl-color-danger-700);
      }
    `,
  ];

  #again;

  connectedCallback() {
    super.connectedCallback();
    this.supposed = new Set();
    this.#read();
    this.#again = setInterval(() => !document.hidden && this.#accounts(), AGAIN);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    clearInterval(this.#again);
  }

  get may() {
    return (session()?.permissions ?? []).includes('fallback.change');
  }

  async #accounts() {
    try {
      this.accounts = (await api.get('fallback/accounts')).items;
    } catch (problem) {
      if (!this.accounts) toast(problem);
    }
  }

  async #read() {
    await Promise.all([
      this.#accounts(),
      this.#try(async () => (this.chains = (await api.get('fallback/chains')).items)),
      this.#try(async () => (this.drills = (await api.get('fallback/drills')).items)),
    ]);
  }

  async #try(work) {
    this.busy = true;
    try {
      await work();
    } catch (problem) {
      toast(problem);
    } finally {
      this.busy = false;
    }
  }

  async #switch(account, off) {
    if (off && !(await confirm(QUESTIONS.off, { yes: { zh: '停用', en: 'Switch off' }, danger: true }))) return;
    await this.#try(async () => {
      await api.put(`fallback/accounts/${encodeURIComponent(account.platform)}/${encodeURIComponent(account.account)}`, { off });
      await this.#accounts();
    });
  }

  async #remove(chain) {
    if (!(await confirm(QUESTIONS.remove, { yes: { zh: '删除', en: 'Delete' }, danger: true }))) return;
    await this.#try(async () => {
      await api.delete(`fallback/chains/${chain.id}`);
      await this.#read();
    });
  }

  #drill() {
    return this.#try(async () => {
      this.shown = await api.post('fallback/drills', { platforms: [...this.supposed] });
      this.drills = (await api.get('fallback/drills')).items;
    });
  }

  render() {
    if (!this.accounts || !this.chains) return html`<div class="empty"><sl-spinner></sl-spinner></div>`;
    return html`<div class="page">
      <section aria-label=${w('accounts')}>
        <div class="head">
          <h2>${w('accounts')}</h2>
          <sl-button class="push" size="small" href="#/outbox?detoured=1">${w('letters')}</sl-button>
        </div>
        ${this.#accountTable()}
      </section>
      <section aria-label=${w('chains')}>
        <div class="head">
          <h2>${w('chains')}</h2>
          <span class="push"></span>
          <sl-button size="small" @click=${() => this.#try(() => download('documents/emergency-plan.docx', '应急预案.docx'))}>
            <sl-icon slot="prefix" name="file-earmark-text"></sl-icon>${w('documents')}
          </sl-button>
          ${this.may ? html`<sl-button size="small" variant="primary" @click=${() => (this.editing = {})}>${w('add')}</sl-button>` : nothing}
        </div>
        <p class="quiet small">${w('chainsWhy')}</p>
        ${this.#chainTable()}
      </section>
      <section aria-label=${w('drills')}>
        <div class="head"><h2>${w('drills')}</h2></div>
        <p class="quiet small">${w('drillsWhy')}</p>
        ${this.may ? this.#drillForm() : nothing} ${this.shown ? this.#drillShown(this.shown) : nothing} ${this.#drillTable()}
      </section>
      ${this.editing
        ? html`<huitong-fallback-chain .chain=${this.editing} @saved=${() => this.#read()} @closed=${() => (this.editing = null)}></huitong-fallback-chain>`
        : nothing}
    </div>`;
  }

  #accountTable() {
    return html`<div class="panel">
      <table class="stack">
        <tbody>
          ${this.accounts.map(
            (one) => html`<tr>
              <td><strong>${platformName(one.platform)}</strong> <span class="quiet">${one.account}</span></td>
              <td><sl-tag size="small" variant=${lightVariant(one.light)}>${lightName(one.light)}</sl-tag></td>
              <td>
                ${one.why ? html`<span class=${one.light === 'down' ? 'bad' : ''}>${t(one.why)}</span>` : nothing}
                ${one.since ? html`<span class="quiet small">${formatTime(one.since, 'short')}</span>` : nothing}
                ${one.unconfirmed ? html`<span class="bad">${w('unconfirmed', one.unconfirmed)}</span>` : nothing}
              </td>
              <td class="number">${one.waiting ? w('waiting', one.waiting) : nothing}</td>
              <td>
                ${this.may
                  ? html`<sl-button size="small" ?disabled=${this.busy} @click=${() => this.#switch(one, one.light !== 'off')}
                      >${w(one.light === 'off' ? 'switchOn' : 'switchOff')}</sl-button
                    >`
                  : nothing}
              </td>
            </tr>`,
          )}
        </tbody>
      </table>
    </div>`;
  }

  #chainTable() {
    return html`<div class="panel">
      <table class="stack">
        <tbody>
          ${this.chains.map(
            (chain) => html`<tr>
              <td><strong>${chain.name}</strong>${chain.on ? nothing : html` <sl-badge variant="neutral">${lightName('off')}</sl-badge>`}</td>
              <td>${w(chain.urgent ? 'urgentLetters' : 'allLetters')} · ${chain.company ?? w('allCompanies')}</td>
              <td data-label=${w('ways')}>
                ${chain.ways.map((way) => platformName(way.platform) + (way.price ? ` ¥${money(way.price)}` : '')).join(' → ')}
              </td>
              <td>${w('summary', minutes(chain.after), money(chain.budget))}</td>
              <td>
                ${this.may
                  ? html`<sl-icon-button name="pencil" label=${w('edit')} @click=${() => (this.editing = chain)}></sl-icon-button
                      ><sl-icon-button name="trash" label=${w('remove')} @click=${() => this.#remove(chain)}></sl-icon-button>`
                  : nothing}
              </td>
            </tr>`,
          )}
        </tbody>
      </table>
    </div>`;
  }

  #drillForm() {
    const platforms = [...new Set(this.accounts.map((one) => one.platform))];
    const choose = (platform, on) => {
      const next = new Set(this.supposed);
      if (on) next.add(platform);
      else next.delete(platform);
      this.supposed = next;
    };
    return html`<div class="acts" role="group" aria-label=${w('supposed')}>
      ${platforms.map(
        (platform) =>
          html`<sl-checkbox size="small" ?checked=${this.supposed.has(platform)} @sl-change=${(e) => choose(platform, e.target.checked)}
            >${platformName(platform)}</sl-checkbox
          >`,
      )}
      <sl-button size="small" ?disabled=${!this.supposed.size || this.busy} @click=${() => this.#drill()}>${w('drill')}</sl-button>
    </div>`;
  }

  #drillShown(drill) {
    const way = (platform) => (platform ? platformName(platform) : html`<strong class="bad">${w('nothing')}</strong>`);
    return html`<div class="panel pad">
      <div class="acts">
        <strong>${drill.supposed.map((one) => platformName(one)).join('、')}</strong>
        <span>${w('result', drill.persons, drill.unreached)}</span>
        ${Object.entries(drill.byWay).map(([one, n]) => html`<sl-tag size="small">${w('byWay', platformName(one), n)}</sl-tag>`)}
        <sl-button class="push" size="small" @click=${() => this.#try(() => download('documents/drill-report.docx', '应急演练报告.docx'))}
          >${w('report')}</sl-button
        >
      </div>
      ${drill.lines.length
        ? html`<table class="stack">
            <thead>
              <tr>
                <th scope="col">${w('person')}</th>
                <th scope="col">${w('usual')}</th>
                <th scope="col">${w('then')}</th>
              </tr>
            </thead>
            <tbody>
              ${drill.lines.slice(0, 200).map(
                (line) => html`<tr>
                  <td>${line.name ?? line.person}</td>
                  <td data-label=${w('usual')}>${way(line.usual)}</td>
                  <td data-label=${w('then')}>${way(line.then)}</td>
                </tr>`,
              )}
            </tbody>
          </table>`
        : nothing}
    </div>`;
  }

  #drillTable() {
    if (!this.drills?.length) return html`<p class="quiet">${w('none')}</p>`;
    const show = (drill) => this.#try(async () => (this.shown = await api.get(`fallback/drills/${drill.id}`)));
    return html`<div class="panel">
      <table class="stack">
        <tbody>
          ${this.drills.map(
            (drill) => html`<tr>
              <td><button class="name" @click=${() => show(drill)}>${formatTime(drill.at, 'full')}</button></td>
              <td data-label=${w('supposed')}>${drill.supposed.map((one) => platformName(one)).join('、')}</td>
              <td>${w('result', drill.persons, drill.unreached)}</td>
              <td class="quiet">${doerName(drill.by)}</td>
            </tr>`,
          )}
        </tbody>
      </table>
    </div>`;
  }
}
