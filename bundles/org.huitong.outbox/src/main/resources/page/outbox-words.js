// SPDX-License-Identifier: Apache-2.0
// Every word that people read on this page, in both languages.
import { locale, plural, t } from 'huitong';

const STATES = {
  waiting: { zh: '排队', en: 'Waiting' },
  sending: { zh: '正在发送', en: 'Sending' },
  accepted: { zh: '平台已接受', en: 'Accepted' },
  delivered: { zh: '已送达', en: 'Delivered' },
  read: { zh: '已读', en: 'Read' },
  rejected: { zh: '未发出', en: 'Rejected' },
  unknown: { zh: '结果不明', en: 'Unknown' },
};

export const stateName = (word) => (STATES[word] ? t(STATES[word]) : word);
export const stateNames = () => Object.keys(STATES).map((word) => [word, stateName(word)]);

const time = (seconds) => {
  const zh = locale() === 'zh-CN';
  if (seconds % 3600 === 0) return zh ? `${seconds / 3600} 小时` : plural(seconds / 3600, 'hour');
  if (seconds >= 60 && seconds % 60 === 0) return zh ? `${seconds / 60} 分钟` : plural(seconds / 60, 'minute');
  return zh ? `${seconds} 秒` : plural(seconds, 'second');
};

/** What is to become of what waits after a restore: its name, and what it means. */
export const FATES = {
  decide: {
    name: { zh: '逐封决定', en: 'Decide of each' },
    ask: { zh: '排队的信都改为“结果不明”，由人逐封决定；新的信照常发送。', en: 'All that waits becomes unknown, and somebody decides of each. New letters leave.' },
  },
  drop: {
    name: { zh: '都不再发', en: 'Let all be' },
    ask: { zh: '排队的信都不再发送；新的信照常发送。', en: 'Nothing of what waits is sent. New letters leave.' },
  },
  send: {
    name: { zh: '照常发出', en: 'Send all' },
    ask: { zh: '排队的信照常发出，其中有些对方可能已经收到过。', en: 'All that waits is sent; some of it may have arrived before.' },
  },
};

export const AGAIN_QUESTION = {
  zh: '再发时会标明“可能重复”。确定再发一次吗？',
  en: 'It will be marked as possibly repeated. Send it again?',
};
export const YES_RECALL = { zh: '撤回', en: 'Take back' };
export const RECALL_QUESTION = {
  zh: '请平台把这条消息从对方那里撤回？对方可能已经看过。',
  en: 'Have the platform take this message back? It may have been read already.',
};
export const YES_AGAIN = { zh: '再发一次', en: 'Send again' };

const WORDS = {
  accounts: { zh: '能发送的账号', en: 'Accounts that can send' },
  again: YES_AGAIN,
  all: { zh: '全部', en: 'All' },
  arrived: { zh: '对方已收到', en: 'It arrived' },
  recall: YES_RECALL,
  recalled: { zh: '平台已撤回。', en: 'The platform has taken it back.' },
  recalledAt: (at) => ({ zh: `${at} 已从平台撤回`, en: `taken back on the platform at ${at}` }),
  by: { zh: '发件人', en: 'By' },
  decided: { zh: '已处理。', en: 'Done.' },
  detoured: { zh: '只看改道的', en: 'Only by another way' },
  drop: { zh: '不再发送', en: 'Let it be' },
  dueAt: (at) => ({ zh: `预计 ${at} 发出`, en: `expected to go at ${at}` }),
  empty: { zh: '这里还没有信件。在收件箱里打开一个会话就可以回复。', en: 'Nothing here yet. Open a conversation in the inbox to reply.' },
  insteadOf: (from, price) => ({
    zh: `原应走 ${from}${price ? `，费用 ${price / 100} 元` : ''}`,
    en: `instead of ${from}${price ? `, for ${price / 100}` : ''}`,
  }),
  letters: { zh: '信件', en: 'Letters' },
  more: { zh: '更多', en: 'More' },
  noAccounts: { zh: '还没有能发送的连接器。', en: 'No connector that can send is there yet.' },
  pausedUntil: (at) => ({ zh: `暂停到 ${at}`, en: `paused until ${at}` }),
  posted: { zh: '交寄', en: 'Posted' },
  quota: (left, most, within) => ({
    zh: `每 ${time(within)} ${most} 条，还可发 ${left} 条`,
    en: `${left} of ${most} per ${time(within)} left`,
  }),
  ready: { zh: '可以发送', en: 'Ready' },
  repeated: { zh: '已标明可能重复', en: 'Marked as possibly repeated' },
  show: { zh: '查看', en: 'Show' },
  standstill: {
    zh: '数据是从备份恢复的：现在什么都不发送。备份之后可能已经发过的，不会再发；请先决定排队的信怎么办。',
    en: 'The data was restored from a backup, and nothing is sent. What waits may have gone since the backup was made: say first what is to become of it.',
  },
  state: { zh: '状态', en: 'State' },
  to: { zh: '收件人', en: 'To' },
  tries: (n) => ({ zh: `尝试 ${n} 次`, en: `${n} tries` }),
  unknownSome: (n) => ({
    zh: `有 ${n} 封信不知道平台是否收到，需要有人决定。`,
    en: `Of ${plural(n, 'letter')} nobody knows whether it was sent: somebody has to decide.`,
  }),
  urgent: { zh: '紧急', en: 'Urgent' },
  wordsGone: (at) => ({ zh: `内容和收件人已于 ${at} 清除`, en: `words and recipient let go at ${at}` }),
  why: { zh: '原因与去向', en: 'Why, and what next' },
};

export const w = (name, ...values) => t(typeof WORDS[name] === 'function' ? WORDS[name](...values) : WORDS[name]);
