// SPDX-License-Identifier: Apache-2.0
// Light, dark, or as the system has it.
const KEY = 'huitong.theme';
const system = matchMedia('(prefers-color-scheme: dark)');
let chosen = 'system';
try {
  chosen = localStorage.getItem(KEY) ?? 'system';
} catch {
  // Storage is forbidden here: the system's choice holds.
}

export function theme() {
  return chosen;
}

export function setTheme(value) {
  chosen = value;
  try {
    localStorage.setItem(KEY, value);
  } catch {
    // The choice holds until the page is closed.
  }
  show();
}

function show() {
  document.documentElement.classList.toggle('sl-theme-dark', chosen === 'dark' || (chosen === 'system' && system.matches));
  dispatchEvent(new CustomEvent('huitong:theme'));
}

system.addEventListener('change', show);
