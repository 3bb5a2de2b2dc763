// SPDX-License-Identifier: Apache-2.0
// Six steps through what is here, for whoever comes for the first time. Offered until it was taken or put away; nothing is
// laid over the page before somebody asks for it.
import { LitElement, css, html, nothing } from 'lit';
import { sheet } from './sheet.js';
import { t } from './words.js';

const SEEN = 'huitong.tour.seen';

const STEPS = [
  {
    icon: 'inbox',
    title: { zh: '收件箱：所有平台的消息', en: 'Inbox: the messages of all platforms' },
    text: {
      zh: '钉钉、企业微信、飞书、邮件和短信的消息都在这里。可以逐条看，也可以按会话看；点开一条，右边是内容和来龙去脉。',
      en: 'DingTalk, WeCom, Feishu, mail and SMS in one place, one by one or by conversation. Open one and see what became of it.',
    },
  },
  {
    icon: 'funnel',
    title: { zh: '筛选与视图', en: 'Filters and views' },
    text: {
      zh: '按平台、部门、标签、时间筛选，把常用的筛选保存为视图，以后一键打开，旁边就是条数。网址里记着筛选，可以发给同事。',
      en: 'Filter by platform, department, tag or time, and keep what you need often as a view with its count. The address holds the filters: send it to a colleague.',
    },
  },
  {
    icon: 'search',
    title: { zh: '搜索：按 / 或 Ctrl+K', en: 'Search: / or Ctrl+K' },
    text: {
      zh: '按 / 搜索消息、文件名和发送人；在任何页面按 Ctrl+K 前往页面、人员、会话或执行操作。',
      en: 'Press / for messages, files and who said them; Ctrl+K anywhere goes to a page, a person, a conversation, or does something.',
    },
  },
  {
    icon: 'bell',
    title: { zh: '重要的消息会找到您', en: 'What is important finds you' },
    text: {
      zh: '重要消息立即发到您自己的聊天工具里，确认后不再提醒；其余的汇总成一份。先在“我的聊天账号”里登记账号。',
      en: 'Important messages reach you in your own chat until acknowledged; the rest comes as a digest. Tell Huitong your accounts on My chat accounts.',
    },
  },
  {
    icon: 'check2-square',
    title: { zh: '把消息变成任务', en: 'Make work of a message' },
    text: {
      zh: '打开一条消息，点“转任务”，指定负责人和期限；也可以直接对机器人说“转任务 张三 周五 核对交期”。',
      en: 'Open a message and choose Make a task, with who and until when; or say it to the robot in your chat.',
    },
  },
  {
    icon: 'shield-lock',
    title: { zh: '谁能看到什么', en: 'Who sees what' },
    text: {
      zh: '您只看到有权查看的消息，查看他人的消息会留下记录。按 ? 随时查看快捷键，右上角可切换语言和深色。',
      en: 'You see what you may see, and reading others’ messages is noted. Press ? for the keys; language and dark mode are at the top right.',
    },
  },
];

class HuitongTour extends LitElement {
  static properties = { offers: { attribute: false }, _offered: { state: true }, _at: { state: true } };

  static styles = [
    sheet,
    css`
      :host {
        display: block;
      }
      section {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: 0.25rem 0.75rem;
        padding: 0.375rem 1.5rem;
        border-bottom: 1px solid var(--huitong-line);
        background: var(--huitong-surface);
      }
      section span {
        flex: 1;
      }
      sl-dialog {
        --width: min(32rem, calc(100vw - 1.5rem));
      }
      .step {
        display: grid;
        gap: 0.75rem;
        min-height: 11rem;
        align-content: start;
      }
      .step sl-icon {
        font-size: 2.25rem;
        color: var(--sl-color-primary-700);
      }
      h2,
      p {
        margin: 0;
      }
      footer {
        display: flex;
        align-items: center;
        gap: 0.5rem;
      }
      footer span {
        flex: 1;
        text-align: start;
      }
      @media (max-width: 40rem) {
        section {
          padding: 0.25rem 0.75rem;
        }
      }
    `,
  ];

  constructor() {
    super();
    this._at = 0;
    this._offered = !localStorage.getItem(SEEN);
  }

  show() {
    this._at = 0;
    this.updateComplete.then(() => this.renderRoot.querySelector('sl-dialog').show());
  }

  render() {
    const step = STEPS[this._at];
    const last = this._at === STEPS.length - 1;
    return html`${this._offered && this.offers
        ? html`<section aria-label=${t({ zh: '新手导览', en: 'Tour' })}>
            <span>${t({ zh: '第一次使用？六步看懂汇通。', en: 'New here? Six steps show you around.' })}</span>
            <sl-button size="small" variant="primary" outline @click=${this.show}>${t({ zh: '开始导览', en: 'Take the tour' })}</sl-button>
            <sl-button size="small" variant="text" @click=${this.#done}>${t({ zh: '不再显示', en: 'Put away' })}</sl-button>
          </section>`
        : nothing}
      <sl-dialog label=${t({ zh: '新手导览', en: 'Tour' })} @keydown=${this.#key} @sl-hide=${this.#done}>
        <div class="step" aria-live="polite">
          <sl-icon name=${step.icon} aria-hidden="true"></sl-icon>
          <h2>${t(step.title)}</h2>
          <p>${t(step.text)}</p>
        </div>
        <footer slot="footer">
          <span class="quiet">${this._at + 1} / ${STEPS.length}</span>
          <sl-button size="small" ?disabled=${this._at === 0} @click=${() => this.#go(-1)}>${t({ zh: '上一步', en: 'Back' })}</sl-button>
          <sl-button size="small" variant="primary" autofocus @click=${() => (last ? this.#dialog.hide() : this.#go(1))}>
            ${last ? t({ zh: '完成', en: 'Done' }) : t({ zh: '下一步', en: 'Next' })}
          </sl-button>
        </footer>
      </sl-dialog>`;
  }

  get #dialog() {
    return this.renderRoot.querySelector('sl-dialog');
  }

  #go(by) {
    this._at = Math.max(0, Math.min(STEPS.length - 1, this._at + by));
  }

  #key = (event) => {
    const by = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (by) this.#go(by);
  };

  #done = () => {
    localStorage.setItem(SEEN, 'true');
    this._offered = false;
  };
}

customElements.define('huitong-tour', HuitongTour);
