// SPDX-License-Identifier: Apache-2.0
// Every word that people read on this page, in both languages.
import { plural, t } from 'huitong';

const say = (zh, en) => () => t({ zh, en });

export const DELETE = { zh: '删除', en: 'Delete' };

export { platformName, platforms } from 'huitong';

const WORDS = {
  account: say('账号', 'Account'),
  accountHelp: say('连接器配置名“~”之后的部分；留空表示所有账号。', 'What follows “~” in the name of the connector’s configuration; empty: every account.'),
  add: say('新建归属', 'New mapping'),
  changes: say('变更记录', 'Changes'),
  company: say('公司', 'Company'),
  conversation: say('会话', 'Conversation'),
  conversationHelp: say('平台的会话编号；留空表示所有会话。', 'The platform’s id of the conversation; empty: every conversation.'),
  departments: say('部门', 'Departments'),
  departmentsHelp: say('每行一个。一个会话可以属于几个部门。', 'One per line. Several are normal.'),
  editLine: say('编辑归属', 'Edit mapping'),
  every: say('全部', 'all'),
  noMatch: say('没有匹配的归属', 'No mapping matches'),
  noLines: say('还没有归属', 'No mappings yet'),
  noLinesWhy: say(
    '在这里写下会话属于哪些部门、哪个项目。没有写下的会话，不会由这个页面得到部门；没有任何部门的消息，只有可以看全部消息的人能看到。',
    'Write down which departments and project a conversation belongs to. What is not written down gets no department from this page. A message without any department is seen only by those who may read everything.',
  ),
  note: say('备注', 'Note'),
  noteHelp: say('例如群的名称。', 'For example what people call this conversation.'),
  order: say(
    '越具体越优先：会话先于账号，账号先于企业。部门、项目、公司分别取最具体的一条。',
    'The more specific mapping counts: conversation before account, account before tenant; for departments, project and company each by itself.',
  ),
  platform: say('平台', 'Platform'),
  project: say('项目', 'Project'),
  recent: say('最近的会话', 'Recent conversations'),
  recentHelp: say('选择后自动填写；还没有部门的排在前面。', 'Fills the fields below; those without a department come first.'),
  tenant: say('企业', 'Tenant'),
  tenantHelp: say('消息里的企业编号；留空表示所有企业。', 'The company’s id in the platform’s messages; empty: every one.'),
};

export const w = (name) => WORDS[name]();

export const TEXTS = {
  add: { zh: '新建归属', en: 'New mapping' },
  find: { zh: '查找', en: 'Find' },
  saved: { zh: '已保存，新消息按新归属判断。', en: 'Saved. New messages are judged by it.' },
};

export const counted = (n) => t({ zh: `${n} 条归属`, en: n === 0 ? 'No mappings' : plural(n, 'mapping') });
/** For `confirm`, which chooses the language itself. */
export const removeQuestion = (place) => ({ zh: `删除“${place}”的归属？以前的判断结果保留不变。`, en: `Delete the mapping for “${place}”? What it found so far stays.` });
export const editLabel = (place) => t({ zh: `编辑“${place}”`, en: `Edit “${place}”` });
export const removeLabel = (place) => t({ zh: `删除“${place}”`, en: `Delete “${place}”` });
export const notInForce = (snapshot) => t({ zh: `${snapshot} 正在生效`, en: `${snapshot} is coming into force` });
