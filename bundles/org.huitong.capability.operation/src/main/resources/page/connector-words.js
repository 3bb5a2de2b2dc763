// SPDX-License-Identifier: Apache-2.0
import { css, html } from 'lit';
import { platformName, platformSheet, t } from 'huitong';

export const word = {
  noAccount: {
    zh: '还没有连接任何平台。连接之后，消息会进入收件箱。',
    en: 'No platform is connected yet. Once one is, its messages come into the inbox.',
  },
};

const STATES = {
  receiving: { zh: '正在接收', en: 'Receiving' },
  called: { zh: '有调用，还没有消息', en: 'Called, no message yet' },
  connected: { zh: '已连接，还没有消息', en: 'Connected, no message yet' },
  ready: { zh: '已就绪，等待平台', en: 'Ready, waiting for the platform' },
  refusing: { zh: '最近的调用被拒绝', en: 'Refusing calls' },
  misconfigured: { zh: '设置有误，收不到消息', en: 'Wrongly set up, nothing can come in' },
  paused: { zh: '已暂停', en: 'Paused' },
  away: { zh: '连接器不在', en: 'Connector away' },
};

/** The state as people see it: a call refused after the last good one is news. */
export function stateOf(item) {
  if (!['misconfigured', 'paused'].includes(item.state) && item.lights.connector && item.lastRefusal && (!item.lastCall || item.lastRefusal.at > item.lastCall)) {
    return 'refusing';
  }
  return item.line && item.state === 'called' ? 'connected' : item.state;
}

export const stateWord = (state) => t(STATES[state] ?? { zh: state, en: state });

/** Four lights, in the order a message comes along. */
export const LIGHTS = [
  ['known', { zh: '已登记', en: 'Known' }, { zh: '汇通知道这个账号', en: 'The hub knows this account' }],
  ['connector', { zh: '连接器', en: 'Connector' }, { zh: '连接器在运行', en: 'Its connector runs' }],
  ['calls', { zh: '调用', en: 'Calls' }, { zh: '平台的调用进得来', en: 'The platform’s calls come in' }],
  ['messages', { zh: '消息', en: 'Messages' }, { zh: '消息进得来', en: 'Messages come in' }],
];

/** Of an account that holds a connection itself nobody calls. */
export const LINE_LIGHT = ['calls', { zh: '已连接', en: 'Connected' }, { zh: '汇通与平台的连接已建立', en: 'The hub’s connection to the platform stands' }];

export const platformWord = (item) => (item.name ? t(item.name) : platformName(item.platform));

/** The mark of a platform: the first sign of its name, in its colour. */
export const platformMark = (platform, name) =>
  html`<span class="tile" data-platform=${platform} aria-hidden="true">${[...name][0]}</span>`;

const tile = css`
  .tile {
    flex: none;
    width: 36px;
    height: 36px;
    border-radius: 9px;
    display: grid;
    place-items: center;
    font-weight: 650;
    font-size: 0.9375rem;
    background: var(--sl-color-neutral-100);
    color: var(--sl-color-neutral-800);
  }
`;

export const markSheet = [tile, platformSheet];

/** 180 ms, 1.9 s, 3 min. */
export function millis(value) {
  if (value < 1_000) {
    return `${Math.round(value)} ms`;
  }
  if (value < 60_000) {
    return `${(value / 1_000).toFixed(value < 10_000 ? 1 : 0)} s`;
  }
  return value < 3_600_000 ? `${Math.round(value / 60_000)} min` : `${(value / 3_600_000).toFixed(1)} h`;
}
