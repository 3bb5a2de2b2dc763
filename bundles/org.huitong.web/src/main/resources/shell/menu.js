// SPDX-License-Identifier: Apache-2.0
import { LitElement, css, html, nothing } from 'lit';
import { t } from './words.js';

// By rank, as `PageAt` says it: what one works on, what it follows, how the hub runs, who may do what.
const PARTS = [
  { below: 20, title: { zh: '工作', en: 'Work' } },
  { below: 50, title: { zh: '组织与规则', en: 'People and rules' } },
  { below: 80, title: { zh: '运行与保管', en: 'Running and keeping' } },
  { below: Infinity, title: { zh: '系统管理', en: 'Administration' } },
];
/** A menu that is taken in at a glance needs no headings. */
const FEW = 8;

/** The list of pages. */
class HuitongMenu extends LitElement {
  static properties = { pages: { attribute: false }, current: {} };

  static styles = css`
    ul {
      list-style: none;
      margin: 0;
      padding: 0;
      display: grid;
      gap: 2px;
    }
    h2 {
      margin: 0.875rem 0 0.25rem;
      padding: 0 0.625rem;
      color: var(--sl-color-neutral-600);
      font: 500 0.75rem/1.4 var(--sl-font-sans);
    }
    h2:first-child {
      margin-top: 0;
    }
    a {
      display: flex;
      align-items: center;
      gap: 0.625rem;
      padding: 0.4375rem 0.625rem;
      border-radius: 7px;
      color: var(--sl-color-neutral-700);
      text-decoration: none;
      font: 500 0.875rem/1.4 var(--sl-font-sans);
    }
    a:hover {
      background: var(--sl-color-neutral-100);
      color: var(--sl-color-neutral-900);
    }
    a[aria-current] {
      background: var(--sl-color-primary-100);
      color: var(--sl-color-primary-800);
    }
    a:focus-visible {
      outline: 2px solid var(--sl-color-primary-600);
      outline-offset: -2px;
    }
    sl-icon {
      font-size: 1rem;
      flex: none;
    }
  `;

  render() {
    const pages = this.pages ?? [];
    if (pages.length <= FEW) {
      return this.#list(pages);
    }
    let from = -Infinity;
    return PARTS.map(({ below, title }) => {
      const mine = pages.filter(({ rank }) => rank >= from && rank < below);
      from = below;
      return mine.length ? html`<h2>${t(title)}</h2>${this.#list(mine)}` : nothing;
    });
  }

  #list(pages) {
    return html`<ul>
      ${pages.map(
        (page) => html`<li>
          <a href="#/${page.path}" aria-current=${page.path === this.current ? 'page' : nothing}>
            <sl-icon name=${page.icon} aria-hidden="true"></sl-icon>${t(page.title)}
          </a>
        </li>`,
      )}
    </ul>`;
  }
}

customElements.define('huitong-menu', HuitongMenu);
