// SPDX-License-Identifier: Apache-2.0
// ECharts in the colours of the house; loaded when the first chart is drawn.

function colours() {
  const style = getComputedStyle(document.documentElement);
  const read = (name) => style.getPropertyValue(name).trim();
  return { text: read('--sl-color-neutral-900'), quiet: read('--huitong-quiet'), line: read('--huitong-line'), surface: read('--huitong-surface') };
}

const LIGHT = ['#0d6787', '#d9822b', '#2f8f5b', '#8a5bb8', '#c2456b', '#6b7f2a', '#3f6fd1', '#7a6a5b'];
const DARK = ['#5bb8dc', '#f0a95c', '#62c792', '#b995e0', '#ec86a6', '#b3c665', '#8fb0f5', '#c2b3a4'];

function theme() {
  const { text, quiet, line, surface } = colours();
  const axis = {
    axisLine: { lineStyle: { color: line } },
    axisTick: { lineStyle: { color: line } },
    axisLabel: { color: quiet },
    splitLine: { lineStyle: { color: line } },
    nameTextStyle: { color: quiet },
  };
  return {
    color: document.documentElement.classList.contains('sl-theme-dark') ? DARK : LIGHT,
    backgroundColor: 'transparent',
    textStyle: { fontFamily: getComputedStyle(document.body).fontFamily, color: text },
    title: { textStyle: { color: text, fontSize: 14, fontWeight: 600 } },
    legend: { textStyle: { color: quiet }, icon: 'roundRect', itemWidth: 10, itemHeight: 10 },
    // A tooltip of HTML would need inline styles, which the Content-Security-Policy forbids; so would the SVG renderer.
    tooltip: { renderMode: 'richText', backgroundColor: surface, borderColor: line, textStyle: { color: text, fontSize: 12 } },
    aria: { enabled: true },
    categoryAxis: axis,
    valueAxis: { ...axis, axisLine: { show: false } },
    logAxis: axis,
    timeAxis: axis,
  };
}

/**
 * Draws into an element that has a height, and draws again when it or the theme changes.
 *
 * @returns {{set: (option: object) => void, on: Function, close: () => void}} close it when the page goes
 */
export function chart(element, option) {
  let drawn = null;
  let last = option;
  let closed = false;
  const size = new ResizeObserver(() => drawn?.resize());
  const handlers = [];
  const draw = async () => {
    const echarts = await import('echarts');
    if (closed) {
      return;
    }
    drawn?.dispose();
    drawn = echarts.init(element, theme());
    handlers.forEach((handler) => drawn.on(...handler));
    if (last) {
      drawn.setOption(last);
    }
    size.observe(element);
  };
  const again = () => draw();
  addEventListener('huitong:theme', again);
  draw();
  return {
    set(next) {
      last = next;
      drawn?.setOption(next, { notMerge: true });
    },
    on(...handler) {
      handlers.push(handler);
      drawn?.on(...handler);
    },
    close() {
      closed = true;
      removeEventListener('huitong:theme', again);
      size.disconnect();
      drawn?.dispose();
    },
  };
}
