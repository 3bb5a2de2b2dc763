// SPDX-License-Identifier: Apache-2.0
// Runs before the first paint, so that nobody who works in the dark is blinded by a white page.
(() => {
  const read = (key) => {
    try {
      return localStorage.getItem(key);
    } catch {
      return null; // storage is forbidden here: the system's choice holds
    }
  };
  const theme = read('huitong.theme');
  const dark = theme === 'dark' || (theme !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches);
  const root = document.documentElement;
  root.classList.toggle('sl-theme-dark', dark);
  root.lang = read('huitong.locale') ?? (navigator.language.startsWith('zh') ? 'zh-CN' : 'en');
})();
