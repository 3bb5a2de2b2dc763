// SPDX-License-Identifier: Apache-2.0
// One's own accounts on platforms, and the code by which another one becomes one's own.
import { LitElement, css, html, nothing } from 'lit';
import { api, formatTime, platformName, sentence, sheet, t, toast } from 'huitong';

const say = (zh, en) => () => t({ zh, en });
const WORDS = {
  accounts: say('已登记的账号', 'Accounts that are yours'),
  add: say('绑定一个聊天账号', 'Add a chat account'),
  code: say('取得验证码', 'Get a code'),
  anew: say('重新取得', 'Get another'),
  how: say(
    '取得验证码，在钉钉、企业微信或飞书里单独发给汇通的机器人（不要发到群里）。10 分钟内有效，只能用一次。不要替别人发送验证码。',
    'Get a code and send it to Huitong’s robot, one to one and never into a group. It holds for ten minutes and works once. Never send somebody else’s.',
  ),
  none: say('还没有登记的账号。', 'None yet.'),
  send: say('发送给机器人', 'Send this to the robot'),
  until: say('有效至', 'until'),
};
const w = (name) => WORDS[name]();

export default class BindingPage extends LitElement {
  static properties = { _own: { state: true }, _made: { state: true }, _trouble: { state: true }, _busy: { state: true } };

  static styles = [
    sheet,
    css`
      .panel {
        display: grid;
        gap: 0.75rem;
        max-width: 40rem;
      }
      .panel + .panel {
        margin-block-start: 1rem;
      }
      h3,
      p {
        margin: 0;
      }
      .code {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: 0.5rem;
        font-family: var(--sl-font-mono);
        font-size: 1.375rem;
      }
      ul {
        margin: 0;
        padding: 0;
        list-style: none;
        display: grid;
        gap: 0.375rem;
      }
      li {
        overflow-wrap: anywhere;
      }
    `,
  ];

  connectedCallback() {
    super.connectedCallback();
    this.#read();
    this.again = setInterval(() => this._made && this.#read(), 5000);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    clearInterval(this.again);
  }

  async #read() {
    try {
      this._own = await api.get('binding');
      this._trouble = null;
    } catch (problem) {
      this._trouble = sentence(problem);
    }
  }

  async #code() {
    this._busy = true;
    try {
      this._made = await api.post('binding', {});
    } catch (problem) {
      toast(problem);
    } finally {
      this._busy = false;
    }
  }

  render() {
    if (this._trouble) {
      return html`<div class="page"><div class="panel empty"><sl-icon name="person-badge"></sl-icon>${this._trouble}</div></div>`;
    }
    if (!this._own) return html`<div class="page"><sl-spinner></sl-spinner></div>`;
    const words = this._made ? `绑定 ${this._made.code}` : '';
    return html`<div class="page">
      <div class="panel pad">
        <h3>${w('add')}</h3>
        <p>${w('how')}</p>
        ${this._made
          ? html`<div aria-live="polite">
              <div class="small quiet">${w('send')} (${w('until')} ${formatTime(this._made.expiresAt, 'time')})</div>
              <div class="code">${words}<sl-copy-button value=${words}></sl-copy-button></div>
            </div>`
          : nothing}
        <div>
          <sl-button variant=${this._made ? 'default' : 'primary'} ?disabled=${this._busy} @click=${this.#code}
            >${this._made ? w('anew') : w('code')}</sl-button
          >
        </div>
      </div>
      <div class="panel pad">
        <h3>${w('accounts')}</h3>
        <ul>
          ${this._own.accounts.length ? nothing : html`<li class="quiet">${w('none')}</li>`}
          ${this._own.accounts.map(({ platform, ids }) => html`<li>${platformName(platform)} <span class="quiet small">${ids.join(' ')}</span></li>`)}
        </ul>
      </div>
    </div>`;
  }
}
