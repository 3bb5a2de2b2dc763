// SPDX-License-Identifier: Apache-2.0
// Every word that people read on this page, in both languages.
import { plural, t } from 'huitong';

const say = (zh, en) => () => t({ zh, en });

const WORDS = {
  acknowledge: say('收到，确认', 'I know of it'),
  acknowledgedBy: say('确认', 'acknowledged by'),
  add: say('新建规则', 'New rule'),
  addPace: say('为公司或部门设置', 'Set it for a company or department'),
  asUsual: say('按通常间隔', 'As usual'),
  all: say('全部人员', 'Everybody'),
  digest: say('接收汇总', 'Send me the digests'),
  edit: say('编辑规则', 'Edit rule'),
  editPace: say('编辑间隔', 'Edit how often'),
  every: say('多久一次', 'How often'),
  from: say('最早', 'Not before'),
  history: say('发送记录', 'What was sent'),
  mine: say('我的', 'Mine'),
  myPace: say('我的汇总间隔', 'My digests'),
  name: say('名称', 'Name'),
  noWords: say('未附内容', 'without words'),
  none: say('没有重要提醒', 'Nothing important'),
  noneWhy: say('优先级为“高”的消息会立即通知部门负责人，直到有人确认。', 'Heads are told at once of messages of high priority, until somebody acknowledges.'),
  notReadable: say('您无权查看这条消息的内容。', 'You may not read this message.'),
  notices: say('重要消息', 'Important messages'),
  on: say('启用', 'In use'),
  onlyOpen: say('只看未确认', 'Not acknowledged only'),
  open: say('打开消息', 'Open the message'),
  paceOf: say('汇总间隔：', 'Digests of'),
  paces: say('汇总间隔', 'How often digests come'),
  pause: say('间隔（如 PT10M 为 10 分钟）', 'Pause, as PT10M'),
  quietHelp: say('只在工作日的这两个时间之间发送，各段从“最早”起算；其余时间到的并入下一份。', 'Only between these on days of work, counted from the first; what comes at other times is in the next one.'),
  recipients: say('通知谁', 'Who is told'),
  recipientsHelp: say('每行一个：head 为部门负责人，role:角色 id 为在该部门有此角色的人，post:岗位 为该岗位的人，person:人员 id。', 'One a line: head, role:<id of a role>, post:<post> or person:<id>.'),
  remove: say('删除', 'Delete'),
  rules: say('规则', 'Rules'),
  tags: say('标签（留空为任意）', 'Tags; empty: any'),
  tellings: say('发送记录', 'What was sent'),
  times: say('每人提醒次数', 'Times each is told'),
  to: say('最晚', 'Not behind'),
  told: say('通知', 'Told'),
  usual: say('其他所有人', 'Everybody else'),
  whose: say('公司或部门', 'Company or department'),
  why: say('依据规则', 'By the rule'),
};
export const w = (name) => WORDS[name]();

const STATES = { open: say('待确认', 'open'), acknowledged: say('已确认', 'acknowledged'), unanswered: say('无人确认', 'nobody answered'), recalled: say('消息已撤回', 'taken back') };
export const stateName = (state) => STATES[state]();
const KINDS = { push: say('立即通知', 'told at once'), repeat: say('再次提醒', 'told again'), up: say('升级通知', 'went up to'), digest: say('汇总', 'digest') };
export const kindName = (kind) => KINDS[kind]();
const HOW = { page: say('页面', 'on the page'), opened: say('打开消息', 'by opening it'), reply: say('聊天回复', 'in the chat'), button: say('卡片按钮', 'by the card’s button') };
export const howName = (how) => HOW[how]?.() ?? '';
export const amountName = (n) => t({ zh: `${n} 条`, en: plural(n, 'message') });
/** PT2H, PT30M or PT24H, as people say it. */
export function everyName(every) {
  const [, hours = 0, minutes = 0] = /^PT(?:(\d+)H)?(?:(\d+)M)?$/.exec(every) ?? [];
  if (Number(hours) === 24) return t({ zh: '每天一次', en: 'once a day' });
  const zh = `${Number(hours) ? `${hours} 小时` : ''}${Number(minutes) ? `${minutes} 分钟` : ''}`;
  const en = [Number(hours) ? plural(Number(hours), 'hour') : '', Number(minutes) ? plural(Number(minutes), 'minute') : ''].filter(Boolean).join(' ');
  return t({ zh: `每 ${zh}`, en: `every ${en}` });
}

export const TEXTS = {
  remove: { zh: '删除这条规则？', en: 'Delete this rule?' },
  removePace: { zh: '恢复为通常的间隔？', en: 'Have digests come as usual again?' },
};
