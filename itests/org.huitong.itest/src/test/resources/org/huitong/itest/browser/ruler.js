// SPDX-License-Identifier: Apache-2.0
// Measures the words of a page: which are cut where nothing says so, which hang over the edge, which lie over others.
window.ruler = (() => {
  const SLACK = 1.5;
  /** What lies around it on the screen: through slots and shadow roots. */
  const around = (e) => e.assignedSlot ?? e.parentElement ?? (e.getRootNode() instanceof ShadowRoot ? e.getRootNode().host : null);
  const isIn = (inner, outer) => {
    for (let at = inner; at; at = around(at)) if (at === outer) return true;
    return false;
  };
  const texts = function* (root) {
    for (const each of root.childNodes) {
      if (each.nodeType === Node.TEXT_NODE && each.data.trim()) yield each;
      else if (each instanceof Element && !/^(STYLE|SCRIPT|TEMPLATE|NOSCRIPT|OPTION|SVG)$/i.test(each.tagName)) {
        if (each.shadowRoot) yield* texts(each.shadowRoot);
        yield* texts(each);
      }
    }
  };
  const top = (x, y) => {
    let at = document.elementFromPoint(x, y);
    for (let deeper; (deeper = at?.shadowRoot?.elementFromPoint(x, y)) && deeper !== at; ) at = deeper;
    return at;
  };
  const PARTS = [0.1, 0.3, 0.5, 0.7, 0.9];
  /** Whether some of it can be seen: what lies under a dialog is in nobody's way. */
  const isInSight = (of, left, right, above, bottom) =>
    PARTS.some((across) =>
      [0.15, 0.5, 0.85].some((down) => {
        const front = top(left + (right - left) * across, above + (bottom - above) * down);
        return front && (isIn(front, of) || isIn(of, front));
      }),
    );
  const name = (e) => {
    const names = [];
    for (let at = e; at && names.length < 4; at = around(at)) {
      if (at.tagName === 'SLOT') continue;
      names.unshift(at.localName + (at.classList?.length ? '.' + [...at.classList].join('.') : ''));
    }
    return names.join(' > ');
  };
  /** Where it is made shorter with dots, whoever made it so knew. */
  const isDotted = (style) => style.textOverflow === 'ellipsis' || style.webkitLineClamp !== 'none';
  const boxes = (text) => {
    const range = document.createRange();
    range.selectNodeContents(text);
    return [...range.getClientRects()].filter((box) => box.width > 1 && box.height > 1);
  };
  const measure = () => {
    const faults = [];
    const seen = [];
    for (const text of texts(document.body)) {
      const of = text.parentElement ?? text.parentNode.host;
      if (!of?.checkVisibility({ visibilityProperty: true, opacityProperty: true, contentVisibilityAuto: true })) continue;
      const told = (what) => faults.push(`${what}: “${text.data.trim().slice(0, 40)}” in ${name(of)}`);
      for (const box of boxes(text)) {
        let { left, right, top: above, bottom } = box;
        let scrolls = false;
        let hidden = false;
        let dotted = false;
        for (let at = of; at && at !== document.documentElement; at = around(at)) {
          const style = getComputedStyle(at);
          if (style.display === 'contents' || style.display === 'inline') continue;
          // For those who listen, and not for the eye.
          if (style.clipPath !== 'none' || (style.clip !== 'auto' && style.position === 'absolute')) hidden = true;
          dotted ||= isDotted(style);
          const edge = at.getBoundingClientRect();
          if (/auto|scroll/.test(style.overflowX + style.overflowY)) scrolls = true;
          else if (!scrolls && !dotted && /hidden|clip/.test(style.overflowX) && (left < edge.left - SLACK || right > edge.right + SLACK) && right > edge.left && left < edge.right && edge.width > 1) told('cut at the side');
          else if (!scrolls && !dotted && /hidden|clip/.test(style.overflowY) && bottom > edge.bottom + box.height / 3 && above < edge.bottom && edge.height > 1) told('cut below');
          if (style.overflowX !== 'visible') {
            left = Math.max(left, edge.left);
            right = Math.min(right, edge.right);
          }
          if (style.overflowY !== 'visible') {
            above = Math.max(above, edge.top);
            bottom = Math.min(bottom, edge.bottom);
          }
          if (style.position === 'fixed') break;
        }
        if (hidden || right - left < 2 || bottom - above < 2) continue;
        if (!scrolls && (left < -SLACK || right > innerWidth + SLACK)) told('over the edge');
        if (isInSight(of, left, right, above, bottom)) seen.push({ text, of, left, right, above, bottom });
      }
    }
    for (let i = 0; i < seen.length; i++)
      for (let j = i + 1; j < seen.length; j++) {
        const [a, b] = [seen[i], seen[j]];
        if (a.text === b.text) continue;
        const wide = Math.min(a.right, b.right) - Math.max(a.left, b.left);
        const high = Math.min(a.bottom, b.bottom) - Math.max(a.above, b.above);
        if (wide > 2 && high > Math.min(a.bottom - a.above, b.bottom - b.above) * 0.4)
          faults.push(`one over the other: “${a.text.data.trim().slice(0, 30)}” and “${b.text.data.trim().slice(0, 30)}” in ${name(b.of)}`);
      }
    return [...new Set(faults)];
  };
  return { measure };
})();
