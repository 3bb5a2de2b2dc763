// SPDX-License-Identifier: Apache-2.0
// Where the reader is: `#/<page>?<the page's own query>`.

export function place() {
  const hash = location.hash.replace(/^#\/?/, '');
  const cut = hash.indexOf('?');
  return { page: decodeURIComponent(cut < 0 ? hash : hash.slice(0, cut)), search: cut < 0 ? '' : hash.slice(cut + 1) };
}

/** The page's own query as an object: {platform: 'feishu'}. */
export function query() {
  return Object.fromEntries(new URLSearchParams(place().search));
}

/**
 * Puts another query into the address; what is empty is left out. `push` makes a step for the browser's back button.
 * The page hears `huitong:query` on window when the query changes in any other way (back, a link).
 */
export function setQuery(values, { push = false } = {}) {
  const pairs = Object.entries(values).filter(([, value]) => value !== undefined && value !== null && value !== '');
  const search = new URLSearchParams(pairs).toString();
  const url = `#/${place().page}${search ? `?${search}` : ''}`;
  if (url !== location.hash) {
    history[push ? 'pushState' : 'replaceState'](null, '', url);
  }
}
