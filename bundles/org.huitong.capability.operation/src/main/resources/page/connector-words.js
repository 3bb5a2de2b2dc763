// SPDX-License-Identifier: Apache-2.0
import { platformName, t } from 'huitong';

export const word = {
  noAccount: {
    zh: '还没有连接任何平台。在系统控制台的“配置”里新建一个连接，或放一个文件到 conf/。',
    en: 'No platform is connected yet. Make a connector’s configuration in the system console, or put a file into conf/.',
  },
};

const STATES = {
  receiving: { zh: '正在接收', en: 'Receiving' },
  called: { zh: '有调用，还没有消息', en: 'Called, no message yet' },
  ready: { zh: '已就绪，等待平台', en: 'Ready, waiting for the platform' },
  refusing: { zh: '最近的调用被拒绝', en: 'Refusing calls' },
  misconfigured: { zh: '设置有误，收不到消息', en: 'Wrongly set up, nothing can come in' },
  away: { zh: '连接器不在', en: 'Connector away' },
};

/** The state as people see it: a call refused after the last good one is news. */
export function stateOf(item) {
  if (item.state !== 'misconfigured' && item.lights.connector && item.lastRefusal && (!item.lastCall || item.lastRefusal.at > item.lastCall)) {
    return 'refusing';
  }
  return item.state;
}

export const stateWord = (state) => t(STATES[state] ?? { zh: state, en: state });

/** Four lights, in the order a message comes along. */
export const LIGHTS = [
  ['known', { zh: '已登记', en: 'Known' }, { zh: '汇通知道这个账号', en: 'The hub knows this account' }],
  ['connector', { zh: '连接器', en: 'Connector' }, { zh: '连接器在运行', en: 'Its connector runs' }],
  ['calls', { zh: '调用', en: 'Calls' }, { zh: '平台的调用进得来', en: 'The platform’s calls come in' }],
  ['messages', { zh: '消息', en: 'Messages' }, { zh: '消息进得来', en: 'Messages come in' }],
];

export const platformWord = (item) => (item.name ? t(item.name) : platformName(item.platform));

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
