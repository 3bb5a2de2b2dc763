// SPDX-License-Identifier: Apache-2.0
// Every word that people read on this page, in both languages.
import { formatTime, t } from 'huitong';

const say = (zh, en) => () => t({ zh, en });

const WORDS = {
  add: say('新建例行任务', 'New recurring task'),
  all: say('例行任务', 'Recurring tasks'),
  asked: say('填报人', 'Asked of'),
  askedDepartments: say('部门（各派一人）', 'Departments, one of each'),
  askedMembers: say('部门全体成员', 'Everybody of departments'),
  askedPeople: say('人员', 'People'),
  at: say('时间', 'At'),
  cancelled: say('已取消', 'cancelled'),
  daily: say('每天', 'Daily'),
  days: say('星期', 'Days'),
  department: say('按哪个部门的日历', 'By whose calendar'),
  departmentHelp: say('留空为公司通用日历；每班按该部门的班次。', 'Left empty, the company’s; with each shift, the shifts of the department.'),
  due: say('截止', 'Due'),
  earlier: say('提前到前一工作日', 'on the last day worked before'),
  edit: say('编辑', 'Edit'),
  keep: say('休息日照常', 'also on days of rest'),
  late: say('迟报', 'late'),
  later: say('顺延到后一工作日', 'on the next day worked'),
  missed: say('汇通停机期间错过，未派发', 'the hub was away, nobody was asked'),
  missing: say('未报', 'not reported'),
  monthday: say('几号', 'Day of the month'),
  monthly: say('每月', 'Monthly'),
  more: say('更早', 'Earlier ones'),
  next: say('下次', 'Next'),
  none: say('还没有例行任务', 'No recurring tasks yet'),
  noneWhy: say('每日、每周、每班要填报的事项按工作日历自动派发、催办，到期汇总谁没报。', 'What is to be reported each day, week or shift is given out by the work calendar, chased, and summed up when it is due.'),
  note: say('说明', 'Note'),
  off: say('已停用', 'Off'),
  on: say('启用', 'On'),
  reported: say('已报', 'reported'),
  restDays: say('遇休息日', 'On days of rest'),
  rhythm: say('周期', 'How often'),
  rounds: say('各期情况', 'Each time'),
  shift: say('每班', 'Each shift'),
  skip: say('休息日跳过', 'left out'),
  somebody: say('请至少选择一个填报人。', 'Choose somebody of whom it is asked.'),
  tell: say('汇总抄送', 'Tell how it stands, too'),
  tellHelp: say('到期时创建人总会收到汇总。', 'Whoever made it is always told when it is due.'),
  time: say('工作时限（小时）', 'Hours of work'),
  timeHelp: say('留空为当天下班（或本班结束）前。', 'Left empty: until the day’s work, or the shift, is over.'),
  title: say('事项', 'What'),
  waiting: say('待报', 'to report'),
  weekday: say('请至少选择一天。', 'Choose a day.'),
  weekly: say('每周', 'Weekly'),
};

export const w = (name) => WORDS[name]();

const DAYS = [
  ['周一', 'Mon'],
  ['周二', 'Tue'],
  ['周三', 'Wed'],
  ['周四', 'Thu'],
  ['周五', 'Fri'],
  ['周六', 'Sat'],
  ['周日', 'Sun'],
];
export const dayName = (n) => t({ zh: DAYS[n - 1][0], en: DAYS[n - 1][1] });

/** Such as 每周 周一、周五 09:00，休息日跳过. */
export function scheduleWords({ kind, days, at, restDays }) {
  const which = kind === 'weekly' ? ` ${days.map(dayName).join(t({ zh: '、', en: ', ' }))}` : kind === 'monthly' ? t({ zh: ` ${days[0]} 日`, en: ` on day ${days[0]},` }) : '';
  if (kind === 'shift') return w('shift');
  return `${w(kind)}${which} ${at}${t({ zh: '，', en: ', ' })}${t({ zh: '', en: restDays === 'keep' ? '' : 'days of rest: ' })}${w(restDays)}`;
}

export const reportedWords = (round) => t({ zh: `已报 ${round.reported}/${round.asked}`, en: `${round.reported} of ${round.asked} reported` });
export const opened = (round) => formatTime(round.opens, 'short');
