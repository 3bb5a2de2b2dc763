// SPDX-License-Identifier: Apache-2.0
import { LitElement, css, html, nothing } from 'lit';
import { t } from './words.js';

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
    return html`<ul>
      ${(this.pages ?? []).map(
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
