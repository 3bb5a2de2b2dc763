// SPDX-License-Identifier: Apache-2.0
// From the answer of the REST API to what a chart and a table show. Pure: no page, no clock.

/** Hours in UTC become columns in local time: one an hour, or one a day where the time is long. */
export function overTime(items, from, to, perDay) {
  const columns = [];
  const place = new Map();
  const key = (at) => (perDay ? `${at.getFullYear()}-${at.getMonth()}-${at.getDate()}` : String(Math.floor(at / 3_600_000)));
  // Steps of an hour find every local day, also the ones of 23 and 25 hours.
  for (let at = Date.parse(from); at < Date.parse(to); at += 3_600_000) {
    const k = key(new Date(at));
    if (!place.has(k)) {
      place.set(k, columns.length);
      columns.push(new Date(at));
    }
  }
  const platforms = [...new Set(items.map((item) => item.platform))].sort();
  const rows = Object.fromEntries(platforms.map((platform) => [platform, new Array(columns.length).fill(0)]));
  for (const item of items) {
    const column = place.get(key(new Date(item.hour)));
    if (column !== undefined) rows[item.platform][column] += item.messages;
  }
  return { columns, platforms, rows };
}

/** The largest first. */
export function largestFirst(items) {
  return [...items].sort((a, b) => b.messages - a.messages);
}
