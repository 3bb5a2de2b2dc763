// SPDX-License-Identifier: Apache-2.0
// What stands in an element in the place of something that it reads, or could not read; of a page as a whole the outlet
// sees to that.
import { html } from 'lit';
import { sentence } from './api.js';
import { t } from './words.js';

/**
 * That it is being read; or why there is nothing, and a key to try again, so that nobody waits for what does not come and
 * nobody takes it for an empty list.
 *
 * @param problem what the call threw, or its sentence; none while it is under way
 * @param again reads it once more
 */
export function loading(problem, again) {
  if (!problem) return html`<div class="empty"><sl-spinner></sl-spinner></div>`;
  return html`<sl-alert open variant="danger">
    ${typeof problem === 'string' ? problem : sentence(problem)}
    <sl-button size="small" @click=${again}>${t({ zh: '重试', en: 'Try again' })}</sl-button>
  </sl-alert>`;
}
