// SPDX-License-Identifier: Apache-2.0
// Every word that people read on this page, in both languages.
import { formatNumber, formatTime, partName, platformName, t } from 'huitong';

const say = (zh, en) => () => t({ zh, en });

const WORDS = {
  full: say('全屏', 'Full screen'),
  openNow: say('未恢复的问题', 'Incidents that go on'),
  account: say('账号', 'Account'),
  dead: say('未能处理', 'Dead letters'),
  gap: say('缺口', 'Gap'),
  refused: say('拒绝', 'Refused'),
  taken: say('已接入', 'Taken in'),
  today: say('今日接入', 'Taken in today'),
  intake: say('接入与缺口', 'Taken in, and gaps'),
  ofDay: say('日期', 'Day'),
  noDay: say('这一天没有记录', 'Nothing was kept of that day'),
  alarmTo: say('超出正常值时通知', 'Who is told of a breach'),
  alarmToHelp: say('每行一个：角色写 role:角色编号（如 role:system-admin），人员写 person:人员编号；留空则不通知。', 'One a line: role:<id> (as role:system-admin) or person:<id>; nobody where it is empty.'),
  cause: say('原因', 'Why'),
  change: say('修改正常值', 'Change what is normal'),
  day: say('13 个月', '13 months'),
  frequency: say('频率', 'How often'),
  handling: say('异常处理措施', 'What to do'),
  hour: say('两个月', 'Two months'),
  incident: say('问题处理', 'Incident'),
  item: say('项目', 'Item'),
  least: say('最小', 'least'),
  mean: say('平均', 'mean'),
  measured: say('测量于', 'measured'),
  minute: say('两天', 'Two days'),
  most: say('最大', 'most'),
  near: say('提醒值', 'Somebody should look from'),
  nearHelp: say('超过它显示黄灯。', 'Beyond it the light is yellow.'),
  nobody: say('未指定', 'nobody named'),
  norm: say('正常值的界限', 'Not normal any more beyond'),
  normHelp: say('超过它显示红灯，并通知下列对象。', 'Beyond it the light is red, and those below are told.'),
  normal: say('正常值', 'Normal'),
  nothingYet: say('还没有历史数据', 'Nothing was measured yet'),
  owner: say('负责人', 'Owner'),
  past: say('历史', 'The past'),
  remedy: say('处理：', 'What to do: '),
  since: say('自', 'Since'),
  soon: say('第一次测量在启动后两分钟之内。', 'The first measurement is made within two minutes of the start.'),
  stale: say('测量已停止，以下是最后一次的数值', 'Nobody is looking; these are the last figures'),
  state: say('状态', 'State'),
  there: say('去处理', 'Go there'),
  time: say('时间', 'Time'),
  value: say('当前值', 'Value'),
};

export const w = (name) => WORDS[name]();
export const t2 = (text) => t(text);

const LIGHTS = { good: say('正常', 'good'), warning: say('注意', 'look'), bad: say('异常', 'bad') };
export const lightName = (state) => LIGHTS[state]();

const OVERALL = {
  good: say('一切正常', 'All is well'),
  warning: say('有需要注意的', 'Somebody should look'),
  bad: say('有超出正常值的', 'Something is beyond its norm'),
};
export const overall = (state) => OVERALL[state]();

export function counted(items) {
  const of = (state) => items.filter((item) => item.state === state).length;
  return t({
    zh: `${items.length} 项：正常 ${of('good')}，注意 ${of('warning')}，异常 ${of('bad')}`,
    en: `${items.length} items: ${of('good')} good, ${of('warning')} to look at, ${of('bad')} bad`,
  });
}

const STATES = {
  connection: [say('断开', 'down'), say('吃力', 'strained'), say('正常', 'up')],
  health: [say('不可用', 'DOWN'), say('降级', 'DEGRADED'), say('正常', 'UP')],
};
const UNITS = { d: say(' 天', ' d'), s: say(' 秒', ' s'), '%': say(' %', ' %') };

/** A value as people read it. */
export function figure({ gauge, value, unit, state }) {
  const states = STATES[gauge];
  const text = states
    ? states[Math.round(value * 2)]?.() ?? String(value)
    : formatNumber(value, { digits: Number.isInteger(value) ? 0 : 2 }) + (UNITS[unit]?.() ?? '');
  return { text, bad: state === 'bad' };
}

/** Whether messages may be missing, in the words of the daily report. */
export const gapWords = ({ told }) => t(told);

/** When it was, and whose doing. */
export const gapSpan = ({ from, to, hub, until }) =>
  `${formatTime(from)} – ${to ? formatTime(to) : ''}` +
  (hub ? t({ zh: '（本系统未运行）', en: ' (the hub was away)' }) : '') +
  (until ? t({ zh: `，重推到 ${formatTime(until)} 为止`, en: `, pushed again until ${formatTime(until)}` }) : '');

/** What is normal, as people read it. */
export const normal = ({ gauge, normal: text }) => STATES[gauge]?.[2]() ?? text;

const CHECKS = {
  alarms: say('定时任务', 'Alarms'),
  approvals: say('审批', 'Approvals'),
  audit: say('审计', 'Audit'),
  configuration: say('配置', 'Configuration'),
  'daily-report': say('日报', 'Daily report'),
  duties: say('三员分立', 'Duties apart'),
  floors: say('基础服务', 'Floors'),
  installation: say('安装', 'Installation'),
  journal: say('消息日志', 'Journal'),
  leavers: say('离职人员', 'Leavers'),
  outbox: say('发件箱', 'Outbox'),
  ports: say('端口', 'Ports'),
  resources: say('接口', 'Resources'),
  'second-factor': say('第二因素', 'Second factor'),
  store: say('数据库', 'Database'),
  vault: say('密钥', 'Keys'),
};

export function subjectName({ gauge, subject }) {
  if (gauge === 'health') return CHECKS[subject]?.() ?? subject;
  if (gauge === 'storage') return t({ zh: '数据目录', en: 'data folder' });
  if (gauge === 'reader') return partName(subject);
  const [platform, ...account] = subject.split('/');
  return account.length ? `${platformName(platform)} ${account.join('/')}` : subject;
}
