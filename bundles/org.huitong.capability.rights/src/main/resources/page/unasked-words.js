// SPDX-License-Identifier: Apache-2.0
// What the page of what was given unasked says, in both languages.
import { t } from 'huitong';

const say = (zh, en) => () => t({ zh, en });
const WORDS = {
  by: say('操作人', 'By'),
  changed: say('变更', 'What'),
  heading: say('审批关闭期间的授权', 'Given while approvals were off'),
  none: say('审批没有关闭过。', 'Approvals were never switched off.'),
  nothingGiven: say('期间没有权限变更。', 'Nothing was given meanwhile.'),
  noRoles: say('没有角色', 'no roles'),
  off: say('关闭', 'Off'),
  on: say('重新启用', 'On again'),
  role: say('角色内容', 'The role'),
  seen: say('已核查', 'Looked at'),
  still: say('仍在关闭中，重新启用后核查', 'Still off; look at it once they are on'),
  what: say(
    '要由没有参与的人核查：不是关闭、启用审批的人，不是授予的人，也不是被授予的人。此前 /health 持续提示，最长 30 天。',
    'Somebody who had no part in it looks at it: neither who switched, nor who gave, nor who was given. Until then /health reminds of it, for 30 days at most.',
  ),
  when: say('时间', 'When'),
};

export const w = (name) => WORDS[name]();
export const has = (person, roles) => t({ zh: `${person}：${roles.join('、')}`, en: `${person}: ${roles.join(', ')}` });
export const SURE = { zh: '核查无误', en: 'I have looked at it' };
export const SURE_QUESTION = {
  zh: '这些授权都核实过了？核查会记入审计。',
  en: 'Are all of these as they should be? That you looked is noted for the audit.',
};
