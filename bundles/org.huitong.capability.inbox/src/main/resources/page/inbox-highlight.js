// SPDX-License-Identifier: Apache-2.0
// Words that were searched for, marked where they stand. The hub says where, in the units that JavaScript counts in.
import { html } from 'lit';
import { t } from 'huitong';
import { summary } from './inbox-words.js';

/** So much is shown before the first hit: a line in the list has room for few words. */
const BEFORE = 18;

/** A field of the message with its hits marked. */
export function marked(text, highlights, field, from = 0) {
  const parts = [];
  let at = from;
  for (const hit of highlights ?? []) {
    if (hit.field !== field || hit.from < at || hit.to > text.length) continue;
    parts.push(text.slice(at, hit.from), html`<mark>${text.slice(hit.from, hit.to)}</mark>`);
    at = hit.to;
  }
  return [...parts, text.slice(at)];
}

/** One line for the list: the part of the message that was found, else its summary. */
export function foundLine(message) {
  const [first] = message.highlights ?? [];
  if (!first || message.unavailable) return summary(message);
  if (first.field === 'text') {
    const from = first.from > BEFORE * 2 ? first.from - BEFORE : 0;
    const title = message.event ? `${t(message.event.title)} · ` : '';
    return [title, from ? '…' : '', ...marked(message.text, message.highlights, 'text', from)];
  }
  const place = Number(/\d+/.exec(first.field)[0]);
  return marked(message.attachments[place].name, message.highlights, first.field);
}

/** Found, but in none of what is shown: an earlier version has the words. */
export const foundEarlier = (message) => message.highlights?.length === 0;
