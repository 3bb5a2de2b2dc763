// SPDX-License-Identifier: Apache-2.0
// Every word that people read on this page, in both languages.
import { locale, plural, t } from 'huitong';

const say = (zh, en) => () => t({ zh, en });
const pick = (words) => (word) => (words[word] ? words[word]() : (word ?? ''));

export { platformName } from 'huitong';

export const typeName = pick({
  text: say('文字', 'Text'),
  'rich-text': say('图文', 'Rich text'),
  image: say('图片', 'Image'),
  voice: say('语音', 'Voice'),
  video: say('视频', 'Video'),
  file: say('文件', 'File'),
  card: say('卡片', 'Card'),
  location: say('位置', 'Location'),
  link: say('链接', 'Link'),
  event: say('事件', 'Event'),
  unavailable: say('无法取得', 'Unavailable'),
});

/** @param names what people call departments, by their ids */
export const departmentName = (id, names) => (id ? (names?.get(id) ?? id) : t({ zh: '（未归部门）', en: '(no department)' }));

export const periodName = pick({
  '24h': say('最近 24 小时', 'Last 24 hours'),
  '7d': say('最近 7 天', 'Last 7 days'),
  '30d': say('最近 30 天', 'Last 30 days'),
  own: say('自选日期', 'Own dates'),
});

const WORDS = {
  csv: say('下载 CSV', 'Download CSV'),
  from: say('从', 'From'),
  to: say('到（含）', 'To, included'),
  xlsx: say('下载 Excel', 'Download Excel'),
  showMessages: say('查看这些消息', 'Show these messages'),
  asTable: say('数据表', 'Figures as a table'),
  behind: say('统计还在追赶', 'Counting is catching up'),
  byDay: say('每天的消息', 'Messages per day'),
  byDepartment: say('按部门', 'By department'),
  byDepartmentNote: say(
    '一条消息属于几个部门，就在每个部门各计一次；合计只计一次。',
    'A message in several departments counts in each of them, and once in the total.',
  ),
  byHour: say('每小时的消息', 'Messages per hour'),
  byType: say('按类型', 'By type'),
  day: say('日期', 'Day'),
  department: say('部门', 'Department'),
  empty: say('还没有可统计的消息', 'Nothing to count yet'),
  emptyWhy: say(
    '平台的第一条消息入库后，这里会在几秒内出现数字。连接器页面可以看到各平台的状态。',
    'Figures appear here seconds after the first message of a platform is stored. The connectors page shows how each platform stands.',
  ),
  forbidden: say('您的账号没有查看统计的权限', 'Your account may not see statistics'),
  hour: say('小时', 'Hour'),
  ofPart: say(
    '只统计您可以查看的部门和公司的消息，不超过您可以查看的密级；您自己的单聊不在其中。',
    'Of the departments and companies whose messages you may see, up to the secrecy that you may see; your own direct chats are not among them.',
  ),
  messages: say('消息', 'Messages'),
  nothingNow: say('这段时间没有消息', 'No messages in this time'),
  offline: say('暂时连不上服务器', 'The server cannot be reached'),
  period: say('时间范围', 'Time'),
  recalled: say('其中已撤回', 'Recalled'),
  retry: say('重试', 'Try again'),
  total: say('合计', 'Total'),
  type: say('类型', 'Type'),
  wider: say('查看最近 30 天', 'Show the last 30 days'),
};

export const w = (name) => WORDS[name]();

export const behindWhy = (n) =>
  t({ zh: `还有 ${number(n)} 条记录没有统计，数字会继续增加。`, en: `${plural(n, 'entry is', 'entries are')} not counted yet; the figures will grow.` });

export const newestWhy = (instant) =>
  t({ zh: `最近一条消息发送于 ${time(instant)}。`, en: `The newest message was sent at ${time(instant)}.` });

export const number = (n) => new Intl.NumberFormat(locale()).format(n);

export const time = (instant) =>
  new Intl.DateTimeFormat(locale(), { dateStyle: 'medium', timeStyle: 'short', hour12: false }).format(new Date(instant));

export const hourName = (at) =>
  new Intl.DateTimeFormat(locale(), { month: 'numeric', day: 'numeric', hour: '2-digit', minute: '2-digit', hour12: false }).format(at);

export const dayName = (at) => new Intl.DateTimeFormat(locale(), { month: 'numeric', day: 'numeric', weekday: 'short' }).format(at);
