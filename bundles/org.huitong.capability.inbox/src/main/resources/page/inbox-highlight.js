// SPDX-License-Identifier: Apache-2.0
// Words that were searched for, marked where they stand, and numbers of which a part is hidden, so that stars look like
// what they stand for. The hub says where, in the units that JavaScript counts in.
import { html } from 'lit';
import { t } from 'huitong';
import { summary, w } from './inbox-words.js';

/** So much is shown before the first hit: a line in the list has room for few words. */
const BEFORE = 18;

/** A field of the message with its hits marked, and its masks. */
export function marked(text, message, field, from = 0) {
  const parts = [];
  let at = from;
  const places = [
    ...(message.highlights ?? []).map((hit) => ({ ...hit, shown: (words) => html`<mark>${words}</mark>` })),
    ...(message.masked ?? []).map((mask) => ({ ...mask, shown: (words) => html`<span class="masked" title=${w('masked')}>${words}</span>` })),
  ].sort((a, b) => a.from - b.from);
  for (const place of places) {
    if (place.field !== field || place.from < at || place.to > text.length) continue;
    parts.push(text.slice(at, place.from), place.shown(text.slice(place.from, place.to)));
    at = place.to;
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
    return [title, from ? '…' : '', ...marked(message.text, message, 'text', from)];
  }
  const place = Number(/\d+/.exec(first.field)[0]);
  if (first.excerpt) return [message.attachments[place].name ?? '', ' · ', ...insideFile(first)];
  return marked(message.attachments[place].name, message, first.field);
}

/** A few words out of a file, with the hit marked. */
export function insideFile(hit) {
  return ['…', hit.excerpt.slice(0, hit.from), html`<mark>${hit.excerpt.slice(hit.from, hit.to)}</mark>`, hit.excerpt.slice(hit.to), '…'];
}

/** Found, but in none of what is shown: an earlier version has the words, or their name does who said it. */
export const foundEarlier = (message) => message.highlights?.length === 0 && message.version > 1;
