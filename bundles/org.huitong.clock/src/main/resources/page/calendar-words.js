// SPDX-License-Identifier: Apache-2.0
// Every word that people read on this page, in both languages.
import { t } from 'huitong';

const say = (zh, en) => () => t({ zh, en });

const WORDS = {
  asWeek: say('按星期', 'As the week has it'),
  clear: say('恢复为公布的安排', 'As published again'),
  changed: say('本单位调整', 'changed here'),
  days: say('工作日', 'Days of the week'),
  everybody: say('全体（没有单独设置的部门）', 'Everybody without hours of their own'),
  holidays: say('节假日照常上班（如连续生产线）', 'Works on holidays, too: lines that never stand still'),
  hours: say('工作时间', 'Working hours'),
  hoursFor: say('部门', 'Department'),
  hoursHelp: say('每行一个时段，如 08:30-12:00；夜班可写 20:00-08:00。', 'One span a line, as 08:30-12:00; a night shift reads 20:00-08:00.'),
  kind: say('这一天', 'This day'),
  name: say('名称', 'Name'),
  nameEn: say('英文名称', 'Name in English'),
  next: say('下一年', 'Next year'),
  provisional: say(
    '这一年的放假安排尚未公布，只列出法律规定的节日，没有调休。公布后请在这里补上，或升级产品。',
    'Not published yet for this year: only the days that the law names, without days worked in their place. Add them here once published, or upgrade.',
  ),
  previous: say('上一年', 'Previous year'),
  rest: say('休息', 'Rest'),
  take: say('导入放假安排', 'Take in days'),
  takeDays: say('每行一段', 'A stretch a line'),
  takeHelp: say('日期（可写起止两个）、休或班、名称。', 'A date or two, rest or work, and a name.'),
  takeSample: say('2028-01-24 2028-02-01 休 春节\n2028-01-22 班 春节调休', '2028-01-24 2028-02-01 rest Spring Festival\n2028-01-22 work'),
  usual: say('恢复默认', 'Back to the usual'),
  why: say('任务的截止时间、提醒和每两小时的汇总都按这里计算。', 'Deadlines of tasks, reminders and digests are counted by it.'),
  work: say('上班', 'Work'),
  addHours: say('为部门设置', 'Hours of a department'),
};

export const w = (name) => WORDS[name]();
export const yearTitle = (year) => t({ zh: `${year} 年`, en: String(year) });
export const monthTitle = (month) =>
  t({ zh: `${month} 月`, en: ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December'][month - 1] });
const WEEK = [
  ['一', 'Mo'],
  ['二', 'Tu'],
  ['三', 'We'],
  ['四', 'Th'],
  ['五', 'Fr'],
  ['六', 'Sa'],
  ['日', 'Su'],
];
export const weekday = (day) => t({ zh: WEEK[day - 1][0], en: WEEK[day - 1][1] });
