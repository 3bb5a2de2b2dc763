// SPDX-License-Identifier: Apache-2.0
// Who may see a message, and by which right; of one person, whether they may and why not. The hub notes each look.
import { LitElement, css, html, nothing } from 'lit';
import { api, sentence, t } from 'huitong';
import { part, sheet } from './inbox-sheet.js';
import { readersName, untilName, w } from './inbox-words.js';

const PAUSE_MILLIS = 250;
const MOST_FOUND = 6;

class InboxReaders extends LitElement {
  static properties = {
    /** The id of the message. */
    message: {},
    total: { state: true },
    items: { state: true },
    programs: { state: true },
    next: { state: true },
    problem: { state: true },
    found: { state: true },
    /** What came of asking for one person. */
    verdict: { state: true },
  };

  static styles = [
    sheet,
    css`
      ul {
        list-style: none;
        margin: 0;
        padding: 0;
      }
      li {
        padding-block: var(--sl-spacing-2x-small);
        border-bottom: 1px solid var(--huitong-line);
        overflow-wrap: anywhere;
      }
      li p,
      .verdict p {
        margin: 0;
      }
      .ask {
        max-width: 24rem;
        margin-bottom: var(--sl-spacing-x-small);
      }
      .found {
        display: flex;
        flex-wrap: wrap;
        gap: var(--sl-spacing-2x-small);
        margin-bottom: var(--sl-spacing-small);
      }
      .verdict {
        margin-bottom: var(--sl-spacing-small);
      }
      sl-button.more {
        margin-top: var(--sl-spacing-small);
      }
    `,
  ];

  #shown;
  #timer;

  willUpdate() {
    if (this.message === this.#shown) return;
    this.#shown = this.message;
    this.items = null;
    this.verdict = null;
    this.found = null;
    this.problem = null;
    if (this.message) this.#read();
  }

  async #read() {
    const asked = this.message;
    try {
      const page = await api.get(
        `rights/readers?${new URLSearchParams({ message: asked, ...(this.items ? { after: this.next } : {}) })}`,
      );
      if (asked !== this.message) return;
      if (!this.items) this.programs = page.accounts;
      this.items = [...(this.items ?? []), ...page.items];
      this.total = page.total;
      this.next = page.next;
    } catch (problem) {
      if (asked === this.message) this.problem = problem;
    }
  }

  #type = ({ target }) => {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#find(target.value.trim()), PAUSE_MILLIS);
  };

  async #find(words) {
    this.verdict = null;
    if (!words) {
      this.found = null;
      return;
    }
    try {
      this.found = (await api.get(`colleagues?${new URLSearchParams({ q: words, limit: MOST_FOUND })}`)).items;
    } catch (problem) {
      this.problem = problem;
    }
  }

  async #check(person) {
    const asked = this.message;
    try {
      const verdict = await api.get(`rights/readers/${encodeURIComponent(person)}?${new URLSearchParams({ message: asked })}`);
      if (asked === this.message) this.verdict = verdict;
    } catch (problem) {
      this.problem = problem;
    }
  }

  render() {
    if (this.problem) return html`<p role="alert">${this.problem.status ? sentence(this.problem) : w('offline')}</p>`;
    if (!this.items) return html`<sl-spinner></sl-spinner>`;
    return html`<sl-input
        class="ask"
        size="small"
        type="search"
        clearable
        autocomplete="off"
        label=${w('readersCheck')}
        placeholder=${w('readersCheckHint')}
        @sl-input=${this.#type}
      ></sl-input>
      ${this.found
        ? html`<div class="found">
            ${this.found.length
              ? this.found.map(({ id, name, employee }) => html`<sl-button size="small" @click=${() => this.#check(id)}>${name} ${employee ?? ''}</sl-button>`)
              : html`<span class="quiet">${w('readersNobody')}</span>`}
          </div>`
        : nothing}
      <div role="status">${this.verdict ? this.#verdict(this.verdict) : nothing}</div>
      <p class="quiet">${readersName(this.total)}</p>
      <ul>
        ${this.items.map((reader) => html`<li>${this.#reader(reader)}</li>`)}
      </ul>
      ${this.next ? html`<sl-button class="more" size="small" @click=${this.#read}>${w('more')}</sl-button>` : nothing}
      ${this.programs?.length
        ? html`<p class="quiet">${w('readersPrograms')}: ${this.programs.map(({ name }) => name).join('、')}</p>`
        : nothing}`;
  }

  #reader({ name, employee, login, because }) {
    return html`<p>
        <strong>${name}</strong> <span class="quiet">${employee}${login ? '' : html` · ${w('readersNoLogin')}`}</span>
      </p>
      ${because.map(
        ({ role, words, until }) => html`<p class="quiet">
          ${role ? t(role.name) : w('readersOfAccount')} · ${t(words)}${until ? html` · ${untilName(until)}` : nothing}
        </p>`,
      )}`;
  }

  #verdict({ may, reader, lacks }) {
    return html`<sl-alert open class="verdict" variant=${may ? 'success' : 'neutral'}>
      <sl-icon slot="icon" name=${may ? 'eye' : 'eye-slash'}></sl-icon>
      <strong>${reader.name} ${w(may ? 'readersMay' : 'readersMayNot')}</strong>
      ${may ? this.#reader(reader) : nothing}
      ${may || lacks.length ? nothing : html`<p>${w('readersNone')}</p>`}
      ${lacks.map(({ role, words }) => html`<p>${t(role.name)}: ${words.map((one) => t(one)).join('; ')}</p>`)}
    </sl-alert>`;
  }
}

export const readers = part('huitong-inbox-readers', InboxReaders);
