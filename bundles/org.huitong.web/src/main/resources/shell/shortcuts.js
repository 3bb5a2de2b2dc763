// SPDX-License-Identifier: Apache-2.0
// Keys that do something. Every one of them is listed under `?`.
const known = new Map();
let first = null;
let firstAt = 0;

/**
 * Makes a key, or two after another ("g i"), do something; gives a function that ends it. Nothing happens while the
 * reader types into a field. Without `run` it is only listed: a key that the page answers itself.
 */
export function shortcut(keys, text, run) {
  const entry = { keys, text, run };
  known.set(keys, entry);
  return () => {
    if (known.get(keys) === entry) {
      known.delete(keys);
    }
  };
}

export function shortcuts() {
  return [...known.values()];
}

function typing(event) {
  return event.composedPath().some((at) => at instanceof HTMLElement && (at.isContentEditable || /^(INPUT|TEXTAREA|SELECT|SL-INPUT|SL-TEXTAREA|SL-SELECT)$/.test(at.tagName)));
}

/** Whether it is said to what lies open above the page, in whatever shadow root that stands. */
function above(event) {
  return event.composedPath().some((at) => at instanceof Element && at.matches('sl-dialog[open], sl-drawer[open], sl-dropdown[open]'));
}

addEventListener('keydown', (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || typing(event) || above(event)) {
    return;
  }
  const two = first !== null && Date.now() - firstAt < 1_500 ? known.get(`${first} ${event.key}`) : undefined;
  const entry = two ?? known.get(event.key);
  first = null;
  if (entry?.run) {
    event.preventDefault();
    entry.run(event);
  } else if ([...known.keys()].some((keys) => keys.startsWith(`${event.key} `))) {
    first = event.key;
    firstAt = Date.now();
  }
});
