// SPDX-License-Identifier: Apache-2.0
// Every word that people read on this page, in both languages.
import { secrecyName, t } from 'huitong';

const say = (zh, en) => () => t({ zh, en });

const WORDS = {
  asked: say('权限变更须经审批。', 'Rights are changed with approvals.'),
  askedNoMore: say('审批已被关闭：权限变更直接生效。', 'Approvals were switched off: changes of rights count at once.'),
  askAgain: say('重新启用审批', 'Switch approvals on'),
  askNoMore: say('关闭审批', 'Switch approvals off'),
  neverAsked: say('权限变更直接生效；审批角色都有人担任后，改为须经审批。', 'Changes of rights count at once; with approvals once their roles have holders.'),
  effective: say('生效权限', 'What comes of it'),
  employeeAlone: say('只有“员工”角色', 'The role of an employee alone'),
  find: say('姓名或工号', 'Name or employee number'),
  emergency: say('紧急理由（可不填）', 'Why it cannot wait (optional)'),
  emergencyWhat: say('需要审批时：一人批准即生效，24 小时内复核。', 'Where it is approved: one lets it be done, another looks at it within a day.'),
  give: say('授予', 'Give'),
  grants: say('可以做什么，范围', 'What it may, and how far'),
  look: say('查找', 'Find'),
  lookAs: say('以此人的视角查看', 'Look through their eyes'),
  nobody: say('没有匹配的人员', 'Nobody matches'),
  person: say('人员的角色', 'Roles of a person'),
  role: say('角色', 'Role'),
  until: say('有效期至（留空为长期）', 'Last day (empty: for good)'),
};

const WHERE = {
  own: say('本人收发', 'said or heard by oneself'),
  assigned: say('分派给本人', 'assigned to oneself'),
  'department-rooms': say('本部门的群', 'in rooms of the department'),
  department: say('本部门', 'of the department'),
  'department-tree': say('本部门及下级', 'of the department and below'),
  project: say('本人参与的项目', 'of one’s projects'),
  company: say('本公司及下属', 'of the company and below'),
  all: say('全部', 'everywhere'),
};

export const w = (name) => WORDS[name]();
export const where = (word) => WHERE[word]?.() ?? word;
export const SAVED = { zh: '已保存，立即生效。', en: 'Saved; it counts from now on.' };
export const WAITS = { zh: '已提交审批，通过后生效；在“审批”页查看进度。', en: 'It waits for its approval; see the page Approvals.' };
export const OFF_QUESTION = {
  zh: '关闭后，权限变更不再经过他人批准即生效。此操作会记入审计，并显示在运行状况中。',
  en: 'Changes of rights then count without anybody’s approval. It is noted in the audit, and health says so.',
};
export const YES_OFF = { zh: '关闭审批', en: 'Switch off' };
export const LOOK = { zh: '开始查看', en: 'Look' };
export const lookQuestion = (name) =>
  t({
    zh: `以“${name}”的视角查看 15 分钟？只能看，不能改；内容只显示你们两人都可查看的。开始、结束和看过的每条消息都会记入审计，本人也会看到。`,
    en: `Look through the eyes of “${name}” for 15 minutes? You change nothing and see of content what both of you may. Begin, end and each message are noted, and they see it.`,
  });
export const TEXTS = {
  add: { zh: '新建角色', en: 'Add a role' },
  find: { zh: '查找角色', en: 'Find a role' },
  saved: SAVED,
};
export const counted = (n) => t({ zh: `${n} 个角色`, en: `${n} ${n === 1 ? 'role' : 'roles'}` });
export const removeLabel = (name) => t({ zh: `收回“${name}”`, en: `Take “${name}” away` });
export const roleTo = (name) => t({ zh: `来自“${name}”`, en: `by “${name}”` });
export const until = (day) => t({ zh: `至 ${day}`, en: `until ${day}` });
export const secrecyTo = (word) =>
  t({ zh: `至${secrecyName(word)}`, en: `up to ${secrecyName(word).toLowerCase()}` });
