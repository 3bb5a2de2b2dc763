// SPDX-License-Identifier: Apache-2.0
// Every word that people read on the pages of incidents and complaints, in both languages.
import { t } from 'huitong';

const say = (zh, en) => () => t({ zh, en });

const WORDS = {
  add: say('记录问题', 'Open an incident'),
  all: say('全部', 'All'),
  answered: say('已答复', 'Answered'),
  answer: say('答复', 'Answer'),
  answerHelp: say('答复会发给提出人，也显示在这里。', 'It is sent to whoever complained, and shown here.'),
  answerSend: say('发送答复', 'Send the answer'),
  cancel: say('取消', 'Cancel'),
  by: say('提出人', 'By'),
  cause: say('原因', 'Cause'),
  close: say('复盘并关闭', 'Review and close'),
  complain: say('提交', 'Send'),
  complaint: say('哪里不好用？', 'What is wrong?'),
  complaintHelp: say('写下时间、平台和现象；只有负责答复的人能看到，内容加密保存。', 'When, on which platform, and what happened. Only those who answer see it; it is kept encrypted.'),
  edit: say('修改', 'Change'),
  evidence: say('导出平台支持证据', 'Evidence for the platform’s support'),
  more: say('更早的', 'Earlier ones'),
  none: say('没有问题记录', 'No incidents'),
  noneWhy: say('读数连续两分钟超出正常值时，会自动立为问题；也可以手工记录。', 'Two minutes in a row beyond the norm open one; people open them by hand, too.'),
  noComplaints: say('还没有意见或投诉', 'No complaints'),
  note: say('补充记录', 'Add to the timeline'),
  opened: say('发生时间', 'Opened'),
  over: say('恢复时间', 'Over'),
  owner: say('负责人', 'Owner'),
  remedy: say('处理措施', 'Remedy'),
  review: say('复盘：为什么发生，以后怎样避免', 'Review: why it happened, and how it is avoided'),
  reviewed: say('复盘', 'Review'),
  closed: say('关闭时间', 'Closed'),
  send: say('添加', 'Add'),
  surroundings: say('同时发生的（日志）', 'What else happened (log)'),
  nothingElse: say('日志里没有别的。', 'The log tells of nothing else.'),
  state: say('状态', 'State'),
  timeline: say('经过', 'Timeline'),
  title: say('问题', 'Incident'),
  waits: say('待答复', 'Waits'),
};

export const w = (name) => WORDS[name]();

const STATES = { open: say('处理中', 'open'), over: say('已恢复，待复盘', 'over, to be reviewed'), closed: say('已关闭', 'closed') };
export const STATE_NAMES = Object.keys(STATES);
export const stateName = (state) => STATES[state]();
export const stateVariant = (state) => ({ open: 'danger', over: 'warning', closed: 'neutral' })[state];

const KINDS = {
  opened: say('立为问题', 'opened'),
  told: say('已通知', 'told'),
  note: say('记录', 'note'),
  changed: say('修改', 'changed'),
  over: say('已恢复', 'over'),
  closed: say('关闭', 'closed'),
};
const EVENTS = {
  deploy: say('部署', 'deployed'),
  configuration: say('配置', 'configured'),
  token: say('令牌', 'token'),
  platform: say('平台', 'platform'),
  hub: say('系统', 'hub'),
};
export const eventName = (kind) => EVENTS[kind]();

export const kindName = (kind) => KINDS[kind]();
