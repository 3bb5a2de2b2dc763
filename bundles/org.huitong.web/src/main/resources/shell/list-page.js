// SPDX-License-Identifier: Apache-2.0
// A page that shows one list of the REST API, with a field to find in it and a key to add to it.
import { LitElement, css, html, nothing } from 'lit';
import { api, sentence } from './api.js';
import { loading } from './loading.js';
import { query, setQuery } from './place.js';
import { sheet } from './sheet.js';
import { shortcut } from './shortcuts.js';
import { confirm, toast } from './toast.js';
import { t } from './words.js';

/**
 * Whoever extends it says `path` (below /api/v1), `texts` ({ find, add, saved }, each { zh, en }) and
 * `matches(item, find)`, and renders `head(title)`, `trouble()` and what it makes of `shown`. What is being edited
 * stands in `editing`, {} for a new one.
 */
export class ListPage extends LitElement {
  static properties = {
    /** The API's answer: its `items` and whatever comes with them. */
    list: { state: true },
    find: { state: true },
    editing: { state: true },
    problem: { state: true },
  };

  static styles = [
    sheet,
    css`
      .find {
        flex: 0 1 16rem;
      }
      .find::part(form-control-label) {
        position: absolute;
        clip-path: inset(50%);
      }
      td {
        overflow-wrap: anywhere;
      }
      td.keys {
        white-space: nowrap;
        text-align: end;
        padding-block: 0.125rem;
      }
      .tags {
        display: flex;
        flex-wrap: wrap;
        gap: 0.25rem;
      }
      @media (max-width: 40rem) {
        .find {
          flex: 1 1 100%;
        }
      }
    `,
  ];

  #ends = [];

  connectedCallback() {
    super.connectedCallback();
    this.followAddress();
    const moved = () => this.followAddress();
    addEventListener('huitong:query', moved);
    this.#ends = [
      () => removeEventListener('huitong:query', moved),
      shortcut('n', this.texts.add, () => this.may && this.edit({})),
      shortcut('/', this.texts.find, () => this.renderRoot.querySelector('.find')?.focus()),
    ];
    this.read();
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.#ends.forEach((end) => end());
  }

  /** Whether the reader may change the list: for what to show, the hub asks for itself. */
  get may() {
    return true;
  }

  followAddress() {
    this.find = query().q ?? '';
  }

  async read() {
    try {
      this.list = await api.get(this.path);
      this.problem = null;
    } catch (problem) {
      this.problem = sentence(problem);
    }
  }

  /** What the reader looks for; undefined until there is a list. */
  get shown() {
    const find = this.find.trim().toLowerCase();
    return this.list?.items.filter((item) => !find || this.isFound(item, find));
  }

  edit(item) {
    this.editing = item;
  }

  closed() {
    this.editing = null;
  }

  saved() {
    toast(this.texts.saved);
    this.read();
  }

  /** Asks first. */
  async removeItem(id, question, yes) {
    if (await confirm(question, { yes, danger: true })) await this.call(() => api.delete(`${this.path}/${id}`));
  }

  /** Tells what went wrong, and reads the list again in any case: it may be old. */
  async call(what) {
    try {
      await what();
    } catch (problem) {
      toast(problem);
    }
    this.read();
  }

  /** @param beside whatever stands beside the title */
  head(title, beside = nothing) {
    return html`<div class="head">
      <h2>${title}</h2>
      ${beside}
      <sl-input
        class="find push"
        size="small"
        type="search"
        clearable
        placeholder=${t(this.texts.find)}
        label=${t(this.texts.find)}
        .value=${this.find}
        @sl-input=${(e) => this.#search(e.target.value)}
      >
        <sl-icon slot="prefix" name="search"></sl-icon>
      </sl-input>
      ${this.may
        ? html`<sl-button size="small" variant="primary" class="add" ?disabled=${!this.list} @click=${() => this.edit({})}>
            <sl-icon slot="prefix" name="plus-lg"></sl-icon>${t(this.texts.add)}
          </sl-button>`
        : nothing}
    </div>`;
  }

  trouble() {
    return this.problem ? loading(this.problem, () => this.read()) : nothing;
  }

  /** In the list's place while there is none. */
  waiting() {
    return this.problem ? nothing : loading();
  }

  #search(text) {
    this.find = text;
    setQuery({ ...query(), q: text });
  }
}
