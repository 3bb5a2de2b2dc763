// SPDX-License-Identifier: Apache-2.0
// What browsers from Safari 15.0 and Chromium 89 on lack and pages like to use. They are what the windows of DingTalk,
// WeCom and Feishu are made of on machines that nobody updates. First of all modules, so that pages need not think of it.

/** A property that is there already is the browser's own, and better. */
function fill(of, name, value) {
  if (!(name in of)) {
    Object.defineProperty(of, name, { value, writable: true, configurable: true });
  }
}

function at(index) {
  const from = Math.trunc(index) || 0;
  return this[from < 0 ? from + this.length : from];
}

function findLastIndex(test, self) {
  let index = this.length - 1;
  while (index >= 0 && !test.call(self, this[index], index, this)) {
    index -= 1;
  }
  return index;
}

fill(Array.prototype, 'at', at);
fill(String.prototype, 'at', at);
fill(Array.prototype, 'findLastIndex', findLastIndex);
fill(Array.prototype, 'findLast', function findLast(test, self) {
  return this[findLastIndex.call(this, test, self)];
});
fill(Object, 'hasOwn', (of, name) => Object.prototype.hasOwnProperty.call(of, name));
