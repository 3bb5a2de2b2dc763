// SPDX-License-Identifier: Apache-2.0
// Who speaks and where: a sign of the person, with the platform's mark at its corner.
import { css, html, unsafeCSS } from 'lit';
import { platformSheet } from 'huitong';
import { hueOf, platformName, senderName, signOf } from './inbox-words.js';

export function avatar(message) {
  const name = senderName(message);
  const system = message.sender.kind === 'system' || message.type === 'event';
  return html`<span class="avatar" data-hue=${system ? 'none' : hueOf(name)} aria-hidden="true"
    >${system ? html`<sl-icon name="lightning"></sl-icon>` : message.sender.kind === 'robot' ? html`<sl-icon name="robot"></sl-icon>` : signOf(name)}<i
      data-platform=${message.platform}
      title=${platformName(message.platform)}
      >${[...platformName(message.platform)][0]}</i
    ></span
  >`;
}

const HUES = ['sky', 'green', 'violet', 'amber', 'rose', 'teal', 'indigo', 'orange'];

const hues = unsafeCSS(
  HUES.map(
    (hue, n) => `.avatar[data-hue='${n}'] { background: var(--sl-color-${hue}-100); color: var(--sl-color-${hue}-900); }`,
  ).join('\n'),
);

export const avatarSheet = [
  css`
    .avatar {
      position: relative;
      flex: none;
      display: grid;
      place-items: center;
      width: 2.25rem;
      height: 2.25rem;
      border-radius: 50%;
      font-size: 0.9375rem;
      font-weight: var(--sl-font-weight-semibold);
      background: var(--sl-color-neutral-100);
      color: var(--sl-color-neutral-800);
    }
    .avatar i {
      position: absolute;
      inset-inline-end: -5px;
      bottom: -3px;
      display: grid;
      place-items: center;
      width: 1.0625rem;
      height: 1.0625rem;
      border-radius: 5px;
      border: 1.5px solid var(--huitong-surface);
      font-size: 0.625rem;
      font-style: normal;
      line-height: 1;
      background: var(--sl-color-neutral-200);
      color: var(--sl-color-neutral-900);
    }
  `,
  hues,
  platformSheet,
];
