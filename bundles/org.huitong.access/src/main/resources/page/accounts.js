// SPDX-License-Identifier: Apache-2.0
// Who may come in, and what for.
import { LitElement, css, html, nothing } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { ProblemError, api, confirm, formatTime, query, session, setQuery, sheet, shortcut, t, toast } from 'huitong';
import './account-editor.js';
import './account-password.js';
import { REMOVE, RESET, counted, editLabel, problemText, removeLabel, removeQuestion, resetLabel, resetQuestion, w } from './accounts-words.js';

export default class AccountsPage extends LitElement {
  static properties = {
    list: { state: true },
    find: { state: true },
    editing: { state: true },
    /** A password that was just made: {name, password}. */
    secret: { state: true },
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
        table.stack tr {
          position: relative;
        }
        table.stack td.keys {
          position: absolute;
          inset-block-start: 0.375rem;
          inset-inline-end: 0.25rem;
        }
        table.stack td:first-child {
          padding-inline-end: 7rem;
        }
      }
    `,
  ];

  #ends = [];

  connectedCallback() {
    super.connectedCallback();
    this.find = query().q ?? '';
    const moved = () => (this.find = query().q ?? '');
    addEventListener('huitong:query', moved);
    this.#ends = [
      () => removeEventListener('huitong:query', moved),
      shortcut('n', { zh: '新建人员', en: 'Add a person' }, () => (this.editing = {})),
      shortcut('/', { zh: '查找', en: 'Find' }, () => this.renderRoot.querySelector('.find')?.focus()),
    ];
    this.#read();
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.#ends.forEach((end) => end());
  }

  async #read() {
    try {
      this.list = await api.get('accounts');
      this.problem = null;
    } catch (problem) {
      this.problem = problem instanceof ProblemError ? problemText(problem) : String(problem);
    }
  }

  render() {
    return html`<div class="page">
      <div class="head">
        <h2>${this.list ? counted(this.list.items.length) : ''}</h2>
        <sl-input
          class="find push"
          size="small"
          type="search"
          clearable
          placeholder=${w('find')}
          label=${w('find')}
          .value=${this.find}
          @sl-input=${(e) => this.#search(e.target.value)}
        >
          <sl-icon slot="prefix" name="search"></sl-icon>
        </sl-input>
        <sl-button size="small" variant="primary" class="add" ?disabled=${!this.list} @click=${() => (this.editing = {})}>
          <sl-icon slot="prefix" name="plus-lg"></sl-icon>${w('add')}
        </sl-button>
      </div>
      ${this.problem
        ? html`<sl-alert open variant="danger">${this.problem} <sl-button size="small" @click=${this.#read}>${w('retry')}</sl-button></sl-alert>`
        : nothing}
      <div class="panel">${this.#people()}</div>
      ${this.editing && this.list
        ? html`<huitong-account-editor
            .person=${this.editing}
            .permissions=${this.list.permissions}
            @saved=${this.#saved}
            @closed=${() => (this.editing = null)}
          ></huitong-account-editor>`
        : nothing}
      ${this.secret
        ? html`<huitong-account-password
            .name=${this.secret.name}
            .password=${this.secret.password}
            @closed=${() => (this.secret = null)}
          ></huitong-account-password>`
        : nothing}
    </div>`;
  }

  #people() {
    if (!this.list) return this.problem ? nothing : html`<div class="empty"><sl-spinner></sl-spinner></div>`;
    const find = this.find.trim().toLowerCase();
    const shown = this.list.items.filter(({ account, name }) => [account, name.toLowerCase()].some((text) => text.includes(find)));
    if (!shown.length) return html`<div class="empty"><sl-icon name="people"></sl-icon>${w('noMatch')}</div>`;
    return html`<table class="stack">
      <thead>
        <tr>
          <th scope="col">${w('person')}</th>
          <th scope="col">${w('permissions')}</th>
          <th scope="col">${w('since')}</th>
          <td></td>
        </tr>
      </thead>
      <tbody>
        ${repeat(shown, (person) => person.account, (person) => this.#person(person))}
      </tbody>
    </table>`;
  }

  #person(person) {
    const me = person.account === session()?.account;
    return html`<tr>
      <td>
        <strong>${person.name}</strong>
        ${me ? html`<sl-tag size="small" pill>${w('ownTag')}</sl-tag>` : nothing}
        ${person.mustChangePassword
          ? html`<sl-tag size="small" pill variant="warning">${w('mustChange')}</sl-tag>`
          : nothing}
        <div class="small quiet">${person.account}</div>
      </td>
      <td>
        ${person.permissions.length
          ? html`<div class="tags">${this.#inOrder(person.permissions).map((word) => html`<sl-tag size="small" pill>${this.#title(word)}</sl-tag>`)}</div>`
          : html`<span class="quiet">${w('noPermissions')}</span>`}
      </td>
      <td class="quiet" data-label=${w('since')}>${formatTime(person.createdAt)}</td>
      <td class="keys">
        <sl-icon-button name="pencil" label=${editLabel(person.name)} @click=${() => (this.editing = person)}></sl-icon-button
        >${me
          ? nothing
          : html`<sl-icon-button name="key" label=${resetLabel(person.name)} @click=${() => this.#reset(person)}></sl-icon-button
              ><sl-icon-button name="trash" label=${removeLabel(person.name)} @click=${() => this.#remove(person)}></sl-icon-button>`}
      </td>
    </tr>`;
  }

  /** As they stand in the dialog; those that say nothing of themselves come last. */
  #inOrder(words) {
    const place = (word) => this.list.permissions.findIndex((known) => known.word === word) >>> 0;
    return [...words].sort((a, b) => place(a) - place(b));
  }

  #title(word) {
    const known = this.list.permissions.find((permission) => permission.word === word);
    return known ? t(known.title) : word;
  }

  #search(text) {
    this.find = text;
    setQuery({ ...query(), q: text });
  }

  #saved({ detail: { account, password } }) {
    if (password) this.secret = { name: account.name, password };
    else toast(w('saved'));
    this.#read();
  }

  async #reset(person) {
    if (!(await confirm(resetQuestion(person.name), { yes: RESET, danger: true }))) return;
    await this.#call(async () => {
      const { account, password } = await api.put(path(person), { resetPassword: true });
      this.secret = { name: account.name, password };
    });
  }

  async #remove(person) {
    if (!(await confirm(removeQuestion(person.name), { yes: REMOVE, danger: true }))) return;
    await this.#call(() => api.delete(path(person)));
  }

  async #call(what) {
    try {
      await what();
    } catch (problem) {
      toast(problem instanceof ProblemError ? problemText(problem) : problem, 'danger');
    }
    this.#read();
  }
}

const path = ({ account }) => `accounts/${encodeURIComponent(account)}`;
