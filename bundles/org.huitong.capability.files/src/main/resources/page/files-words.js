// SPDX-License-Identifier: Apache-2.0
// The words of the page on files that are handed on.
import { t } from 'huitong';

const say = (zh, en) => ({ zh, en });

const W = {
  add: say('传送文件', 'Hand on a file'),
  all: say('全部', 'All'),
  always: say('每次', 'Always'),
  approval: say('查看审批', 'See the approval'),
  approvalNeeded: say('需要上级审批，批准后自动发出。', 'Whoever leads you approves it first; it goes as soon as they have.'),
  asking: say('上级审批', 'Approval'),
  by: say('发送人', 'From'),
  change: say('修改', 'Change'),
  days: say('有效天数', 'Days'),
  downloads: say('下载记录', 'Who has taken it'),
  elsewhere: say('跨部门时', 'To other departments'),
  expires: say('有效期至', 'Until'),
  file: say('文件', 'File'),
  fileFirst: say('请先选择文件', 'Choose a file first'),
  fileChosen: say('消息中的文件', 'A file of a message'),
  goesNow: say('符合规定，立即发出。', 'It goes at once.'),
  hash: say('SHA-256', 'SHA-256'),
  in: say('收到的', 'Received'),
  leaves: say('文件可发到聊天平台', 'The file itself goes to the chat platforms'),
  may: say('可以', 'Yes'),
  more: say('更多', 'More'),
  never: say('不需要', 'Never'),
  none: say('还没有文件', 'No files yet'),
  noneWhy: say(
    '用“传送文件”把文件交给同事，可以跨部门、跨公司；消息附件旁的“传送”也到这里。',
    'Hand a file to colleagues with the button above, also of other departments and companies, or beside a file of a message.',
  ),
  noneTaken: say('还没有人下载', 'Nobody has taken it yet'),
  note: say('说明', 'Note'),
  out: say('发出的', 'Sent'),
  peopleFirst: say('请选择收件人', 'Say to whom'),
  people: say('收件人', 'To'),
  roles: say('限角色', 'Roles'),
  rolesHelp: say('角色编号，用空格隔开；留空表示有传送权限的人都可以', 'Ids of roles, with blanks between; empty: whoever may hand on files'),
  rules: say('传送规则', 'Rules'),
  save: say('下载', 'Download'),
  send: say('传送', 'Hand on'),
  size: say('大小', 'Size'),
  stays: say('仅在汇通内下载', 'Taken from the hub alone'),
  state: say('状态', 'State'),
  taken: say('已下载', 'taken'),
  tier: say('密级', 'Secrecy'),
  tierHelp: say('不能低于消息本身的密级；规则见“传送规则”', 'Never below that of its message; see the rules'),
  uploading: say('正在上传', 'Being uploaded'),
  withdraw: say('撤回', 'Withdraw'),
  withdrawSure: say('撤回后收件人不能再下载；已经下载或发到平台上的收不回来。', 'Nobody takes it any more; what was taken or went to a platform is out.'),
  'state-waiting': say('等待审批', 'Waits for approval'),
  'state-sent': say('已发出', 'Sent'),
  'state-expired': say('已到期', 'Expired'),
  'state-withdrawn': say('已撤回', 'Withdrawn'),
  'state-refused': say('未批准', 'Refused'),
  'state-overtaken': say('已失效', 'Overtaken'),
  'state-raised': say('密级已提高', 'More secret by now'),
  'state-gone': say('已销毁', 'Destroyed'),
};

export const w = (name) => t(W[name] ?? say(name, name));

const KILO = 1000;

export function bytesName(bytes) {
  const units = ['B', 'KB', 'MB', 'GB'];
  let value = bytes;
  let unit = 0;
  while (value >= KILO && unit < units.length - 1) {
    value /= KILO;
    unit += 1;
  }
  return `${value < 10 && unit ? value.toFixed(1) : Math.round(value)} ${units[unit]}`;
}
