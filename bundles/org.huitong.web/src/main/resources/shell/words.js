// SPDX-License-Identifier: Apache-2.0
// Words, times and numbers in the reader's language.

/** `zh-CN` or `en`. */
export function locale() {
  return document.documentElement.lang.startsWith('zh') ? 'zh-CN' : 'en';
}

/** One of two sentences: t({ zh: '好', en: 'Good' }). */
export function t(text) {
  return text == null ? '' : locale() === 'zh-CN' ? text.zh : text.en;
}

/** "中文 / English" in its two languages, as feature files write it; what has no such slash is the same in both. */
export function bothLanguages(text) {
  const [zh, ...en] = text.split(' / ');
  return { zh, en: en.join(' / ') || zh };
}

export function setLocale(value) {
  document.documentElement.lang = value;
  try {
    localStorage.setItem('huitong.locale', value);
  } catch {
    // Storage is forbidden here: the choice holds until the page is closed.
  }
  dispatchEvent(new CustomEvent('huitong:locale'));
}

const DAY = 86_400_000;

/**
 * A moment, an ISO-8601 text or a Date.
 *
 * @param style `short` (today without its date), `dated` (with it, to the minute), `full` (date and second), `day` (date alone), `time` (hour to second), `ago` (how long), `brief` (how long, short)
 */
export function formatTime(moment, style = 'short') {
  if (moment == null || moment === '') {
    return '';
  }
  const at = moment instanceof Date ? moment : new Date(moment);
  if (Number.isNaN(at.getTime())) {
    return String(moment);
  }
  if (style === 'ago' || style === 'brief') {
    return ago(at, style === 'brief' ? 'narrow' : 'long');
  }
  const time = { hour: '2-digit', minute: '2-digit', second: '2-digit', hour12: false };
  if (style === 'time' || (style === 'short' && at.toDateString() === new Date().toDateString())) {
    return new Intl.DateTimeFormat(locale(), time).format(at);
  }
  const near = Math.abs(Date.now() - at) < 180 * DAY;
  const date = (style === 'short' || style === 'dated') && near ? { month: 'short', day: 'numeric' } : { year: 'numeric', month: 'short', day: 'numeric' };
  if (style === 'day') {
    return new Intl.DateTimeFormat(locale(), date).format(at);
  }
  const clock = style === 'full' ? time : { hour: '2-digit', minute: '2-digit', hour12: false };
  return new Intl.DateTimeFormat(locale(), { ...date, ...clock }).format(at);
}

const STEPS = [
  ['year', 365 * DAY],
  ['month', 30 * DAY],
  ['day', DAY],
  ['hour', 3_600_000],
  ['minute', 60_000],
  ['second', 1_000],
];

function ago(at, style) {
  const past = at - Date.now();
  const [unit, size] = STEPS.find(([, length]) => Math.abs(past) >= length) ?? STEPS.at(-1);
  return new Intl.RelativeTimeFormat(locale(), { numeric: 'auto', style }).format(Math.round(past / size), unit);
}

/** How many there are of it, in English: plural(1, 'message') is "1 message", plural(2, 'entry', 'entries') "2 entries". */
export function plural(n, one, many = `${one}s`) {
  return `${formatNumber(n)} ${n === 1 ? one : many}`;
}

/** A number with its thousands apart; with `compact` 12,300 becomes 12.3K or 1.2万. */
export function formatNumber(value, { compact = false, digits = 1 } = {}) {
  return new Intl.NumberFormat(locale(), compact ? { notation: 'compact', maximumFractionDigits: digits } : { maximumFractionDigits: digits }).format(value);
}

/** How large a file is, as the systems that people use say it: 1,000 bytes are a kilobyte. Nothing where it is not known. */
export function formatBytes(bytes) {
  if (bytes == null) return '';
  const [size, unit] = [[1e9, 'gigabyte'], [1e6, 'megabyte'], [1e3, 'kilobyte']].find(([least]) => bytes >= least) ?? [1, 'byte'];
  return new Intl.NumberFormat(locale(), { style: 'unit', unit, maximumFractionDigits: 1 }).format(bytes / size);
}
