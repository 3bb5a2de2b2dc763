// SPDX-License-Identifier: Apache-2.0
// What changed between two texts. Chinese is compared by character, other scripts by word.

const WORDS = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]|[\p{L}\p{N}]+|\s+|[^]/gu;

/** Beyond this many cells the table would hold up the page; the texts are then told apart as wholes. */
const MOST = 4_000_000;

/** @returns {{kind: 'same'|'removed'|'added', text: string}[]} in reading order */
export function difference(before, after) {
  const a = before.match(WORDS) ?? [];
  const b = after.match(WORDS) ?? [];
  let head = 0;
  while (head < a.length && head < b.length && a[head] === b[head]) head++;
  let tail = 0;
  while (tail < a.length - head && tail < b.length - head && a[a.length - 1 - tail] === b[b.length - 1 - tail]) tail++;
  const parts = [];
  push(parts, 'same', a.slice(0, head));
  middle(parts, a.slice(head, a.length - tail), b.slice(head, b.length - tail));
  push(parts, 'same', a.slice(a.length - tail));
  return parts;
}

function middle(parts, a, b) {
  if (!a.length || !b.length || a.length * b.length > MOST) {
    push(parts, 'removed', a);
    push(parts, 'added', b);
    return;
  }
  const width = b.length + 1;
  const common = new Uint16Array((a.length + 1) * width);
  for (let i = a.length - 1; i >= 0; i--) {
    for (let j = b.length - 1; j >= 0; j--) {
      common[i * width + j] =
        a[i] === b[j]
          ? common[(i + 1) * width + j + 1] + 1
          : Math.max(common[(i + 1) * width + j], common[i * width + j + 1]);
    }
  }
  let i = 0;
  let j = 0;
  while (i < a.length || j < b.length) {
    if (i < a.length && j < b.length && a[i] === b[j]) {
      push(parts, 'same', [a[i]]);
      i++;
      j++;
    } else if (j >= b.length || (i < a.length && common[(i + 1) * width + j] >= common[i * width + j + 1])) {
      push(parts, 'removed', [a[i++]]);
    } else {
      push(parts, 'added', [b[j++]]);
    }
  }
}

function push(parts, kind, words) {
  if (!words.length) return;
  const last = parts.at(-1);
  if (last?.kind === kind) last.text += words.join('');
  else parts.push({ kind, text: words.join('') });
}
