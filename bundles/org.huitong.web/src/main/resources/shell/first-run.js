// SPDX-License-Identifier: Apache-2.0
// The first hour: what is still to be done until messages come to the people they concern. Gone once it is done.
import { LitElement, css, html, nothing } from 'lit';
import { api } from './api.js';
import { sheet } from './sheet.js';
import { t } from './words.js';

const PUT_AWAY = 'huitong.first-run.put-away';

/** Each step asks the subject itself whether it is done; whoever may not ask is not shown it. */
const STEPS = [
  {
    may: 'connectors.manage',
    asks: 'connectors',
    isDone: (items) => items.length > 0,
    text: { zh: '连接一个平台', en: 'Connect a platform' },
    why: { zh: '企业微信、钉钉、飞书、邮箱…', en: 'WeCom, DingTalk, Feishu, a mailbox …' },
    to: '#/connectors?add=1',
  },
  {
    may: 'rooms.write',
    asks: 'rooms',
    isDone: (items) => items.length > 0,
    text: { zh: '说明群聊归谁', en: 'Say whose the rooms are' },
    why: { zh: '消息会带上部门', en: 'Messages carry their department' },
    to: '#/rooms',
  },
  {
    may: 'rules.write',
    asks: 'rules',
    isDone: (items) => items.length > 0,
    text: { zh: '写一条规则', en: 'Write a rule' },
    why: { zh: '什么消息重要', en: 'What is important' },
    to: '#/rules',
  },
  {
    may: 'accounts.manage',
    asks: 'accounts',
    isDone: (items) => items.length > 1,
    text: { zh: '邀请同事', en: 'Invite colleagues' },
    why: { zh: '给他们账号和角色', en: 'Give them accounts and roles' },
    to: '#/accounts',
  },
];

class HuitongFirstRun extends LitElement {
  static properties = { who: { attribute: false }, _steps: { state: true } };

  static styles = [
    sheet,
    css`
      :host {
        display: block;
      }
      section {
        padding: 0.75rem 1.5rem;
        border-bottom: 1px solid var(--huitong-line);
        background: var(--sl-color-primary-50);
      }
      ol {
        list-style: none;
        margin: 0.5rem 0 0;
        padding: 0;
        display: grid;
        grid-template-columns: repeat(auto-fit, minmax(min(12rem, 100%), 1fr));
        gap: 0.5rem;
      }
      a {
        display: grid;
        grid-template-columns: 1.25rem 1fr;
        column-gap: 0.5rem;
        padding: 0.5rem 0.75rem;
        border: 1px solid var(--huitong-line);
        border-radius: 9px;
        background: var(--huitong-surface);
        color: inherit;
        text-decoration: none;
        height: 100%;
        box-sizing: border-box;
      }
      a:hover,
      a:focus {
        border-color: var(--sl-color-primary-600);
      }
      a span {
        grid-column: 2;
      }
      sl-icon {
        margin-top: 0.2rem;
        color: var(--sl-color-primary-700);
      }
      [data-done] sl-icon {
        color: var(--huitong-good);
      }
      [data-done] b {
        font-weight: 400;
        color: var(--huitong-quiet);
      }
      @media (max-width: 40rem) {
        section {
          padding: 0.5rem 0.75rem;
        }
        a span {
          display: none;
        }
        ol {
          grid-template-columns: repeat(2, minmax(0, 1fr));
        }
        a {
          padding: 0.375rem 0.5rem;
        }
      }
    `,
  ];

  connectedCallback() {
    super.connectedCallback();
    addEventListener('hashchange', this.#look);
    this.#look();
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    removeEventListener('hashchange', this.#look);
  }

  #look = async () => {
    if (localStorage.getItem(PUT_AWAY)) return;
    const mine = STEPS.filter((step) => this.who?.permissions?.includes(step.may));
    const asked = await Promise.allSettled(mine.map((step) => api.get(step.asks)));
    this._steps = mine
      .map((step, i) => ({ ...step, done: asked[i].status === 'fulfilled' ? step.isDone(asked[i].value.items) : undefined }))
      .filter((step) => step.done !== undefined);
    // Once all is done nobody asks for it again.
    if (this._steps.length && this._steps.every((step) => step.done)) localStorage.setItem(PUT_AWAY, 'true');
  };

  render() {
    const steps = this._steps ?? [];
    if (steps.every((step) => step.done)) return nothing;
    const done = steps.filter((step) => step.done).length;
    return html`<section aria-label=${t({ zh: '开始使用', en: 'First steps' })}>
      <div class="head">
        <h2>${t({ zh: `开始使用（${done} / ${steps.length}）`, en: `First steps (${done} of ${steps.length})` })}</h2>
        <sl-button class="push" size="small" variant="text" @click=${this.#putAway}>${t({ zh: '不再显示', en: 'Put away' })}</sl-button>
      </div>
      <ol>
        ${steps.map(
          (step) => html`<li>
            <a href=${step.to} ?data-done=${step.done}>
              <sl-icon name=${step.done ? 'check-circle-fill' : 'circle'} label=${step.done ? t({ zh: '完成', en: 'Done' }) : t({ zh: '待办', en: 'To do' })}></sl-icon>
              <b>${t(step.text)}</b><span class="quiet small">${t(step.why)}</span>
            </a>
          </li>`,
        )}
      </ol>
    </section>`;
  }

  #putAway = () => {
    localStorage.setItem(PUT_AWAY, 'true');
    this._steps = [];
  };
}

customElements.define('huitong-first-run', HuitongFirstRun);
