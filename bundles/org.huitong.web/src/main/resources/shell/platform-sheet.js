// SPDX-License-Identifier: Apache-2.0
// The colours of platforms, everywhere the same: of whatever carries `data-platform`. Others keep what they have.
import { unsafeCSS } from 'lit';

const HUES = { dingtalk: 'sky', wecom: 'green', feishu: 'violet', generic: 'amber', mail: 'rose', sms: 'teal' };

/** Goes before a plain rule of one class, wherever it stands. */
export const platformSheet = unsafeCSS(
  Object.entries(HUES)
    .map(
      ([platform, hue]) =>
        `[data-platform][data-platform='${platform}'] { background: var(--sl-color-${hue}-100); color: var(--sl-color-${hue}-900); }`,
    )
    .join('\n'),
);
