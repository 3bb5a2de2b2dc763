// SPDX-License-Identifier: Apache-2.0
// How every account stands, what could not be processed, and how far the readers are.
import { LitElement, css, html, nothing } from 'lit';
import { api, confirm, formatNumber, formatTime, live, query, sentence, session, setQuery, sheet, t, toast } from 'huitong';
import './connect-account.js';
import './connector-card.js';
import './dead-letters.js';
import './domain-files.js';
import './reader-board.js';
import { refreshing } from './refreshing.js';
import { stateOf, word } from './connector-words.js';

const mayConnect = () => session()?.permissions.includes('connectors.manage');
const TABS = ['accounts', 'letters', 'readers', 'domain'];

export default class ConnectorsPage extends LitElement {
  static properties = {
    _items: { state: true },
    _problem: { state: true },
    _tab: { state: true },
    _letters: { state: true },
    _editing: { state: true },
  };

  static styles = [
    sheet,
    css`
      .sums {
        display: grid;
        grid-template-columns: repeat(auto-fit, minmax(9.5rem, 1fr));
        gap: 0.75rem;
      }
      .sum {
        padding: 0.75rem 1rem;
      }
      .sum b {
        display: block;
        font-size: 1.5rem;
        font-weight: 600;
        line-height: 1.25;
        letter-spacing: -0.02em;
        font-variant-numeric: tabular-nums;
        white-space: nowrap;
      }
      .sum[data-tone='bad'] b {
        color: var(--sl-color-danger-700);
      }
      .sum[data-tone='fair'] b {
        color: var(--sl-color-warning-700);
      }
      @media (max-width: 40rem) {
        .sums {
          grid-template-columns: repeat(2, minmax(0, 1fr));
        }
        .sum:last-child:nth-child(odd) {
          grid-column: 1 / -1;
        }
      }
      .cards {
        display: grid;
        grid-template-columns: repeat(auto-fill, minmax(min(24rem, 100%), 1fr));
        gap: 1rem;
        align-items: start;
      }
      .head {
        margin-bottom: 1rem;
      }
      sl-tab-group {
        --track-width: 1px;
        --track-color: var(--huitong-line);
      }
      sl-tab::part(base) {
        padding: 0.625rem 0.875rem;
      }
      sl-tab-panel::part(base) {
        padding: 1rem 0 0;
      }
    `,
  ];

  constructor() {
    super();
    this._tab = TABS.includes(query().tab) ? query().tab : 'accounts';
  }

  connectedCallback() {
    super.connectedCallback();
    this.end = refreshing(() => this.#read(), 5_000);
    this.unlive = live((event) => (event.type === 'connector' || event.type === 'gap') && this.#read());
    addEventListener('huitong:query', this.#moved);
    this.#moved();
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.end();
    this.unlive();
    removeEventListener('huitong:query', this.#moved);
  }

  #moved = () => {
    this._tab = TABS.includes(query().tab) ? query().tab : 'accounts';
    this.renderRoot?.querySelector('sl-tab-group')?.show(this._tab);
    if (query().add !== undefined && mayConnect()) this._editing = {};
  };

  async #read() {
    try {
      this._items = (await api.get('connectors')).items;
      this._problem = undefined;
    } catch (problem) {
      this._problem = problem;
    }
  }

  render() {
    return html`<div
      class="page"
      @change-account=${(event) => (this._editing = { of: event.detail })}
      @pause-account=${(event) => this.#do(event.detail, 'pause', { zh: '已暂停。平台的推送会被请求稍后再来。', en: 'Paused. Its platform is asked to come again later.' })}
      @resume-account=${(event) => this.#do(event.detail, 'resume', { zh: '已恢复。', en: 'Resumed.' })}
      @remove-account=${(event) => this.#remove(event.detail)}
    >
      ${this._editing
        ? html`<huitong-connect-account
            .of=${this._editing.of}
            @changed=${() => this.#read()}
            @closed=${this.#edited}
          ></huitong-connect-account>`
        : nothing}
      ${this._problem
        ? html`<sl-alert variant="warning" open>
            <sl-icon slot="icon" name="exclamation-triangle"></sl-icon>${sentence(this._problem)}
          </sl-alert>`
        : nothing}
      ${this._items ? this.#sums() : nothing}
      <sl-tab-group @sl-tab-show=${this.#shown}>
        <sl-tab slot="nav" panel="accounts" ?active=${this._tab === 'accounts'}>${t({ zh: '账号', en: 'Accounts' })}</sl-tab>
        <sl-tab slot="nav" panel="letters" ?active=${this._tab === 'letters'}>
          ${t({ zh: '死信', en: 'Dead letters' })}
        </sl-tab>
        <sl-tab slot="nav" panel="readers" ?active=${this._tab === 'readers'}>${t({ zh: '读者', en: 'Readers' })}</sl-tab>
        ${mayConnect()
          ? html`<sl-tab slot="nav" panel="domain" ?active=${this._tab === 'domain'}>${t({ zh: '域名校验', en: 'Domain' })}</sl-tab>
              <sl-tab-panel name="domain" ?active=${this._tab === 'domain'}>
                ${this._tab === 'domain' ? html`<huitong-domain-files></huitong-domain-files>` : nothing}
              </sl-tab-panel>`
          : nothing}
        <sl-tab-panel name="accounts" ?active=${this._tab === 'accounts'}>${this.#accounts()}</sl-tab-panel>
        <sl-tab-panel name="letters" ?active=${this._tab === 'letters'}>
          ${this._tab === 'letters' ? html`<huitong-dead-letters @changed=${() => this.#read()}></huitong-dead-letters>` : nothing}
        </sl-tab-panel>
        <sl-tab-panel name="readers" ?active=${this._tab === 'readers'}>
          ${this._tab === 'readers' ? html`<huitong-reader-board></huitong-reader-board>` : nothing}
        </sl-tab-panel>
      </sl-tab-group>
    </div>`;
  }

  #sums() {
    const sum = (of) => this._items.reduce((all, item) => all + of(item), 0);
    const healthy = this._items.filter((item) => ['receiving', 'called', 'ready'].includes(stateOf(item))).length;
    const away = this._items.filter((item) => item.state !== 'paused').length - healthy;
    const messages = sum((item) => item.messages);
    const refused = sum((item) => item.refused);
    const letters = sum((item) => item.deadLetters);
    const last = this._items.map((item) => item.lastMessage).filter(Boolean).sort().at(-1);
    return html`<div class="sums">
      ${this.#sum(`${healthy} / ${this._items.length}`, { zh: '账号正常', en: this._items.length === 1 ? 'account in order' : 'accounts in order' }, away ? 'bad' : '')}
      ${this.#sum(formatNumber(messages), { zh: '条消息', en: messages === 1 ? 'message' : 'messages' })}
      ${this.#sum(formatNumber(refused), { zh: '次调用被拒', en: refused === 1 ? 'call refused' : 'calls refused' })}
      ${this.#sum(formatNumber(letters), { zh: '封死信', en: letters === 1 ? 'dead letter' : 'dead letters' }, letters ? 'fair' : '')}
      ${this.#sum(last ? formatTime(last, 'brief') : '–', { zh: '最近一条消息', en: 'the latest message' })}
    </div>`;
  }

  #sum(value, text, tone = '') {
    return html`<div class="panel sum" data-tone=${tone}><b>${value}</b><span class="quiet small">${t(text)}</span></div>`;
  }

  #add() {
    return mayConnect()
      ? html`<sl-button class="connect" variant="primary" @click=${() => (this._editing = {})}>
          <sl-icon slot="prefix" name="plus-lg"></sl-icon>${t({ zh: '连接平台', en: 'Connect a platform' })}
        </sl-button>`
      : nothing;
  }

  #edited = () => {
    this._editing = undefined;
    setQuery({ tab: this._tab === 'accounts' ? undefined : this._tab });
    this.#read();
  };

  async #do(item, what, said) {
    try {
      await api.post(`connectors/${item.platform}/${encodeURIComponent(item.account)}/${what}`);
      toast(said);
      setTimeout(() => this.#read(), 800);
    } catch (problem) {
      toast(problem);
    }
  }

  async #remove(item) {
    const sure = await confirm(
      {
        zh: `移除账号 ${item.account}？已填的设置和密钥会删除，已收到的消息会保留。平台此后的推送会丢失。`,
        en: `Remove the account ${item.account}? Its settings and secrets are deleted, its messages stay. What its platform sends from now on is lost.`,
      },
      { yes: { zh: '移除', en: 'Remove' }, danger: true },
    );
    if (!sure) return;
    try {
      await api.delete(`connectors/${item.platform}/${encodeURIComponent(item.account)}`);
      toast({ zh: '已移除。', en: 'Removed.' });
      setTimeout(() => this.#read(), 800);
    } catch (problem) {
      toast(problem);
    }
  }

  #accounts() {
    if (!this._items) {
      return this._problem ? nothing : html`<div class="empty"><sl-spinner></sl-spinner></div>`;
    }
    if (this._items.length === 0) {
      return html`<div class="panel empty"><sl-icon name="plugin"></sl-icon><p>${t(word.noAccount)}</p>${this.#add()}</div>`;
    }
    return html`${mayConnect() ? html`<div class="head"><span class="push"></span>${this.#add()}</div>` : nothing}
      <div class="cards">
      ${this._items.map((item) => html`<huitong-connector-card .item=${item}></huitong-connector-card>`)}
    </div>`;
  }

  #shown = (event) => {
    this._tab = event.detail.name;
    setQuery({ tab: this._tab === 'accounts' ? undefined : this._tab });
  };
}
