// SPDX-License-Identifier: Apache-2.0
// Every word that people read on this page, in both languages.
import { plural, t } from 'huitong';

const say = (zh, en) => () => t({ zh, en });

const WORDS = {
  people: say('人员', 'People'),
  departments: say('部门', 'Departments'),
  projects: say('项目', 'Projects'),
  accounts: say('账号登记', 'Accounts'),
  import: say('导入', 'Import'),
  account: say('账号', 'Account'),
  add: say('新增人员', 'New person'),
  all: say('包括已离职', 'Those who left, too'),
  carryOut: say('执行', 'Carry out'),
  changed: say('变更', 'changed'),
  added: say('新增', 'added'),
  returned: say('重新入职', 'came back'),
  left: say('离职', 'left'),
  choose: say('选择文件（xlsx 或 csv）', 'Choose a file (xlsx or csv)'),
  company: say('公司', 'Company'),
  conflicts: say('没有执行的', 'Left undone'),
  directories: say('目录同步', 'Directories'),
  directoriesHelp: say(
    '公司目录（LDAP / AD）和平台通讯录每小时读取一次；“查看差异”只比较，确认后再执行。平台排在人事名单和公司目录之后：只补充它们没有给出的信息；不属于任何人的账号在“账号登记”中等待确认。',
    'The company’s own directory (LDAP, AD) and those of platforms are read every hour; Compare only shows what would change, to be carried out when you say so. Platforms come after lists of people and the company’s directory: they only add what those do not say; accounts that are nobody’s wait under Accounts.',
  ),
  noDirectories: say(
    '还没有目录：连接 LDAP / AD，或在平台账号的配置中把“通讯录”设为读取。',
    'No directory yet: connect LDAP or AD, or set Directory in the configuration of a platform’s account to be read.',
  ),
  neverRead: say('还没有读取过', 'Never read'),
  lookFirst: say('查看差异', 'Compare'),
  wouldChange: say('将会变更什么', 'What would change'),
  readNow: say('立即同步', 'Read now'),
  withheld: say('平台没有给出的', 'What the platform does not tell'),
  waiting: say('个账号待登记', 'accounts to be looked at'),
  whatChanged: say('变更了什么', 'What changed'),
  field: say('项目', 'What'),
  before: say('原来', 'Before'),
  after: say('现在', 'Now'),
  department: say('部门', 'Department'),
  despite: say('理由', 'Reason'),
  done: say('已执行。', 'Carried out.'),
  edit: say('编辑人员', 'Edit person'),
  employee: say('工号', 'Employee number'),
  find: say('查找姓名、工号、部门、账号', 'Find a name, number, department or account'),
  give: say('登记给', 'Is'),
  ignore: say('不属于任何人', 'Nobody’s'),
  ignoredColumns: say('没有用到的列', 'Columns that were not used'),
  lastSeen: say('最近发言', 'Spoke last'),
  leave: say('离职', 'Leave'),
  level: say('级别', 'Level'),
  login: say('登录名', 'Login'),
  mail: say('邮箱', 'Mail'),
  mobile: say('手机', 'Mobile'),
  merge: say('并入该部门', 'Merge it into that one'),
  mergeHelp: say(
    '人员从当天起属于该部门，下级部门移到该部门之下，原部门关闭；以前的消息仍归原部门，由该部门的负责人查看。',
    'Its people belong to that one from the day on, what is below it stands below that one, and it is closed; messages of before stay its own, for the head of that one to read.',
  ),
  mergeWhere: say('请选择并入哪个部门。', 'Choose which department it is merged into.'),
  leads: say('负责部门', 'Leads'),
  subjects: say('对接事项', 'Contact for'),
  move: say('调整部门', 'Move'),
  moveOn: say('生效日期（留空为立即）', 'From (empty: at once)'),
  moveTo: say('上级部门', 'Below'),
  moveWhere: say('请选择另一个上级部门。', 'Choose another place.'),
  name: say('姓名', 'Name'),
  notDone: say('到期没有执行：', 'It was not done on its day: '),
  plan: say('按日期执行', 'Plan it'),
  plannedMoves: say('待执行的部门调整', 'Departments that will move'),
  previewHelp: say('选择后显示谁将看到更多或更少的消息。', 'Who would read more or less is shown once you have chosen.'),
  readsLess: say('不再可查看', 'Reads no more'),
  readsMore: say('将可查看', 'Reads from then on'),
  takeBack: say('取消', 'Take back'),
  top: say('（最上级）', '(at the top)'),
  noAccounts: say('没有需要处理的账号', 'No account has to be looked at'),
  noDepartments: say('还没有部门', 'No departments yet'),
  noMatch: say('没有匹配的人员', 'Nobody matches'),
  noPeople: say('还没有人员', 'Nobody yet'),
  noPeopleWhy: say('从“导入”带入人员名单，或在这里逐个新增。', 'Bring in a list under “Import”, or add people here one by one.'),
  noProjects: say('还没有项目', 'No projects yet'),
  nothingToDo: say('与现状相同，没有要做的。', 'All is as it is already; there is nothing to do.'),
  of: say('负责人', 'Head'),
  owner: say('负责人', 'Owner'),
  code: say('编号', 'Code'),
  planHelp: say(
    '表头（中文或英文）：工号、姓名、公司、上级公司（仅用于新公司）、部门、上级部门、岗位、级别、上级工号、邮箱、手机、登录名、部门负责人（是）、对接事项（几项用“、”隔开，“其他”表示其余事项，“无”表示不再对接）、企业微信账号、钉钉账号、飞书账号。文件是其中各公司的完整名单：不在其中的人视为离职。',
    'Headings (Chinese or English): employee number, name, company, parent company (of new ones), department, parent department, post, level, superior, mail, mobile, login, head (yes), contact for (several parted by “;”; “everything else”; “none” for no more), wecom account, dingtalk account, feishu account. The file is the whole list of the companies in it: whoever is not in it has left.',
  ),
  platform: say('平台', 'Platform'),
  post: say('岗位', 'Post'),
  reason: say('原因', 'Why'),
  row: say('行', 'Row'),
  saved: say('已保存', 'Saved'),
  since: say('离职登记', 'Left'),
  toOpen: say('已恢复', 'It is open'),
  toShut: say('平台上待停用、待恢复的账号', 'Accounts to be shut or opened again on their platforms'),
  shutDone: say('已停用', 'It is shut'),
  shown: say('平台显示的姓名', 'Name on the platform'),
  state: say('状态', 'State'),
  superior: say('上级', 'Superior'),
  whom: say('涉及的人', 'Whom'),
};

export const w = (name) => (WORDS[name] ?? say(name, name))();

export const STATES = {
  proposed: { zh: '有建议', en: 'Proposed' },
  conflicting: { zh: '有冲突', en: 'Conflicting' },
  unmapped: { zh: '未登记', en: 'Unmapped' },
  orphaned: { zh: '人已离职', en: 'Orphaned' },
  ignored: { zh: '不属于任何人', en: 'Nobody’s' },
};

export const counted = (n) => t({ zh: `${n} 人`, en: n === 0 ? 'Nobody' : n === 1 ? '1 person' : `${n} people` });
export const affected = (n) =>
  t({
    zh: n === 0 ? '没有人因此看到更多或更少的消息' : `${n} 人将看到更多或更少的消息`,
    en: n === 0 ? 'Nobody reads more or less' : n === 1 ? '1 person reads more or less' : `${n} people read more or less`,
  });
export const moveWords = ({ department, parent, merge, names }) => {
  const name = (id) => names[id] ?? id;
  const to = parent ? name(parent) : '';
  return merge
    ? t({ zh: `“${name(department)}”并入“${to}”`, en: `${name(department)} is merged into ${to}` })
    : t({ zh: `“${name(department)}”移到${to ? `“${to}”之下` : '最上级'}`, en: `${name(department)} moves ${to ? `below ${to}` : 'to the top'}` });
};
export const countedAccounts = (n) => t({ zh: `${n} 个账号`, en: plural(n, 'account') });
export const shutAt = (time) => t({ zh: `${time} 停用。`, en: `To be shut at ${time}.` });
export const leaveQuestion = (name) => ({
  zh: `“${name}”已离职？部门和职责从今天起结束，以前的记录保留。`,
  en: `Has ${name} left? Departments and charges end today; what was stays known.`,
});
export const summary = (plan) =>
  t({
    zh: `新增 ${plan.added} 人，变更 ${plan.changed} 人，离职 ${plan.left} 人，${plan.conflicts.length} 处没有执行`,
    en: `${plan.added} added, ${plan.changed} changed, ${plan.left} left, ${plan.conflicts.length} left undone`,
  });
export const brakeWords = (plan) =>
  t({
    zh: `将有 ${plan.affected} 人（共 ${plan.of} 人）离职或失去部门、职责，超过 10%。确认无误后，请写明理由再执行。`,
    en: `${plan.affected} of ${plan.of} people would leave or lose a department or a charge, more than 10 %. If that is right, give a reason.`,
  });

export const SYNCS = {
  done: { zh: '已完成', en: 'Done' },
  shown: { zh: '已比较，没有执行', en: 'Compared, not carried out' },
  braked: { zh: '等待理由', en: 'Held by the brake' },
  resting: { zh: '平台限流，稍后继续', en: 'Goes on later' },
  failed: { zh: '失败', en: 'Failed' },
};
