// SPDX-License-Identifier: Apache-2.0
// Every word that people read on this page, in both languages.
import { t } from 'huitong';

const say = (zh, en) => () => t({ zh, en });

const WORDS = {
  account: say('登录名', 'Login name'),
  accountHelp: say('小写字母、数字和 . _ @ -，建好后不能改。', 'Small letters, digits and . _ @ -; it stays as it is.'),
  add: say('新建人员', 'Add a person'),
  audit: say('审计', 'Audit'),
  close: say('关闭', 'Close'),
  content: say('业务', 'Content'),
  copy: say('复制密码', 'Copy the password'),
  editPerson: say('编辑人员', 'Edit person'),
  handOver: say(
    '请把密码当面或通过可靠的途径交给本人。它只显示这一次；首次登录时必须修改。',
    'Hand the password over in person or by a way that you trust. It is shown this once; it must be changed at the first login.',
  ),
  manage: say('管理', 'Managing'),
  mustChange: say('待首次改密', 'To change password'),
  name: say('姓名', 'Name'),
  nameHelp: say('同事看到的名字；留空则用登录名。', 'What colleagues see; the login name if empty.'),
  needed: say('请填写登录名。', 'Give a login name.'),
  noMatch: say('没有匹配的人员', 'Nobody matches'),
  noPermissions: say('没有单独授予的；角色给的见“角色与权限”', 'None of their own; what roles give stands under Rights'),
  notYours: say('只有自己完整拥有这项权限的人才能授予。', 'Only who holds this whole gives it.'),
  other: say('其他权限', 'Other permissions'),
  otherHelp: say('用空格隔开，例如 reports.read。', 'With spaces between them, such as reports.read.'),
  own: say('自己的权限要由另一位管理员修改。', 'Another administrator changes your own permissions.'),
  ownTag: say('本人', 'You'),
  passwordHelp: say(
    '密码由汇通生成，保存后显示一次，首次登录时必须修改。',
    'Huitong makes the password, shows it once, and it must be changed at the first login.',
  ),
  permissions: say('权限', 'Permissions'),
  person: say('人员', 'Person'),
  security: say('安全', 'Security'),
  shut: say('已停用', 'Shut'),
  since: say('建于', 'Since'),
};

export const w = (name) => WORDS[name]();

export const TEXTS = {
  add: { zh: '新建人员', en: 'Add a person' },
  find: { zh: '查找', en: 'Find' },
  saved: { zh: '已保存，立即生效。', en: 'Saved; it counts from now on.' },
};

export const LOOK = { zh: '开始查看', en: 'Look' };
export const OPEN = { zh: '启用', en: 'Open' };
export const SHUT = { zh: '停用', en: 'Shut' };
export const REMOVE = { zh: '删除', en: 'Remove' };
export const RESET = { zh: '重置密码', en: 'Reset the password' };

export const counted = (n) => t({ zh: `${n} 位人员`, en: `${n} ${n === 1 ? 'person' : 'people'}` });
export const editLabel = (name) => t({ zh: `编辑“${name}”`, en: `Edit “${name}”` });
export const lookLabel = (name) => t({ zh: `以“${name}”的视角查看`, en: `Look through the eyes of “${name}”` });
export const lookQuestion = (name) =>
  t({
    zh: `以“${name}”的视角查看 15 分钟？只能看，不能改；内容只显示你们两人都可查看的。开始、结束和看过的每条消息都会记入审计，本人也会看到。`,
    en: `Look through the eyes of “${name}” for 15 minutes? You change nothing and see of content what both of you may. Begin, end and each message are noted, and they see it.`,
  });
export const openLabel = (name) => t({ zh: `启用“${name}”的账号`, en: `Open the account of “${name}”` });
export const shutLabel = (name) => t({ zh: `停用“${name}”的账号`, en: `Shut the account of “${name}”` });
export const removeLabel = (name) => t({ zh: `删除“${name}”`, en: `Remove “${name}”` });
export const resetLabel = (name) => t({ zh: `重置“${name}”的密码`, en: `Reset the password of “${name}”` });
export const passwordOf = (name) => t({ zh: `“${name}”的密码`, en: `Password of “${name}”` });
/** For `confirm`, which chooses the language itself. */
export const removeQuestion = (name) => ({
  zh: `删除“${name}”？此人立即退出登录，令牌同时失效；这个登录名以后不能再用。可能还要用的账号请停用。`,
  en: `Remove “${name}”? Sessions and tokens end at once, and nobody is ever called so again. Shut an account that may be wanted again.`,
});
export const shutQuestion = (name) => ({
  zh: `停用“${name}”的账号？此人立即退出登录，令牌同时失效；账号和权限保留。`,
  en: `Shut the account of “${name}”? Sessions and tokens end at once; the account and its permissions are kept.`,
});
export const openQuestion = (name) => ({
  zh: `启用“${name}”的账号？原有的权限随之恢复。`,
  en: `Open the account of “${name}”? It has the permissions that it had.`,
});
export const resetQuestion = (name) => ({
  zh: `重置“${name}”的密码？此人立即退出登录，令牌同时失效。`,
  en: `Reset the password of “${name}”? Sessions and tokens end at once.`,
});
