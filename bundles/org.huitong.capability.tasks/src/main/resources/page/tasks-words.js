// SPDX-License-Identifier: Apache-2.0
// Every word that people read on this page, in both languages.
import { platformName, plural, t } from 'huitong';

const say = (zh, en) => () => t({ zh, en });

const WORDS = {
  acknowledge: say('收到，知悉', 'I know of it'),
  add: say('新建任务', 'New task'),
  all: say('全部可见', 'All I may see'),
  assignee: say('负责人', 'Who sees to it'),
  assigneeHelp: say('不选则由部门按岗位规则安排。', 'Left empty, the department’s rule finds somebody.'),
  board: say('看板', 'Board'),
  byMessage: say('这条消息的任务', 'Tasks of this message'),
  calendar: say('日历', 'Calendar'),
  cancel: say('取消任务', 'Cancel it'),
  chain: say('督办链', 'Chain'),
  checklist: say('清单', 'Checklist'),
  checklistHelp: say('每行一项。', 'One point a line.'),
  comment: say('说明', 'Comment'),
  createdBy: say('创建', 'Made by'),
  alsoIn: say('同时在', 'Also in'),
  department: say('部门', 'Department'),
  done: say('办结', 'Done'),
  due: say('截止', 'Due'),
  dueHelp: say('留空则按工作时间取通常期限。', 'Left empty, the usual time of work.'),
  edit: say('编辑', 'Edit'),
  history: say('经过', 'History'),
  lastAcknowledgement: say('最近确认', 'Last acknowledged'),
  lastReminder: say('最近提醒', 'Last reminded'),
  list: say('列表', 'List'),
  table: say('任务跟踪表', 'Table'),
  made: say('我创建的', 'Made by me'),
  message: say('相关消息', 'Message'),
  mine: say('我的任务', 'My tasks'),
  monthBefore: say('上个月', 'The month before'),
  monthBehind: say('下个月', 'The next month'),
  more: say('更多', 'More'),
  never: say('还没有', 'not yet'),
  noDue: say('无截止时间', 'no deadline'),
  nobody: say('未分派', 'nobody yet'),
  none: say('没有任务', 'No tasks'),
  noneWhy: say('带“跟进”“审批”“投诉”等标签的消息会自动生成任务；也可以在消息上或在这里新建。', 'Messages with tags such as 跟进 or 审批 make tasks by themselves; or make one of a message, or here.'),
  note: say('说明', 'Note'),
  notReadable: say('您无权查看这条消息的内容。', 'You may not read this message.'),
  onlyOverdue: say('只看逾期', 'Overdue only'),
  onlySupervised: say('只看督办', 'Supervised only'),
  onlyUnassigned: say('只看未分派', 'Nobody yet only'),
  openOnes: say('未办结', 'Not done'),
  overdue: say('逾期', 'Overdue'),
  platform: say('渠道', 'By'),
  private: say('私人任务（只有创建人和负责人可见）', 'Private: seen by who made it and who sees to it alone'),
  release: say('解除督办', 'End supervision'),
  reopen: say('重新打开', 'Reopen'),
  send: say('添加', 'Add'),
  shape: say('显示方式', 'Shown as'),
  start: say('开始处理', 'Begin'),
  supervise: say('督办', 'Supervise'),
  supervised: say('督办', 'Supervised'),
  view: say('视图', 'View'),
  title: say('标题', 'Title'),
  worked: say('班', 'worked'),
};

export const w = (name) => WORDS[name]();

const STATES = { open: say('待处理', 'Open'), doing: say('处理中', 'Doing'), done: say('已办结', 'Done'), cancelled: say('已取消', 'Cancelled') };
export const stateName = (state) => STATES[state]();

const STEPS = {
  opened: say('创建', 'opened'),
  assigned: say('分派给', 'given to'),
  due: say('截止时间改为', 'due changed to'),
  changed: say('修改内容', 'changed'),
  started: say('开始处理', 'begun'),
  done: say('办结', 'done'),
  cancelled: say('取消', 'cancelled'),
  reopened: say('重新打开', 'reopened'),
  comment: say('说明', 'comment'),
  reminded: say('提醒', 'reminded'),
  overdue: say('到期提醒', 'told that it is due'),
  waited: say('超时未分类或分派，通知', 'waited too long, told'),
  escalated: say('逾期升级通知', 'escalated to'),
  supervised: say('列入督办', 'put under supervision'),
  released: say('解除督办', 'taken off supervision'),
  acknowledged: say('确认收到', 'acknowledged'),
};
export const stepName = (kind) => STEPS[kind]?.() ?? kind;
export const whoName = (by, name) => name ?? (by.startsWith('@') ? platformName(by.slice(1)) : by === 'tasks' ? t({ zh: '汇通', en: 'Huitong' }) : by);
const LISTS = {
  dingtalk: say('钉钉待办', 'DingTalk’s to-do list'),
  feishu: say('飞书任务', 'Feishu’s tasks'),
};
export const listName = (platform) => LISTS[platform]?.() ?? platformName(platform);
export const counted = (n, more) => t({ zh: `${n}${more ? '+' : ''} 项`, en: `${plural(n, 'task')}${more ? ' or more' : ''}` });

/** For what a task waits before anybody can see to it, and how long it may: 待分类 · 剩 12 分钟. */
export function waitingWords({ kind, until }) {
  const minutes = Math.round((new Date(until) - Date.now()) / 60_000);
  const n = Math.abs(minutes);
  const zh = n < 120 ? `${n} 分钟` : `${Math.round(n / 60)} 小时`;
  const en = n < 120 ? `${n} min` : `${Math.round(n / 60)} h`;
  const what = kind === 'classify' ? { zh: '待分类', en: 'To classify' } : { zh: '待分配', en: 'To assign' };
  return minutes > 0 ? t({ zh: `${what.zh} · 剩 ${zh}`, en: `${what.en} · ${en} left` }) : t({ zh: `${what.zh} · 超时 ${zh}`, en: `${what.en} · late by ${en}` });
}
