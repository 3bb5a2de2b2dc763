// SPDX-License-Identifier: Apache-2.0
// Runs before the first paint, so that nobody who works in the dark is blinded by a white page. Written as for browsers of
// ten years ago: whoever cannot run the rest is told so from here.
(function () {
  'use strict';
  function read(key) {
    try {
      return localStorage.getItem(key);
    } catch (forbidden) {
      return null; // storage is forbidden here: the system's choice holds
    }
  }
  var theme = read('huitong.theme');
  var dark = theme === 'dark' || (theme !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches);
  var root = document.documentElement;
  root.classList[dark ? 'add' : 'remove']('sl-theme-dark');
  root.lang = read('huitong.locale') || (navigator.language.indexOf('zh') === 0 ? 'zh-CN' : 'en');
  // Lit says it where sheets of components have to stand in the document.
  window.litNonce = document.currentScript.nonce;
  window.addEventListener('load', function () {
    if (!window.customElements || !window.customElements.get('huitong-shell')) {
      document.getElementById('unable').hidden = false;
    }
  });
})();
