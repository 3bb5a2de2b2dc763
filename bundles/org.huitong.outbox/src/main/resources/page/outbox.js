// SPDX-License-Identifier: Apache-2.0
// What leaves the hub: what waits and why, what is left of each account's quotas, and what somebody has to decide.
import { LitElement, css, html, nothing } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { api, confirm, formatNumber, formatTime, loading, partName, platformName, query, sentence, setQuery, sheet, t, toast } from 'huitong';
import { AGAIN_QUESTION, FATES, RECALL_QUESTION, YES_AGAIN, YES_RECALL, stateName, stateNames, w } from './outbox-words.js';

const PAGE = 50;
const AGAIN = 5000;

export default class OutboxPage extends LitElement {
  static properties = {
    accounts: { state: true },
    items: { state: true },
    next: { state: true },
    state: { state: true },
    detoured: { state: true },
    unknown: { state: true },
    standstill: { state: true },
    problem: { state: true },
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
      .accounts {
        display: grid;
        grid-template-columns: repeat(auto-fill, minmax(15rem, 1fr));
        gap: 0.75rem;
      }
      .account h3 {
        margin-bottom: 0.25rem;
      }
      .bad {
        color: var(--sl-color-danger-700);
      }
      .state {
        white-space: nowrap;
        font-weight: 500;
      }
      .state::before {
        content: '';
        display: inline-block;
        width: 0.5rem;
        height: 0.5rem;
        border-radius: 50%;
        margin-inline-end: 0.375rem;
        background: var(--huitong-idle);
      }
      .state[data-state='delivered']::before,
      .state[data-state='read']::before {
        background: var(--huitong-good);
      }
      .state[data-state='unknown']::before,
      .state[data-state='waiting']::before,
      .state[data-state='sending']::before {
        background: var(--huitong-fair);
      }
      .state[data-state='rejected']::before {
        background: var(--huitong-bad);
      }
      td {
        overflow-wrap: anywhere;
      }
      .when {
        white-space: nowrap;
      }
      .decide {
        display: flex;
        flex-wrap: wrap;
        gap: 0.375rem;
        margin-top: 0.375rem;
      }
      .more {
        padding: 0.75rem;
        text-align: center;
      }
      .filter {
        min-width: 11rem;
      }
      .filter::part(form-control) {
        display: flex;
        align-items: center;
        gap: 0.5rem;
      }
      .filter::part(form-control-label) {
        margin: 0;
        white-space: nowrap;
      }
      .filter::part(form-control-input) {
        flex: 1;
      }
    `,
  ];

  #again;
  #round = 0;
  #moved = () => this.#follow();

  connectedCallback() {
    super.connectedCallback();
    this.busy = new Set();
    addEventListener('huitong:query', this.#moved);
    this.#follow();
    this.#again = setInterval(() => !document.hidden && !this.busy.size && this.#read(true), AGAIN);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    removeEventListener('huitong:query', this.#moved);
    clearInterval(this.#again);
  }

  #follow() {
    this.state = query().state ?? '';
    this.detoured = Boolean(query().detoured);
    this.#read();
  }

  #asked() {
    return `${this.state ? `&state=${this.state}` : ''}${this.detoured ? '&detoured=true' : ''}`;
  }

  async #read(quietly) {
    const round = ++this.#round;
    // Who has read on is not thrown back to the first page.
    if (quietly && this.items?.length > PAGE) return;
    try {
      const [accounts, page, unknown, standstill] = await Promise.all([
        api.get('outbox/accounts'),
        api.get(`outbox?limit=${PAGE}${this.#asked()}`),
        api.get('outbox?limit=200&state=unknown'),
        api.get('outbox/standstill'),
      ]);
      if (round !== this.#round) return;
      this.accounts = accounts.items;
      this.items = page.items;
      this.next = page.next;
      this.unknown = unknown.items.length;
      this.standstill = standstill.holds;
      this.problem = null;
    } catch (problem) {
      if (round === this.#round) this.problem = sentence(problem);
    }
  }

  async #more() {
    try {
      const page = await api.get(`outbox?limit=${PAGE}&after=${this.next}${this.#asked()}`);
      this.items = [...this.items, ...page.items];
      this.next = page.next;
    } catch (problem) {
      toast(problem);
    }
  }

  async #recall(letter) {
    if (!(await confirm(RECALL_QUESTION, { yes: YES_RECALL }))) return;
    this.busy = new Set(this.busy).add(letter.id);
    try {
      await api.post(`outbox/${letter.id}/recall`, {});
      toast(w('recalled'));
    } catch (problem) {
      toast(problem);
    }
    this.busy = new Set([...this.busy].filter((id) => id !== letter.id));
    this.#read();
  }

  async #decide(letter, decision) {
    if (decision === 'again' && !(await confirm(AGAIN_QUESTION, { yes: YES_AGAIN }))) return;
    this.busy = new Set(this.busy).add(letter.id);
    try {
      await api.post(`outbox/${letter.id}/decide`, { decision });
      toast(w('decided'));
    } catch (problem) {
      toast(problem);
    }
    this.busy = new Set([...this.busy].filter((id) => id !== letter.id));
    this.#read();
  }

  async #resume(waiting) {
    if (!(await confirm(FATES[waiting].ask, { yes: FATES[waiting].name, danger: waiting === 'send' }))) return;
    try {
      await api.post('outbox/standstill/end', { waiting });
      toast(w('decided'));
    } catch (problem) {
      toast(problem);
    }
    this.#read();
  }

  render() {
    return html`<div class="page">
      ${this.problem && this.items ? html`<p class="bad" role="alert">${this.problem}</p>` : nothing}
      ${this.standstill
        ? html`<sl-alert open variant="danger" class="standstill">
            <sl-icon slot="icon" name="pause-circle"></sl-icon>
            ${w('standstill')}
            <div class="decide">
              ${Object.entries(FATES).map(
                ([fate, { name }]) => html`<sl-button size="small" @click=${() => this.#resume(fate)}>${t(name)}</sl-button>`,
              )}
            </div>
          </sl-alert>`
        : nothing}
      ${this.unknown
        ? html`<sl-alert open variant="warning">
            <sl-icon slot="icon" name="question-circle"></sl-icon>
            ${w('unknownSome', this.unknown)}
            <sl-button size="small" variant="text" @click=${() => this.#filter('unknown')}>${w('show')}</sl-button>
          </sl-alert>`
        : nothing}
      <section aria-label=${w('accounts')}>
        <div class="head"><h2>${w('accounts')}</h2></div>
        ${this.accounts?.length === 0 ? html`<p class="quiet">${w('noAccounts')}</p>` : nothing}
        <div class="accounts">${(this.accounts ?? []).map((a) => this.#account(a))}</div>
      </section>
      <section aria-label=${w('letters')}>
        <div class="head">
          <h2>${w('letters')}</h2>
          <sl-checkbox class="push" size="small" ?checked=${this.detoured} @sl-change=${(e) => this.#narrow(e.target.checked)}>${w('detoured')}</sl-checkbox>
          <sl-select
            class="filter"
            size="small"
            label=${w('state')}
            value=${this.state || 'all'}
            @sl-change=${(e) => this.#filter(e.target.value === 'all' ? '' : e.target.value)}
          >
            <sl-option value="all">${w('all')}</sl-option>
            ${stateNames().map(([word, name]) => html`<sl-option value=${word}>${name}</sl-option>`)}
          </sl-select>
        </div>
        ${this.#letters()}
      </section>
    </div>`;
  }

  #filter(state) {
    setQuery({ ...query(), state: state || undefined }, { push: true });
    this.state = state;
    this.#read();
  }

  #narrow(detoured) {
    setQuery({ ...query(), detoured: detoured ? '1' : undefined }, { push: true });
    this.detoured = detoured;
    this.#read();
  }

  #account(account) {
    return html`<div class="panel pad account">
      <h3>${platformName(account.platform)} / ${account.account}</h3>
      ${account.problem
        ? html`<p class="bad small">${t(account.problem)}</p>`
        : html`<p class="quiet small">${w('ready')}</p>`}
      ${account.pausedUntil ? html`<p class="small">${w('pausedUntil', formatTime(account.pausedUntil, 'time'))}</p>` : nothing}
      ${account.quotas.map(
        (q) => html`<p class="small number">${w('quota', formatNumber(q.left), formatNumber(q.most), q.within)}</p>`,
      )}
    </div>`;
  }

  #letters() {
    if (!this.items) return loading(this.problem, () => this.#read());
    if (!this.items.length) {
      return html`<div class="panel empty"><sl-icon name="send"></sl-icon>${w('empty')}</div>`;
    }
    return html`<div class="panel scroll-x">
      <table class="stack">
        <thead>
          <tr>
            <th>${w('posted')}</th>
            <th>${w('to')}</th>
            <th>${w('by')}</th>
            <th>${w('state')}</th>
            <th>${w('why')}</th>
          </tr>
        </thead>
        <tbody>
          ${repeat(this.items, (letter) => letter.id, (letter) => this.#row(letter))}
        </tbody>
      </table>
      ${this.next ? html`<div class="more"><sl-button size="small" @click=${() => this.#more()}>${w('more')}</sl-button></div>` : nothing}
    </div>`;
  }

  #row(letter) {
    return html`<tr>
      <td class="when number" title=${formatTime(letter.postedAt, 'full')}>${formatTime(letter.postedAt)}</td>
      <td data-label=${w('to')}>
        ${letter.platform ? html`${platformName(letter.platform)} / ${letter.account}<br />` : nothing}
        ${letter.insteadOf ? html`<span class="small">${w('insteadOf', this.#way(letter.insteadOf), letter.price)}</span><br />` : nothing}
        <span class="small">${letter.toName ?? Object.values(letter.to).join(' · ')}</span>
      </td>
      <td data-label=${w('by')}>
        ${letter.byName ?? partName(letter.by)}${letter.text ? html`<br /><span class="quiet small">${letter.text.slice(0, 80)}</span>` : nothing}
        ${letter.wordsGoneAt
          ? html`<br /><span class="quiet small">${w('wordsGone', formatTime(letter.wordsGoneAt))}</span>`
          : nothing}
      </td>
      <td>
        <span class="state" data-state=${letter.state}>${stateName(letter.state)}</span>
        ${letter.urgency === 'now' ? html`<br /><span class="small">${w('urgent')}</span>` : nothing}
        ${letter.repeated ? html`<br /><span class="small">${w('repeated')}</span>` : nothing}
        ${letter.tries > 1 ? html`<br /><span class="quiet small">${w('tries', letter.tries)}</span>` : nothing}
      </td>
      <td data-label=${letter.reason || letter.state === 'unknown' ? w('why') : nothing}>
        ${letter.reason ? t(letter.reason) : nothing}
        ${letter.state === 'waiting' && letter.dueAt
          ? html`<div class="quiet small">${w('dueAt', formatTime(letter.dueAt, 'time'))}</div>`
          : nothing}
        ${letter.recalledAt ? html`<div class="small">${w('recalledAt', formatTime(letter.recalledAt))}</div>` : nothing}
        ${letter.state === 'unknown' ? this.#choice(letter) : nothing}
        ${letter.recallable ? html`<sl-button size="small" ?disabled=${this.busy.has(letter.id)} @click=${() => this.#recall(letter)}>${w('recall')}</sl-button>` : nothing}
      </td>
    </tr>`;
  }

  /** `wecom/main` as people know it. */
  #way(name) {
    const [platform, account] = name.split('/');
    return `${platformName(platform)} / ${account}`;
  }

  #choice(letter) {
    const button = (decision, icon) => html`<sl-button
      size="small"
      ?disabled=${this.busy.has(letter.id)}
      @click=${() => this.#decide(letter, decision)}
    >
      <sl-icon slot="prefix" name=${icon}></sl-icon>${w(decision)}
    </sl-button>`;
    return html`<div class="decide">
      ${button('again', 'arrow-repeat')} ${button('arrived', 'check2')} ${button('drop', 'x-lg')}
    </div>`;
  }
}
