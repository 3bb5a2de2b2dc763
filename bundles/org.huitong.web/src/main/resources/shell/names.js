// SPDX-License-Identifier: Apache-2.0
// What people call what they read of. What has no name goes by its own word.
import { api } from './api.js';
import { t } from './words.js';

/** The platforms that have a connector, each with what it calls itself; one that has gone keeps its name meanwhile. */
const known = new Map();

/** Asks the hub again which there are. */
export async function readPlatforms() {
  const { items } = await api.get('platforms');
  items.forEach(({ word, name }) => known.set(word, name));
}

/** Their words: what a filter or a rule can be about. */
export const platforms = () => [...known.keys()];

/** Stages and readers, and the log itself. */
const PARTS = {
  rules: { zh: '规则', en: 'Rules' },
  'rule-figures': { zh: '规则统计', en: 'Rule figures' },
  rooms: { zh: '归属', en: 'Rooms' },
  demo: { zh: '演示', en: 'Demo' },
  statistics: { zh: '统计', en: 'Statistics' },
  people: { zh: '通讯录', en: 'People' },
  binding: { zh: '账号绑定', en: 'Binding of accounts' },
  tasks: { zh: '任务', en: 'Tasks' },
  attention: { zh: '重要提醒', en: 'Attention' },
  search: { zh: '搜索', en: 'Search' },
  outbox: { zh: '发件箱', en: 'Outbox' },
  coverage: { zh: '覆盖范围', en: 'Coverage' },
  approvals: { zh: '审批', en: 'Approvals' },
  exports: { zh: '导出', en: 'Exports' },
  fallback: { zh: '应急', en: 'Fallback' },
  files: { zh: '文件传送', en: 'File transfer' },
  keeping: { zh: '保管', en: 'Keeping' },
  monitor: { zh: '运行监控', en: 'Monitor' },
  notice: { zh: '告知', en: 'Notice' },
  secrecy: { zh: '保密', en: 'Secrecy' },
  media: { zh: '文件', en: 'Files' },
  journal: { zh: '日志', en: 'Log' },
};

/** How important a message is. */
const PRIORITIES = {
  high: { zh: '高', en: 'High' },
  medium: { zh: '中', en: 'Medium' },
  low: { zh: '低', en: 'Low' },
};

/** How secret a message is. */
const SECRECIES = {
  public: { zh: '公开', en: 'Public' },
  internal: { zh: '内部', en: 'Internal' },
  secret: { zh: '普通商密', en: 'Trade secret' },
  confidential: { zh: '核心商密', en: 'Core trade secret' },
};

const named = (names) => (word) => (Object.hasOwn(names, word ?? '') ? t(names[word]) : (word ?? ''));

/** `feishu` as people know it. */
export const platformName = (word) => (known.has(word) ? t(known.get(word)) : (word ?? ''));

/** A stage or a reader, as a message's trace and the board of readers name it: `rules`, `statistics`. */
export const partName = named(PARTS);

/** `high` as people say it. */
export const priorityName = named(PRIORITIES);

/** `confidential` as people say it. */
export const secrecyName = named(SECRECIES);

/** Who did something, for people: what the hub does by itself stands in no account's name. */
export const doerName = (account) => (account === '-hub' ? t({ zh: '汇通', en: 'the hub' }) : account);
