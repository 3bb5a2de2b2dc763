// SPDX-License-Identifier: Apache-2.0
// Every word that people read on this page, in both languages.
import { plural, t } from 'huitong';

const LIGHTS = {
  sends: { zh: '正常', en: 'Sends' },
  strained: { zh: '受限', en: 'Strained' },
  down: { zh: '不能发送', en: 'Cannot send' },
  unset: { zh: '未配置发送', en: 'Not set up to send' },
  off: { zh: '已停用', en: 'Switched off' },
};
const VARIANTS = { sends: 'success', strained: 'warning', down: 'danger', unset: 'neutral', off: 'neutral' };

export const lightName = (light) => (LIGHTS[light] ? t(LIGHTS[light]) : light);
export const lightVariant = (light) => VARIANTS[light] ?? 'neutral';

export const QUESTIONS = {
  off: {
    zh: '停用后，这个账号不再发送任何消息：紧急的按应急链改走其他渠道，其余的排队。确定停用吗？',
    en: 'Nothing more is sent by this account: what is urgent goes by another way, the rest waits. Switch it off?',
  },
  remove: { zh: '删除这条应急链？', en: 'Delete this chain?' },
};

const WORDS = {
  accounts: { zh: '账号', en: 'Accounts' },
  add: { zh: '新增应急链', en: 'Add a chain' },
  after: { zh: '不能发送多少分钟后改道', en: 'Minutes for which the platform could not send' },
  allCompanies: { zh: '全部公司', en: 'All companies' },
  allLetters: { zh: '所有消息', en: 'All letters' },
  budget: { zh: '每日预算（元）', en: 'Budget a day' },
  byWay: (way, n) => ({ zh: `${way} ${n} 人`, en: `${way}: ${n}` }),
  chains: { zh: '应急链', en: 'Chains' },
  chainsWhy: {
    zh: '平台不能发送时，消息按顺序改走第一个能送达的渠道；恢复后不重发。',
    en: 'While a platform cannot send, letters go by the first way that reaches somebody; nothing goes twice once it is back.',
  },
  company: { zh: '公司 id，留空为全部', en: 'Id of a company; empty for all' },
  documents: { zh: '《应急预案》', en: 'Emergency plan' },
  drill: { zh: '演练', en: 'Hold a drill' },
  drills: { zh: '演练', en: 'Drills' },
  drillsWhy: {
    zh: '假设选中的平台不能发送，算出每个人会从哪里收到、谁收不到。不会真的发送。',
    en: 'Suppose that platforms cannot send, and see who would be reached by what, and who by nothing. Nothing is sent.',
  },
  edit: { zh: '修改', en: 'Edit' },
  letters: { zh: '改道的信', en: 'What went by another way' },
  name: { zh: '名称', en: 'Name' },
  none: { zh: '还没有演练过。', en: 'No drill has been held yet.' },
  nothing: { zh: '无法送达', en: 'nothing' },
  on: { zh: '启用', en: 'In force' },
  person: { zh: '人员', en: 'Person' },
  remove: { zh: '删除', en: 'Delete' },
  report: { zh: '报告', en: 'Report' },
  result: (persons, unreached) => ({
    zh: `${persons} 人，其中 ${unreached} 人无法送达`,
    en: `${plural(persons, 'person', 'persons')}, ${unreached} not reached`,
  }),
  summary: (after, budget) => ({ zh: `${after} 分钟后，每日预算 ${budget} 元`, en: `after ${after} min, budget ${budget} a day` }),
  supposed: { zh: '假设不能发送', en: 'Supposed to be down' },
  switchOff: { zh: '停用发送', en: 'Switch off' },
  switchOn: { zh: '恢复发送', en: 'Switch on' },
  then: { zh: '演练中', en: 'In the drill' },
  unconfirmed: (n) => ({ zh: `${n} 封已接受而没有送达回执`, en: `${n} accepted and never confirmed` }),
  urgent: { zh: '只用于紧急消息', en: 'For urgent letters alone' },
  urgentLetters: { zh: '紧急消息', en: 'Urgent letters' },
  usual: { zh: '平时', en: 'Usually' },
  waiting: (n) => ({ zh: `${n} 封在等`, en: `${plural(n, 'letter')} waiting` }),
  ways: { zh: '渠道', en: 'Ways' },
  waysHelp: {
    zh: '每行一个：平台和每封费用（元），按先后次序，如 sms 0.05',
    en: 'One a line, in order: platform and price of a letter, as sms 0.05',
  },
};

export const w = (name, ...values) => t(typeof WORDS[name] === 'function' ? WORDS[name](...values) : WORDS[name]);
