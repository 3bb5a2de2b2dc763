// SPDX-License-Identifier: Apache-2.0
// Short news at the edge of the window, and questions in the middle of it.
import { sentence } from './api.js';
import { t } from './words.js';

const ICONS = {
  success: 'check2-circle',
  primary: 'info-circle',
  warning: 'exclamation-triangle',
  danger: 'exclamation-octagon',
};

/**
 * Shows a sentence, or what a ProblemError says.
 *
 * @param what a sentence, a {zh, en} or an error
 * @param variant `success`, `primary`, `warning` or `danger`; errors are `danger` by themselves
 */
export function toast(what, variant) {
  const wrong = what instanceof Error;
  const kind = variant ?? (wrong ? 'danger' : 'success');
  const alert = document.createElement('sl-alert');
  alert.variant = kind;
  alert.closable = true;
  alert.duration = wrong ? 10_000 : 4_000;
  const icon = document.createElement('sl-icon');
  icon.slot = 'icon';
  icon.name = ICONS[kind];
  alert.append(icon, wrong ? sentence(what) : typeof what === 'string' ? what : t(what));
  document.body.append(alert);
  // Where the page was still waiting for its first answer, it says so in the place of its spinner (outlet.js).
  if (wrong) dispatchEvent(new CustomEvent('huitong:wrong', { detail: sentence(what) }));
  return alert.toast();
}

/** Asks; true where the reader says yes. */
export function confirm(text, { yes = { zh: '确定', en: 'OK' }, danger = false, title = { zh: '请确认', en: 'Please confirm' } } = {}) {
  const dialog = document.createElement('sl-dialog');
  dialog.label = t(title);
  dialog.append(t(text));
  const no = button(t({ zh: '取消', en: 'Cancel' }), 'default');
  const ok = button(t(yes), danger ? 'danger' : 'primary');
  ok.autofocus = true;
  dialog.append(no, ok);
  document.body.append(dialog);
  return new Promise((resolve) => {
    let answer = false;
    no.addEventListener('click', () => dialog.hide());
    ok.addEventListener('click', () => {
      answer = true;
      dialog.hide();
    });
    dialog.addEventListener('sl-after-hide', (event) => {
      if (event.target === dialog) {
        dialog.remove();
        resolve(answer);
      }
    });
    dialog.updateComplete.then(() => dialog.show());
  });
}

function button(label, variant) {
  const made = document.createElement('sl-button');
  made.slot = 'footer';
  made.variant = variant;
  made.textContent = label;
  return made;
}
