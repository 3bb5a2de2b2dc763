// SPDX-License-Identifier: Apache-2.0
import { t } from './words.js';

const tags = new Map();

/** A custom element's name is taken for ever, and a page that was upgraded brings another class: each gets its own. */
function tagFor(path, Page) {
  if (!tags.has(Page)) {
    const tag = `huitong-page-${path.toLowerCase().replace(/[^a-z0-9]+/g, '-')}-${tags.size}`;
    customElements.define(tag, customElements.getName?.(Page) ? class extends Page {} : Page);
    tags.set(Page, tag);
  }
  return tags.get(Page);
}

/** Where a page stands: fetches its module, shows its element, and says so where that does not work. */
class HuitongOutlet extends HTMLElement {
  #module;
  #path;
  #turn = 0;

  set path(value) {
    this.#path = value;
  }

  set module(value) {
    if (value !== this.#module) {
      this.#module = value;
      this.again();
    }
  }

  connectedCallback() {
    this.style.display = 'contents';
  }

  /** Shows the page anew: another language, or another edition of it. */
  async again() {
    const turn = ++this.#turn;
    const path = this.#path;
    const module = this.#module;
    try {
      const { default: Page } = await import(module);
      if (turn !== this.#turn) {
        return;
      }
      this.replaceChildren(document.createElement(tagFor(path, Page)));
    } catch (failed) {
      if (turn !== this.#turn) {
        return;
      }
      console.error(`The page ${path} cannot be shown`, failed);
      this.#excuse();
    }
  }

  #excuse() {
    const alert = document.createElement('sl-alert');
    alert.variant = 'danger';
    alert.open = true;
    alert.style.cssText = 'place-self: center; max-width: 30rem; margin: 1rem';
    alert.append(
      t({
        zh: '这个页面打不开，其他页面不受影响。浏览器的控制台里有原因。',
        en: 'This page cannot be shown; the others are not affected. The console of the browser says why.',
      }),
    );
    this.replaceChildren(alert);
  }
}

customElements.define('huitong-outlet', HuitongOutlet);
