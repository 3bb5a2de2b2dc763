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
    addEventListener('huitong:wrong', this.#wrong);
  }

  disconnectedCallback() {
    removeEventListener('huitong:wrong', this.#wrong);
  }

  /** A page whose first read was refused would spin for ever: it shows the sentence, and a way to try again. */
  #wrong = async ({ detail }) => {
    const page = this.firstElementChild;
    const turn = this.#turn;
    await page?.updateComplete;
    const root = page?.shadowRoot;
    if (turn !== this.#turn || page?.hasAttribute('refused') || !root?.querySelector('sl-spinner')) return;
    page.toggleAttribute('refused', true);
    const again = document.createElement('sl-button');
    again.size = 'small';
    again.style.marginInlineStart = '0.75rem';
    again.append(t({ zh: '重试', en: 'Try again' }));
    again.addEventListener('click', () => this.again());
    const alert = excuse(detail, again);
    this.prepend(alert);
    // What was only slow comes all the same.
    const watch = new MutationObserver(() => {
      if (root.querySelector('sl-spinner')) return;
      watch.disconnect();
      alert.remove();
      page.removeAttribute('refused');
    });
    watch.observe(root, { childList: true, subtree: true });
  };

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
      this.replaceChildren(
        excuse(
          t({
            zh: '这个页面打不开，其他页面不受影响。浏览器的控制台里有原因。',
            en: 'This page cannot be shown; the others are not affected. The console of the browser says why.',
          }),
        ),
      );
    }
  }
}

function excuse(...what) {
  const alert = document.createElement('sl-alert');
  alert.variant = 'danger';
  alert.open = true;
  alert.style.cssText = 'place-self: center; max-width: 30rem; margin: 1rem auto';
  alert.append(...what);
  return alert;
}

customElements.define('huitong-outlet', HuitongOutlet);
