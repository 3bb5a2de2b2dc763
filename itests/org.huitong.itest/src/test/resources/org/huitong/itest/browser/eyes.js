// SPDX-License-Identifier: Apache-2.0
// How a test looks at a page: through shadow roots, and at what is in sight alone.
window.eyes = (() => {
  // What is `display: contents` has no box of its own: it is in sight when something in it is.
  const bare = (e) => getComputedStyle(e).display === 'contents';
  const shown = (e) => (bare(e) ? text(e).trim() !== '' : e.checkVisibility({ visibilityProperty: true }));
  const all = function* (root, css) {
    yield* root.querySelectorAll(css);
    for (const each of [root, ...root.querySelectorAll('*')]) if (each.shadowRoot) yield* all(each.shadowRoot, css);
  };
  const find = (css, root = document) => {
    for (const each of all(root, css)) if (shown(each)) return each;
    return null;
  };
  const text = (node) => {
    if (node.nodeType === Node.TEXT_NODE) return node.data;
    if (node instanceof Element) {
      if (/^(STYLE|SCRIPT|TEMPLATE|NOSCRIPT)$/.test(node.tagName)) return '';
      if (!bare(node) && !node.checkVisibility({ visibilityProperty: true })) return '';
    }
    const inside = [...(node.shadowRoot?.childNodes ?? []), ...node.childNodes];
    return inside.map(text).join(' ').replace(/\s+/g, ' ');
  };
  const focused = () => {
    let at = document.activeElement;
    while (at?.shadowRoot?.activeElement) at = at.shadowRoot.activeElement;
    return at;
  };
  const path = (...css) => css.reduce((at, each) => at && find(each, at), document);
  return {
    /** The first in sight; each further selector looks inside what the one before has found. */
    find: path,
    /** Whether the focus is on what is named so, or on something in it. */
    isOn: (...css) => {
      const there = path(...css);
      for (let at = focused(); at; at = at.parentNode ?? at.host) if (at === there) return true;
      return false;
    },
    count: (css) => [...all(document, css)].filter(shown).length,
    text: (css) => {
      const at = css ? find(css) : document.body;
      return at ? text(at) : '';
    },
    focused,
  };
})();
