// SPDX-License-Identifier: Apache-2.0
// What the review of rights says, in both languages.
import { t } from 'huitong';

const say = (zh, en) => () => t({ zh, en });
const WORDS = {
  advice: say('建议', 'Advice'),
  document: say('下载《权限复核》', 'The review as a document'),
  given: say('授予自', 'Given since'),
  heading: say('权限复核', 'Review of rights'),
  last: say('最后使用', 'Last used'),
  more: say('更多', 'More'),
  never: say('从未', 'never'),
  none: say('没有授予任何角色（“员工”除外）。直接授予登录账号的权限见“登录账号”页。', 'Nobody was given a role beside that of an employee. What accounts were given themselves stands on the page Logins.'),
  person: say('人员', 'Person'),
  role: say('角色', 'Role'),
};

export const w = (name) => WORDS[name]();
export const what = (since, unused, total) =>
  t({
    zh: `${total} 项授权，${unused ? `${unused} 项 90 天未用，建议收回` : '没有 90 天未用的'}。自 ${since} 起记录使用，精确到天；授予或记录不满 90 天的不下结论。同一项权限来自几个角色时都算已用。只列角色：直接授予登录账号的权限（包括首位管理员）见“登录账号”页。`,
    en: `${total} given, ${unused ? `${unused} not used for 90 days and to be taken away` : 'none of them unused for 90 days'}. Use is noted since ${since}, by the day; of what was given or noted for a shorter time nothing is said. A permission that comes by several roles counts as used by each. Roles alone are listed: what accounts were given themselves, that of the first administrator among them, stands on the page Logins.`,
  });
export const TAKE = { zh: '收回', en: 'Take away' };
export const takeLabel = (role, name) => t({ zh: `收回“${name}”的角色“${role}”`, en: `Take the role ${role} from ${name}` });
export const takeQuestion = (role, name) => ({
  zh: `收回“${name}”的角色“${role}”？立即生效；启用审批时等待审批。`,
  en: `Take the role ${role} from ${name}? It counts at once, or once it is approved.`,
});
export const TAKEN = { zh: '已收回。', en: 'Taken away.' };
export const WAITS = { zh: '已提交审批。', en: 'It waits for its approval.' };
