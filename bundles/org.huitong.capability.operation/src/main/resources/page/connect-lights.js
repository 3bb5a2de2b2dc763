// SPDX-License-Identifier: Apache-2.0
// The lights of an account that was just connected, turning green while one waits.
import { LitElement, css, html, nothing } from 'lit';
import { api, formatTime, session, sheet, t } from 'huitong';
import { COPIED, COPY, isOutOfReach } from './connect-words.js';
import { refreshing } from './refreshing.js';

const EVERY = 2_000;

class ConnectLights extends LitElement {
  static properties = {
    /** `{ platform, account, callback, speaksOnly }` */
    of: { attribute: false },
    _item: { state: true },
    _first: { state: true },
  };

  static styles = [
    sheet,
    css`
      :host {
        display: grid;
        gap: 1rem;
      }
      ol {
        list-style: none;
        margin: 0;
        padding: 0;
        display: grid;
        gap: 0.875rem;
      }
      li {
        display: grid;
        grid-template-columns: 1.75rem 1fr;
        gap: 0.125rem 0.5rem;
      }
      li > :first-child {
        grid-row: span 2;
        font-size: 1.25rem;
        color: var(--huitong-quiet);
      }
      li[data-lit] > :first-child {
        color: var(--huitong-good);
      }
      li[data-bad] > :first-child {
        color: var(--huitong-bad);
      }
      li > :last-child {
        grid-column: 2;
      }
      .address {
        padding: 0.75rem;
        border-radius: 8px;
        border: 1px solid var(--huitong-line);
        background: var(--sl-color-neutral-50);
        display: grid;
        gap: 0.25rem;
      }
      .copy {
        display: flex;
        align-items: center;
        gap: 0.25rem;
      }
      code {
        overflow-wrap: anywhere;
      }
      blockquote {
        margin: 0.25rem 0 0;
        padding: 0.5rem 0.75rem;
        border-inline-start: 3px solid var(--huitong-good);
        background: var(--sl-color-neutral-50);
        border-radius: 0 8px 8px 0;
        overflow-wrap: anywhere;
      }
    `,
  ];

  connectedCallback() {
    super.connectedCallback();
    this.end = refreshing(() => this.#read(), EVERY);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.end();
  }

  async #read() {
    const { platform, account } = this.of;
    try {
      const { items } = await api.get('connectors');
      this._item = items.find((item) => item.platform === platform && item.account === account);
      if (this._item?.lights.messages && !this._first && session()?.permissions.some((word) => word.startsWith('messages.read'))) {
        const asked = new URLSearchParams({ platform, account, limit: 1 });
        this._first = (await api.get(`messages?${asked}`)).items[0];
      }
    } catch {
      // The next look shows whether it was only the moment.
    }
  }

  render() {
    const item = this._item;
    const refused = item?.lastRefusal && (!item.lastCall || item.lastRefusal.at > item.lastCall);
    return html`
      ${this.of.callback ? this.#address() : nothing}
      <ol aria-live="polite">
        ${this.#light(
          item?.lights.connector && !item.problem,
          Boolean(item?.problem),
          { zh: '设置已生效', en: 'The settings are in use' },
          item?.problem
            ? t(item.problem)
            : item?.lights.connector
              ? t({ zh: '连接器已按这些设置运行。', en: 'The connector runs with them.' })
              : t({ zh: '正在启动…', en: 'Starting …' }),
        )}
        ${this.of.speaksOnly
          ? nothing
          : html`${this.#light(
                item?.lights.calls,
                refused,
                this.of.callback
                  ? { zh: '平台找到了汇通', en: 'The platform has found the hub' }
                  : { zh: '已连上平台', en: 'Connected to the platform' },
                refused
                  ? html`${t({ zh: '平台的调用被拒绝：', en: 'A call was refused: ' })}${t(item.lastRefusal.detail)}`
                  : item?.lights.calls
                    ? this.of.callback
                      ? t({ zh: '校验已通过。', en: 'The handshake was recognised.' })
                      : t({ zh: '连接已建立，不需要回调地址。', en: 'The connection stands; no callback address is needed.' })
                    : this.of.callback
                      ? t({ zh: '等待平台校验地址：请在平台后台填入上面的地址并保存。', en: 'Waiting for the platform to check the address: enter it in the console and save there.' })
                      : t({ zh: '正在连接平台…', en: 'Connecting to the platform …' }),
              )}
              ${this.#light(
                item?.lights.messages,
                false,
                { zh: '收到第一条消息', en: 'The first message has come' },
                item?.lights.messages ? this.#message() : t({ zh: '请在平台上发一条消息试试。', en: 'Say something on the platform.' }),
              )}`}
      </ol>
      <p class="quiet small">${t({ zh: '可以放心关闭，接入会在后台继续；“连接”页上随时看得到这几盏灯。', en: 'You may close this: it goes on, and the page Connectors shows these lights at any time.' })}</p>
    `;
  }

  #light(lit, bad, name, says) {
    const icon = bad ? 'exclamation-circle-fill' : lit ? 'check-circle-fill' : 'hourglass-split';
    return html`<li ?data-lit=${lit && !bad} ?data-bad=${bad}>
      <sl-icon name=${icon} label=${lit && !bad ? t({ zh: '完成', en: 'Done' }) : bad ? t({ zh: '有问题', en: 'Trouble' }) : t({ zh: '等待', en: 'Waiting' })}></sl-icon>
      <b>${t(name)}</b>
      <div class=${bad ? '' : 'quiet small'}>${says}</div>
    </li>`;
  }

  #message() {
    const message = this._first;
    return message
      ? html`${message.sender.name ?? message.names?.[message.person] ?? ''} · ${formatTime(message.sentAt, 'full')}
          <blockquote>${message.text ?? (message.event ? t(message.event.title) : message.attachments[0]?.name ?? message.type)}</blockquote>`
      : t({ zh: '消息已入库。', en: 'It is in the log.' });
  }

  #address() {
    return html`<div class="address">
      <span>${t({ zh: '把这个地址填到平台后台的回调地址一栏', en: 'Enter this as the callback address in the platform’s console' })}</span>
      <div class="copy"><code>${this.of.callback}</code><sl-copy-button value=${this.of.callback} copy-label=${t(COPY)} success-label=${t(COPIED)}
              ><sl-icon slot="copy-icon" name="copy" label=${t(COPY)}></sl-icon
            ></sl-copy-button></div>
      ${isOutOfReach(this.of.callback)
        ? html`<span class="small">${t({
            zh: '这是您现在访问汇通所用的地址，平台从公网到不了它。请换成企业对外的 HTTPS 域名，路径不变。',
            en: 'This is the address by which you see the hub; no platform reaches it from outside. Put your public HTTPS name in its place and keep the path.',
          })}</span>`
        : nothing}
    </div>`;
  }
}

customElements.define('huitong-connect-lights', ConnectLights);
