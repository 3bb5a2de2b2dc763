// SPDX-License-Identifier: Apache-2.0
// Which customers agreed to being kept, what was left out for it, and whom the archive covers.
import { LitElement, css, html, nothing } from 'lit';
import { api, formatTime, platformName, sheet, t, toast } from 'huitong';

const say = (zh, en) => ({ zh, en });

const W = {
  agreed: say('同意', 'Agreed'),
  all: say('全部', 'All'),
  asked: say('问过', 'Asked'),
  colleague: say('员工', 'Colleague'),
  covered: say('在存档范围内且有许可的员工', 'Covered, with a licence'),
  coveredNone: say('还没有从平台取得名单', 'The platform has not told yet'),
  customers: say('客户', 'Customers'),
  day: say('日期', 'Day'),
  everything: say('全部留下，只显示同意情况', 'Everything is kept; who agreed is shown'),
  leftOut: say('没有入库的消息', 'Messages that were not kept'),
  messages: say('条数', 'Messages'),
  more: say('更多', 'More'),
  never: say('还没有问到', 'Not asked yet'),
  none: say('没有需要客户同意的账号', 'No account needs the consent of customers'),
  noneWhy: say('企业微信会话内容存档的账号会出现在这里。', 'Accounts of WeCom’s chat archive stand here.'),
  noCustomers: say('还没有客户出现在会话里', 'No customer has spoken yet'),
  onlyAgreed: say('只留同意者的会话', 'Only the chats of those who agreed are kept'),
  outsider: say('客户', 'Customer'),
  refused: say('拒绝', 'Refused'),
  room: say('群', 'Group'),
  since: say('自', 'Since'),
  state: say('表态', 'What they said'),
  unknown: say('尚未表态', 'Have not said'),
  unlessRefused: say('不留拒绝者的会话', 'Not the chats of those who refused'),
  where: say('同谁', 'With'),
};

const w = (name) => t(W[name]);

export default class ConsentPage extends LitElement {
  static properties = {
    accounts: { state: true },
    lists: { state: true },
    only: { state: true },
  };

  static styles = [
    sheet,
    css`
      .numbers {
        display: flex;
        flex-wrap: wrap;
        gap: var(--sl-spacing-x-small) var(--sl-spacing-large);
        margin: 0;
      }
      .numbers div {
        display: flex;
        gap: var(--sl-spacing-x-small);
      }
      .numbers dd {
        margin: 0;
        font-weight: var(--sl-font-weight-semibold);
      }
      .names {
        overflow-wrap: anywhere;
      }
      td {
        overflow-wrap: anywhere;
      }
    `,
  ];

  constructor() {
    super();
    this.lists = {};
    this.only = '';
  }

  connectedCallback() {
    super.connectedCallback();
    this.#read();
  }

  async #read() {
    try {
      this.accounts = (await api.get('consents/accounts')).items;
      await Promise.all(this.accounts.map((one) => this.#list(one)));
    } catch (problem) {
      toast(problem);
    }
  }

  async #list(one, after) {
    const asked = { platform: one.platform, account: one.account };
    if (this.only) asked.state = this.only;
    if (after) asked.after = after;
    const page = await api.get(`consents?${new URLSearchParams(asked)}`);
    const key = `${one.platform}~${one.account}`;
    const before = after ? this.lists[key].items : [];
    this.lists = { ...this.lists, [key]: { items: [...before, ...page.items], next: page.next } };
  }

  render() {
    if (!this.accounts) return html`<div class="page"><sl-spinner></sl-spinner></div>`;
    if (!this.accounts.length) {
      return html`<div class="page">
        <div class="panel empty"><sl-icon name="person-check"></sl-icon>${w('none')}<p class="quiet small">${w('noneWhy')}</p></div>
      </div>`;
    }
    return html`<div class="page">${this.accounts.map((one) => this.#account(one))}</div>`;
  }

  #account(one) {
    const left = one.leftOut.reduce((sum, day) => sum + day.messages, 0);
    return html`<div class="head"><h2>${platformName(one.platform)} · ${one.account}</h2></div>
      <div class="panel pad">
        <p>${w(one.policy)}</p>
        <dl class="numbers">
          ${['agreed', 'refused', 'unknown'].map((name) => html`<div><dt>${w(name)}</dt><dd>${one[name]}</dd></div>`)}
          <div><dt>${w('leftOut')}</dt><dd>${left}</dd></div>
        </dl>
        ${left ? this.#leftOut(one.leftOut) : nothing}
        <p class="quiet small">${w('covered')}: ${one.covered.length}</p>
        <p class="names small">${one.covered.length ? one.covered.map(({ id, name }) => name ?? id).join('、') : w('coveredNone')}</p>
      </div>
      ${this.#customers(one)}`;
  }

  #leftOut(days) {
    return html`<table>
      <thead><tr><th scope="col">${w('day')}</th><th scope="col">${w('messages')}</th></tr></thead>
      <tbody>${days.map((one) => html`<tr><td>${one.day}</td><td>${one.messages}</td></tr>`)}</tbody>
    </table>`;
  }

  #customers(one) {
    const list = this.lists[`${one.platform}~${one.account}`];
    if (!list) return nothing;
    return html`<div class="head">
        <h2>${w('customers')}</h2>
        <span class="push"></span>
        <sl-select size="small" aria-label=${w('state')} value=${this.only || 'all'} @sl-change=${this.#choose}>
          ${['all', 'agreed', 'refused', 'unknown'].map((name) => html`<sl-option value=${name}>${w(name)}</sl-option>`)}
        </sl-select>
      </div>
      <div class="panel">
        ${list.items.length
          ? html`<table class="stack">
              <thead>
                <tr>${['outsider', 'where', 'state', 'since', 'asked'].map((name) => html`<th scope="col">${w(name)}</th>`)}</tr>
              </thead>
              <tbody>${list.items.map((row) => this.#row(row))}</tbody>
            </table>`
          : html`<div class="empty"><sl-icon name="people"></sl-icon>${w('noCustomers')}</div>`}
        ${list.next
          ? html`<p class="pad"><sl-button size="small" @click=${() => this.#list(one, list.next).catch(toast)}>${w('more')}</sl-button></p>`
          : nothing}
      </div>`;
  }

  #row(row) {
    return html`<tr>
      <td data-label=${w('outsider')}>${row.outsider}</td>
      <td data-label=${w('where')}>${row.colleagueName ?? row.colleague ?? `${w('room')} ${row.room}`}</td>
      <td data-label=${w('state')}>${t(row.title)}</td>
      <td data-label=${w('since')}>${row.since ? formatTime(row.since) : ''}</td>
      <td data-label=${w('asked')}>${row.askedAt ? formatTime(row.askedAt) : w('never')}</td>
    </tr>`;
  }

  async #choose(event) {
    this.only = event.target.value === 'all' ? '' : event.target.value;
    try {
      await Promise.all(this.accounts.map((one) => this.#list(one)));
    } catch (problem) {
      toast(problem);
    }
  }
}
