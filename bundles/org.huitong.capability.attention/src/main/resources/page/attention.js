// SPDX-License-Identifier: Apache-2.0
// Attention: who was told of what is important, when and why, and who has acknowledged it.
import { LitElement, css, html, nothing } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { api, formatTime, live, platformName, query, session, setQuery, sheet, toast } from 'huitong';
import './attention-paces.js';
import './attention-rules.js';
import { amountName, everyName, howName, kindName, stateName, w } from './attention-words.js';

export default class AttentionPage extends LitElement {
  static properties = { _notices: { state: true }, _tellings: { state: true }, _digest: { state: true }, _pacing: { state: true }, _busy: { state: true } };

  static styles = [
    sheet,
    css`
      article {
        padding: 0.875rem 1rem;
        display: grid;
        gap: 0.375rem;
        border-bottom: 1px solid var(--huitong-line);
      }
      article:last-child {
        border-bottom: 0;
      }
      .said {
        font-weight: 600;
        overflow-wrap: anywhere;
      }
      ol {
        margin: 0;
        padding: 0;
        list-style: none;
      }
      .acts {
        display: flex;
        flex-wrap: wrap;
        gap: 0.5rem;
        align-items: center;
      }
    `,
  ];

  connectedCallback() {
    super.connectedCallback();
    this.onQuery = () => this.#read();
    window.addEventListener('huitong:query', this.onQuery);
    this.unlive = live((event) => {
      if (event.type === 'message' || event.type === 'gap') {
        clearTimeout(this.later);
        this.later = setTimeout(() => this.#read(), 1500);
      }
    });
    this.#read();
    // Who is nobody in the directory gets none.
    if (session()?.person) {
      api
        .get('attention/digest')
        .then((choice) => (this._digest = choice))
        .catch(() => {});
    }
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    window.removeEventListener('huitong:query', this.onQuery);
    clearTimeout(this.later);
    this.unlive();
  }

  get #mayAll() {
    return (session()?.permissions ?? []).includes('attention.read');
  }

  get #all() {
    return this.#mayAll && query().mine !== '1';
  }

  async #read() {
    const all = this.#all ? 'all=true' : '';
    try {
      const [notices, tellings] = await Promise.all([
        api.get(`attention/notices?${all}${query().open ? '&open=true' : ''}`),
        api.get(`attention/tellings?${all}`),
      ]);
      this._notices = notices.items;
      this._tellings = tellings.items;
    } catch (problem) {
      toast(problem);
    }
  }

  #set(values) {
    setQuery({ ...query(), ...values });
    this.#read();
  }

  async #acknowledge(notice, how) {
    this._busy = true;
    try {
      await api.post(`attention/notices/${notice.id}/acknowledge${how ? `?how=${how}` : ''}`);
      await this.#read();
    } catch (problem) {
      toast(problem);
    } finally {
      this._busy = false;
    }
  }

  async #choose(on) {
    try {
      this._digest = await api.put('attention/digest', { on });
    } catch (problem) {
      toast(problem);
    }
  }

  render() {
    const notices = this._notices;
    return html`<div class="page">
      <div class="head">
        <h2>${w('notices')}</h2>
        ${this.#mayAll
          ? html`<sl-checkbox size="small" ?checked=${!this.#all} @sl-change=${(e) => this.#set({ mine: e.target.checked ? '1' : '' })}>${w('mine')}</sl-checkbox>`
          : nothing}
        <sl-checkbox size="small" ?checked=${Boolean(query().open)} @sl-change=${(e) => this.#set({ open: e.target.checked ? '1' : '' })}>${w('onlyOpen')}</sl-checkbox>
        ${this._digest === undefined
          ? nothing
          : html`<sl-switch class="push" size="small" ?checked=${this._digest.on} @sl-change=${(e) => this.#choose(e.target.checked)}>${w('digest')}</sl-switch>
              <sl-button size="small" ?disabled=${!this._digest.on} @click=${() => (this._pacing = { ...this._digest, mine: true })}>${everyName(this._digest.every)} · ${this._digest.from}–${this._digest.to}</sl-button>`}
      </div>
      ${!notices
        ? html`<sl-spinner></sl-spinner>`
        : html`<div class="panel">
            ${notices.length
              ? repeat(notices, (notice) => notice.id, (notice) => this.#notice(notice))
              : html`<div class="empty"><sl-icon name="bell"></sl-icon>${w('none')}<p class="quiet small">${w('noneWhy')}</p></div>`}
          </div>`}
      ${this._tellings?.length
        ? html`<sl-details summary=${w('tellings')}><ol class="small">${this._tellings.map((telling) => html`<li>${this.#telling(telling)}</li>`)}</ol></sl-details>`
        : nothing}
      ${this.#mayAll ? html`<sl-details summary=${w('rules')}><huitong-attention-rules></huitong-attention-rules></sl-details>
            <sl-details summary=${w('paces')}><huitong-attention-paces></huitong-attention-paces></sl-details>` : nothing}
      ${this._pacing
        ? html`<huitong-attention-pace .pace=${this._pacing} @saved=${(e) => (this._digest = e.detail)} @closed=${() => (this._pacing = null)}></huitong-attention-pace>`
        : nothing}
    </div>`;
  }

  #notice(notice) {
    const open = ['open', 'unanswered'].includes(notice.state);
    const variant = { open: 'warning', unanswered: 'danger', acknowledged: 'success', recalled: 'neutral' }[notice.state];
    return html`<article>
      <div class="acts">
        <sl-badge pill variant=${variant}>${stateName(notice.state)}</sl-badge>
        <span>${w('told')} <strong>${notice.toldName ?? notice.told}</strong></span>
        ${notice.told !== notice.person ? html`<span class="quiet">← ${notice.personName ?? notice.person}</span>` : nothing}
        <span class="quiet small">${formatTime(notice.at, 'short')} · ${notice.code}${notice.rule ? ` · ${w('why')}“${notice.rule}”` : ''}</span>
      </div>
      ${notice.from || notice.room ? html`<div class="small">${[notice.from, notice.room].filter(Boolean).join(' · ')}</div>` : nothing}
      <div class="said">${notice.text ?? html`<span class="quiet">${w('notReadable')}</span>`}</div>
      <ol class="small">${[...notice.tellings].reverse().map((telling) => html`<li>${this.#telling(telling)}</li>`)}</ol>
      ${notice.state === 'acknowledged'
        ? html`<div class="quiet small">${w('acknowledgedBy')} ${notice.endedByName ?? (notice.endedBy?.startsWith('@') ? platformName(notice.endedBy.slice(1)) : notice.endedBy)} · ${howName(notice.how)} · ${formatTime(notice.endedAt, 'short')}</div>`
        : nothing}
      <div class="acts">
        ${open && notice.mine
          ? html`<sl-button size="small" variant="primary" ?disabled=${this._busy} @click=${() => this.#acknowledge(notice)}>${w('acknowledge')}</sl-button>`
          : nothing}
        ${notice.text
          ? html`<sl-button size="small" href=${`#/inbox?id=${notice.message}`} @click=${() => open && notice.mine && this.#acknowledge(notice, 'opened')}>${w('open')}</sl-button>`
          : nothing}
      </div>
    </article>`;
  }

  #telling(telling) {
    const parts = [formatTime(telling.at, 'short'), kindName(telling.kind), telling.personName ?? telling.person, telling.platform ? platformName(telling.platform) : ''];
    if (telling.kind === 'digest') parts.push(amountName(telling.amount));
    if (!telling.words) parts.push(w('noWords'));
    return html`<span class="quiet">${parts.filter(Boolean).join(' · ')}</span>`;
  }
}
