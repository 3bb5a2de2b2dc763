// SPDX-License-Identifier: Apache-2.0
// What the parts of this page look alike in. Colours are Shoelace's tokens, so that dark mode turns them over.
import { css } from 'lit';
import { platformSheet } from 'huitong';
import { unsafeStatic } from 'lit/static-html.js';

const plain = css`
  :host {
    font: var(--sl-font-size-small) / 1.5 var(--sl-font-sans);
    color: var(--sl-color-neutral-900);
  }
  * {
    box-sizing: border-box;
  }
  button.plain {
    font: inherit;
    color: var(--sl-color-primary-700);
    background: none;
    border: 0;
    padding: 0;
    cursor: pointer;
    text-align: start;
  }
  button.plain:hover {
    text-decoration: underline;
  }
  :focus-visible {
    outline: 2px solid var(--sl-color-primary-600);
    outline-offset: 2px;
    border-radius: 2px;
  }
  .quiet {
    color: var(--huitong-quiet);
  }
  .platform {
    display: inline-block;
    padding: 0 0.4em;
    border-radius: var(--sl-border-radius-small);
    font-size: var(--sl-font-size-x-small);
    background: var(--sl-color-neutral-100);
    color: var(--sl-color-neutral-800);
    white-space: nowrap;
  }
  .chip {
    display: inline-block;
    padding: 0 0.4em;
    border-radius: var(--sl-border-radius-small);
    border: 1px solid var(--sl-color-neutral-300);
    font-size: var(--sl-font-size-x-small);
    color: var(--sl-color-neutral-700);
    white-space: nowrap;
    max-width: 100%;
    overflow: hidden;
    text-overflow: ellipsis;
    vertical-align: bottom;
  }
  .chip.recalled {
    border-color: var(--sl-color-warning-400);
    color: var(--sl-color-warning-800);
    background: var(--sl-color-warning-50);
  }
  .chip.high {
    border-color: var(--sl-color-danger-400);
    color: var(--sl-color-danger-800);
    background: var(--sl-color-danger-50);
  }
  .hidden {
    position: absolute;
    width: 1px;
    height: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
  mark {
    color: inherit;
    background: var(--sl-color-warning-200);
    border-radius: 2px;
    padding-inline: 1px;
  }
  .masked {
    color: var(--huitong-quiet);
    background: var(--sl-color-neutral-100);
    border-radius: 2px;
    letter-spacing: 0.05em;
  }
  .note {
    padding: var(--sl-spacing-x-large) var(--sl-spacing-medium);
    text-align: center;
    color: var(--sl-color-neutral-700);
  }
  .note sl-icon {
    font-size: 2rem;
    color: var(--sl-color-neutral-500);
  }
  .note p {
    margin: var(--sl-spacing-x-small) auto;
    max-width: 34rem;
  }
`;

export const sheet = [plain, platformSheet];

/**
 * Registers a part and gives its tag for templates. A name is taken for ever, and an upgraded bundle brings other
 * classes: each gets a name of its own.
 */
export function part(name, type) {
  let free = name;
  for (let n = 2; customElements.get(free); n++) free = `${name}-${n}`;
  customElements.define(free, type);
  return unsafeStatic(free);
}

/** Tells the page; bubbles through the shadow roots between. */
export function tell(element, name, detail) {
  element.dispatchEvent(new CustomEvent(name, { detail, bubbles: true, composed: true }));
}
