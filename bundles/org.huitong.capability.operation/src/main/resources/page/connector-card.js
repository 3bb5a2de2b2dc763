// SPDX-License-Identifier: Apache-2.0
import { LitElement, css, html, nothing } from 'lit';
import { formatNumber, formatTime, plural, session, sheet, t } from 'huitong';
import './delay-bar.js';
import { LIGHTS, LINE_LIGHT, markSheet, platformMark, platformWord, stateOf, stateWord } from './connector-words.js';

const DAY = 86_400_000;
const TONES = { receiving: 'good', called: 'fair', connected: 'good', ready: 'idle', refusing: 'bad', misconfigured: 'bad', paused: 'idle', away: 'bad' };

/** One account: its lights, its delays, what it lets the hub see. */
class ConnectorCard extends LitElement {
  static properties = { item: { attribute: false } };

  static styles = [
    sheet,
    markSheet,
    css`
      .card {
        display: grid;
        gap: 0.875rem;
        padding: 1rem;
      }
      .top {
        display: flex;
        align-items: center;
        gap: 0.625rem;
        min-width: 0;
      }
      .name {
        min-width: 0;
        line-height: 1.35;
      }
      .name h2 {
        overflow: hidden;
        text-overflow: ellipsis;
        white-space: nowrap;
      }
      .state {
        margin-inline-start: auto;
        display: inline-flex;
        align-items: center;
        gap: 0.4rem;
        font-size: 0.8125rem;
        text-align: end;
      }
      .dot {
        flex: none;
        width: 8px;
        height: 8px;
        border-radius: 50%;
        background: var(--tone, var(--huitong-idle));
      }
      [data-tone='good'] {
        --tone: var(--huitong-good);
      }
      [data-tone='fair'] {
        --tone: var(--huitong-fair);
      }
      [data-tone='bad'] {
        --tone: var(--huitong-bad);
      }
      ol,
      ul {
        list-style: none;
        margin: 0;
        padding: 0;
        display: grid;
        grid-template-columns: repeat(4, 1fr);
        gap: 4px;
      }
      li {
        display: grid;
        gap: 0.25rem;
        font-size: 0.75rem;
        color: var(--huitong-quiet);
      }
      li i {
        height: 5px;
        border-radius: 3px;
        background: var(--tone, var(--huitong-line));
      }
      .facts {
        display: grid;
        grid-template-columns: max-content 1fr;
        gap: 0.125rem 0.75rem;
        margin: 0;
        font-size: 0.8125rem;
      }
      dt {
        color: var(--huitong-quiet);
      }
      dd {
        margin: 0;
        min-width: 0;
        overflow-wrap: anywhere;
      }
      .refusal {
        border-inline-start: 3px solid var(--huitong-bad);
        padding: 0.375rem 0.625rem;
        font-size: 0.8125rem;
        background: var(--sl-color-danger-50);
        border-radius: 0 6px 6px 0;
      }
      .refusal[data-old] {
        border-color: var(--huitong-line);
        background: none;
        color: var(--huitong-quiet);
      }
      .delays {
        display: grid;
        gap: 0.5rem;
      }
      h3 {
        display: flex;
        justify-content: space-between;
        gap: 0.5rem;
      }
      h3 span {
        font-weight: 400;
        font-size: 0.75rem;
      }
      [data-tone='old'] {
        --tone: var(--sl-color-success-200);
      }
      sl-details::part(base) {
        border: 0;
        background: none;
      }
      sl-details::part(header) {
        padding: 0;
        font-size: 0.8125rem;
        color: var(--sl-color-neutral-800);
      }
      sl-details::part(content) {
        padding: 0.5rem 0 0;
      }
      .sights {
        display: grid;
        gap: 0.375rem;
        grid-template-columns: none;
      }
      .sights li {
        grid-template-columns: 1rem 1fr;
        gap: 0.125rem 0.5rem;
        font-size: 0.8125rem;
        color: var(--sl-color-neutral-900);
      }
      .sights sl-icon {
        margin-top: 0.2rem;
        color: var(--huitong-good);
      }
      .sights [data-hidden] sl-icon {
        color: var(--huitong-quiet);
      }
      .sights span {
        color: var(--huitong-quiet);
        display: block;
      }
    `,
  ];

  render() {
    const item = this.item;
    const state = stateOf(item);
    return html`<article class="panel card" aria-label="${platformWord(item)} ${item.account}">
      <div class="top">
        ${platformMark(item.platform, platformWord(item))}
        <div class="name">
          <h2>${item.account}</h2>
          <span class="quiet small">
            ${platformWord(item)}${item.live === false ? html` · ${t({ zh: '试用', en: 'test' })}` : nothing}
          </span>
        </div>
        <span class="state" data-tone=${TONES[state]}><i class="dot"></i>${stateWord(state)}</span>
        ${this.#menu(item)}
      </div>
      ${item.problem
        ? html`<div class="refusal">
            <b>${t({ zh: '要改的设置', en: 'To be mended' })}</b> · ${t(item.problem)}
          </div>`
        : nothing}
      ${item.strain
        ? html`<div class="refusal">
            <b>${t({ zh: '请留意', en: 'Look at this' })}</b> · ${t(item.strain)}
          </div>`
        : nothing}
      ${this.#lights(state)}
      <dl class="facts">
        ${this.#fact({ zh: '最近消息', en: 'Last message' }, this.#when(item.lastMessage))}
        ${item.line
          ? this.#fact({ zh: '连接最近有响应', en: 'Last sign of life' }, this.#when(item.line.heard ?? item.lastCall))
          : this.#fact({ zh: '最近调用', en: 'Last call' }, this.#when(item.lastCall))}
        ${this.#fact(
          { zh: '启动以来', en: 'Since start' },
          t({
            zh: `${formatNumber(item.messages)} 条消息 · ${formatNumber(item.refused)} 次被拒`,
            en: `${plural(item.messages, 'message')} · ${formatNumber(item.refused)} refused`,
          }),
        )}
        ${item.deadLetters
          ? this.#fact(
              { zh: '死信', en: 'Dead letters' },
              html`<a href="#/connectors?tab=letters">${formatNumber(item.deadLetters)}</a>`,
            )
          : nothing}
        ${item.tenant ? this.#fact({ zh: '企业', en: 'Company' }, item.tenant) : nothing}
        ${item.owner ? this.#fact({ zh: '负责人', en: 'Owner' }, item.owner) : nothing}
        ${item.note ? this.#fact({ zh: '备注', en: 'Note' }, item.note) : nothing}
      </dl>
      ${this.#refusal(state)}
      <div class="delays">
        <h3>
          ${t({ zh: '延迟', en: 'Delay' })}
          <span class="quiet">${t({ zh: '一小时内 50% · 95% · 99%', en: 'of the last hour, 50% · 95% · 99%' })}</span>
        </h3>
        <huitong-delay-bar
          label=${t({ zh: '平台 → 网关', en: 'Platform → gateway' })}
          .delay=${item.delays.platform}
        ></huitong-delay-bar>
        <huitong-delay-bar
          label=${t({ zh: '网关 → 可读', en: 'Gateway → readable' })}
          .delay=${item.delays.hub}
          .deadline=${item.deadlineMillis}
        ></huitong-delay-bar>
      </div>
      ${this.#sights()}
    </article>`;
  }

  #menu(item) {
    if (!session()?.permissions.includes('connectors.manage')) return nothing;
    const paused = item.state === 'paused';
    const ask = (what) => this.dispatchEvent(new CustomEvent(what, { detail: item, bubbles: true, composed: true }));
    return html`<sl-dropdown hoist placement="bottom-end" @sl-select=${(event) => ask(event.detail.item.value)}>
      <sl-icon-button slot="trigger" name="three-dots-vertical" label=${t({ zh: '操作', en: 'Actions' })}></sl-icon-button>
      <sl-menu>
        <sl-menu-item value="change-account"><sl-icon slot="prefix" name="pencil"></sl-icon>${t({ zh: '修改设置', en: 'Change the settings' })}</sl-menu-item>
        <sl-menu-item value=${paused ? 'resume-account' : 'pause-account'}>
          <sl-icon slot="prefix" name=${paused ? 'play' : 'pause'}></sl-icon>${paused ? t({ zh: '恢复', en: 'Resume' }) : t({ zh: '暂停', en: 'Pause' })}
        </sl-menu-item>
        <sl-menu-item value="remove-account"><sl-icon slot="prefix" name="trash"></sl-icon>${t({ zh: '移除', en: 'Remove' })}</sl-menu-item>
      </sl-menu>
    </sl-dropdown>`;
  }

  #lights(state) {
    const { lights } = this.item;
    return html`<ol aria-label=${t({ zh: '四盏灯', en: 'Four lights' })}>
      ${LIGHTS.map((light) => (this.item.line && light[0] === 'calls' ? LINE_LIGHT : light)).map(([key, name, means]) => {
        const refusing = key === 'calls' && state === 'refusing';
        const lit = key === 'calls' && this.item.line ? this.item.line.stands : lights[key];
        const old = lit && this.#isOld(key);
        const tone = refusing ? 'bad' : old ? 'old' : lit ? 'good' : key === 'connector' && state !== 'paused' ? 'bad' : '';
        const said = t(
          refusing
            ? { zh: '被拒', en: 'refused' }
            : old
              ? { zh: '曾经，一天内没有', en: 'once, not within a day' }
              : lit
                ? { zh: '是', en: 'yes' }
                : { zh: '否', en: 'no' },
        );
        return html`<li data-tone=${tone} title="${t(means)}: ${said}">
          <i></i><span>${t(name)}<sl-visually-hidden>: ${said}</sl-visually-hidden></span>
        </li>`;
      })}
    </ol>`;
  }

  /** What came in before its connector went, or more than a day ago, says little about now. */
  #isOld(key) {
    if (key === 'calls' && this.item.line) return false;
    const last = { calls: this.item.lastCall, messages: this.item.lastMessage }[key];
    return last !== undefined && (!this.item.lights.connector || Date.now() - new Date(last) > DAY);
  }

  #fact(name, value) {
    return html`<dt>${t(name)}</dt>
      <dd>${value}</dd>`;
  }

  #when(moment) {
    return moment ? html`<span title=${formatTime(moment, 'full')}>${formatTime(moment, 'ago')}</span>` : '–';
  }

  #refusal(state) {
    const refusal = this.item.lastRefusal;
    return refusal
      ? html`<div class="refusal" ?data-old=${state !== 'refusing'}>
          <b>${t({ zh: '最近一次拒绝', en: 'Last refusal' })}</b> · ${this.#when(refusal.at)} · ${refusal.word}<br />${t(refusal.detail)}
        </div>`
      : nothing;
  }

  #sights() {
    const sights = this.item.sights;
    if (sights.length === 0) {
      return nothing;
    }
    const seen = sights.filter((sight) => sight.visible).length;
    return html`<sl-details
      summary=${t({
        zh: `这个平台让汇通看到什么（${seen} / ${sights.length}）`,
        en: `What this platform lets the hub see (${seen} of ${sights.length})`,
      })}
    >
      <ul class="sights">
        ${sights.map(
          (sight) => html`<li ?data-hidden=${!sight.visible}>
            <sl-icon
              name=${sight.visible ? 'eye' : 'eye-slash'}
              label=${sight.visible ? t({ zh: '看得到', en: 'Visible' }) : t({ zh: '看不到', en: 'Not visible' })}
            ></sl-icon>
            <div>${t(sight.what)}<span>${t(sight.why)}</span></div>
          </li>`,
        )}
      </ul>
    </sl-details>`;
  }
}

customElements.define('huitong-connector-card', ConnectorCard);
