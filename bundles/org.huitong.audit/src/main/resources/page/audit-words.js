// SPDX-License-Identifier: Apache-2.0
// The sentences of the page, in both languages.
import { t } from 'huitong';

const WORDS = {
  title: { zh: '操作记录', en: 'What was done' },
  by: { zh: '操作人（账号）', en: 'By (account)' },
  verb: { zh: '操作', en: 'Verb' },
  thing: { zh: '对象', en: 'Thing' },
  from: { zh: '从', en: 'From' },
  to: { zh: '到', en: 'To' },
  at: { zh: '时间', en: 'Time' },
  deed: { zh: '内容', en: 'Deed' },
  outcome: { zh: '结果', en: 'Outcome' },
  before: { zh: '修改前', en: 'Before' },
  after: { zh: '修改后', en: 'After' },
  sought: { zh: '查找', en: 'Searched for' },
  filter: { zh: '筛选', en: 'Filter' },
  more: { zh: '更早的记录', en: 'Earlier ones' },
  nothing: { zh: '没有符合条件的记录。', en: 'Nothing fits.' },
  csv: { zh: '导出表格', en: 'Export a table' },
  collector: { zh: '外送到 SIEM', en: 'Carried to' },
  allTaken: { zh: '已全部送达。', en: 'all of it has come.' },
  readers: { zh: '谁看过我的消息', en: 'Who read my messages' },
  readersWhat: {
    zh: '您说过的消息每次被别人查看，以及有人以您的视角查看汇通，都列在这里。同一人十分钟内再看同一条只记一次。',
    en: 'Each time that somebody else sees a message of yours, or looks at Huitong through your eyes. The same message and reader within ten minutes is noted once.',
  },
  nobodyRead: { zh: '还没有别人看过您的消息。', en: 'Nobody else has read a message of yours yet.' },
  who: { zh: '谁', en: 'Who' },
  message: { zh: '打开消息', en: 'Open the message' },
  jsonl: { zh: '导出可核对的文件', en: 'Export to verify' },
};

export const w = (word) => t(WORDS[word]);

export const waits = (n) => t({ zh: `${n} 条待送，最早的记于`, en: `${n} to be carried yet, the oldest noted` });

export const OUTCOMES = {
  done: { zh: '已完成', en: 'Done' },
  refused: { zh: '已拦截', en: 'Refused' },
  failed: { zh: '未成功', en: 'Failed' },
};

/** Those of the platform; of what a capability notes it brings the words itself. */
const VERBS = {
  'messages.list': { zh: '查看消息', en: 'look at messages' },
  'messages.rooms': { zh: '查看会话', en: 'look at rooms' },
  'messages.say': { zh: '标注消息', en: 'mark a message' },
  'messages.find': { zh: '查看消息', en: 'look at a message' },
  'messages.versions': { zh: '查看消息的各个版本', en: 'look at the versions of a message' },
  'messages.trace': { zh: '查看消息的轨迹', en: 'look at the trace of a message' },
  'messages.export': { zh: '导出消息', en: 'export messages' },
  'messages.letter': { zh: '查看无法处理的投递', en: 'look into a dead letter' },
  'session.open': { zh: '登录', en: 'log in' },
  'session.close': { zh: '退出', en: 'log out' },
  'session.password': { zh: '修改密码', en: 'change the password' },
  'tokens.make': { zh: '创建令牌', en: 'make a token' },
  'tokens.remove': { zh: '删除令牌', en: 'remove a token' },
  'accounts.create': { zh: '创建账号', en: 'make an account' },
  'accounts.change': { zh: '修改账号', en: 'change an account' },
  'accounts.remove': { zh: '删除账号', en: 'remove an account' },
  'accounts.view-as': { zh: '开始以他人的视角查看', en: 'look through the eyes of another' },
  'accounts.view-as-end': { zh: '结束以他人的视角查看', en: 'look through their own eyes again' },
  'audit.read': { zh: '查看审计记录', en: 'look into the audit' },
  'audit.export': { zh: '导出审计记录', en: 'export the audit' },
};

export const verbName = ({ verb, deed }) => (VERBS[verb] ? t(VERBS[verb]) : deed ? t(deed) : verb);

export const thingName = ({ thingName: name, thing }) => name || thing.split(':').slice(1).join(':') || '';

const lower = (words) => words.charAt(0).toLowerCase() + words.slice(1);

/** An attempt as a sentence. */
export const sentenceOf = (item, at) =>
  t({
    zh: `${item.name} 于 ${at} 尝试${verbName(item)}${thingName(item) ? `（${thingName(item)}）` : ''}，已拦截`,
    en: `${item.name} tried to ${lower(verbName(item))}${thingName(item) ? ` (${thingName(item)})` : ''} at ${at}, and was refused`,
  });
