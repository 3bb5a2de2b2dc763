// SPDX-License-Identifier: Apache-2.0
// Who is who: persons, departments, projects, accounts to be mapped, and lists that come in.
import { LitElement, css, html, nothing } from 'lit';
import { query, setQuery, sheet } from 'huitong';
import './people-list.js';
import './people-units.js';
import './people-accounts.js';
import './people-import.js';
import './people-directories.js';
import { w } from './people-words.js';

const TABS = ['people', 'departments', 'projects', 'accounts', 'import', 'directories'];

export default class PeoplePage extends LitElement {
  static properties = { tab: { state: true } };

  static styles = [
    sheet,
    css`
      nav {
        display: flex;
        flex-wrap: wrap;
        gap: 0.25rem;
        border-bottom: 1px solid var(--huitong-line);
      }
      nav button {
        font: inherit;
        color: var(--huitong-quiet);
        background: none;
        border: 0;
        border-bottom: 2px solid transparent;
        padding: 0.5rem 0.75rem;
        cursor: pointer;
      }
      nav button[aria-current] {
        color: var(--sl-color-primary-700);
        border-color: var(--sl-color-primary-600);
      }
    `,
  ];

  connectedCallback() {
    super.connectedCallback();
    this.follow = () => (this.tab = TABS.includes(query().tab) ? query().tab : 'people');
    this.follow();
    addEventListener('huitong:query', this.follow);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    removeEventListener('huitong:query', this.follow);
  }

  #go(tab) {
    this.tab = tab;
    setQuery({ tab: tab === 'people' ? '' : tab }, { push: true });
  }

  render() {
    return html`<div class="page">
      <nav aria-label=${w('people')}>
        ${TABS.map(
          (tab) =>
            html`<button aria-current=${this.tab === tab ? 'page' : nothing} @click=${() => this.#go(tab)}>${w(tab)}</button>`,
        )}
      </nav>
      ${this.#shown()}
    </div>`;
  }

  #shown() {
    switch (this.tab) {
      case 'departments':
        return html`<huitong-people-departments></huitong-people-departments>`;
      case 'projects':
        return html`<huitong-people-projects></huitong-people-projects>`;
      case 'accounts':
        return html`<huitong-people-accounts></huitong-people-accounts>`;
      case 'import':
        return html`<huitong-people-import></huitong-people-import>`;
      case 'directories':
        return html`<huitong-people-directories></huitong-people-directories>`;
      default:
        return html`<huitong-people-list></huitong-people-list>`;
    }
  }
}
