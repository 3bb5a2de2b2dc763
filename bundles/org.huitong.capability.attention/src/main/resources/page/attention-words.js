// SPDX-License-Identifier: Apache-2.0
// Every word that people read on this page, in both languages.
import { plural, t } from 'huitong';

const say = (zh, en) => () => t({ zh, en });

const WORDS = {
  acknowledge: say('收到，确认', 'I know of it'),
  acknowledgedBy: say('确认', 'acknowledged by'),
  add: say('新建规则', 'New rule'),
  all: say('全部人员', 'Everybody'),
  digest: say('接收每两小时的汇总', 'Send me the digests'),
  edit: say('编辑规则', 'Edit rule'),
  history: say('发送记录', 'What was sent'),
  mine: say('我的', 'Mine'),
  name: say('名称', 'Name'),
  noWords: say('未附内容', 'without words'),
  none: say('没有重要提醒', 'Nothing important'),
  noneWhy: say('优先级为“高”的消息会立即通知部门负责人，直到有人确认。', 'Heads are told at once of messages of high priority, until somebody acknowledges.'),
  notReadable: say('您无权查看这条消息的内容。', 'You may not read this message.'),
  notices: say('重要消息', 'Important messages'),
  on: say('启用', 'In use'),
  onlyOpen: say('只看未确认', 'Not acknowledged only'),
  open: say('打开消息', 'Open the message'),
  pause: say('间隔（如 PT10M 为 10 分钟）', 'Pause, as PT10M'),
  recipients: say('通知谁', 'Who is told'),
  recipientsHelp: say('每行一个：head 为部门负责人，role:角色 id 为在该部门有此角色的人，post:岗位 为该岗位的人，person:人员 id。', 'One a line: head, role:<id of a role>, post:<post> or person:<id>.'),
  remove: say('删除', 'Delete'),
  rules: say('规则', 'Rules'),
  tags: say('标签（留空为任意）', 'Tags; empty: any'),
  tellings: say('发送记录', 'What was sent'),
  times: say('每人提醒次数', 'Times each is told'),
  why: say('依据规则', 'By the rule'),
};
export const w = (name) => WORDS[name]();

const STATES = { open: say('待确认', 'open'), acknowledged: say('已确认', 'acknowledged'), unanswered: say('无人确认', 'nobody answered'), recalled: say('消息已撤回', 'taken back') };
export const stateName = (state) => STATES[state]();
const KINDS = { push: say('立即通知', 'told at once'), repeat: say('再次提醒', 'told again'), up: say('升级通知', 'went up to'), digest: say('汇总', 'digest') };
export const kindName = (kind) => KINDS[kind]();
const HOW = { page: say('页面', 'on the page'), opened: say('打开消息', 'by opening it'), reply: say('聊天回复', 'in the chat') };
export const howName = (how) => HOW[how]?.() ?? '';
export const amountName = (n) => t({ zh: `${n} 条`, en: plural(n, 'message') });
export const TEXTS = { remove: { zh: '删除这条规则？', en: 'Delete this rule?' } };
