// SPDX-License-Identifier: Apache-2.0
// Who may come in, and what for.
import { css, html, nothing } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { ListPage, api, confirm, formatTime, lookAs, session, t } from 'huitong';
import './account-editor.js';
import './account-password.js';
import './address-ranges.js';
import './password-rules.js';
import {
  LOOK,
  OPEN,
  REMOVE,
  RESET,
  SHUT,
  TEXTS,
  counted,
  editLabel,
  lookLabel,
  lookQuestion,
  openLabel,
  openQuestion,
  removeLabel,
  removeQuestion,
  resetLabel,
  resetQuestion,
  shutLabel,
  shutQuestion,
  w,
} from './accounts-words.js';

export default class AccountsPage extends ListPage {
  static properties = {
    /** A password that was just made: {name, password}. */
    secret: { state: true },
  };

  static styles = [
    ListPage.styles,
    css`
      huitong-password-rules {
        display: block;
        margin-block-start: 0.75rem;
      }
      @media (max-width: 40rem) {
        table.stack tr {
          position: relative;
        }
        table.stack td.keys {
          position: absolute;
          inset-block-start: 0.375rem;
          inset-inline-end: 0.25rem;
        }
        table.stack td:first-child {
          padding-inline-end: 9rem;
        }
      }
    `,
  ];

  path = 'accounts';
  texts = TEXTS;

  isFound({ account, name }, find) {
    return [account, name.toLowerCase()].some((text) => text.includes(find));
  }

  render() {
    return html`<div class="page">
      ${this.head(this.list ? counted(this.list.items.length) : '')} ${this.trouble()}
      <div class="panel">${this.#people()}</div>
      ${session()?.permissions.includes('security.administer') ? html`<huitong-address-ranges></huitong-address-ranges>` : nothing}
      <huitong-password-rules></huitong-password-rules>
      ${this.editing && this.list
        ? html`<huitong-account-editor
            .person=${this.editing}
            .permissions=${this.list.permissions}
            @saved=${this.saved}
            @closed=${this.closed}
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
    const { shown } = this;
    if (!shown) return this.waiting();
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
        ${person.open ? nothing : html`<sl-tag size="small" pill variant="danger">${w('shut')}</sl-tag>`}
        <div class="small quiet">${person.account}</div>
      </td>
      <td>
        ${person.permissions.length
          ? html`<div class="tags">${this.#inOrder(person.permissions).map((word) => html`<sl-tag size="small" pill>${this.#title(word)}</sl-tag>`)}</div>`
          : html`<span class="quiet">${w('noPermissions')}</span>`}
      </td>
      <td class="quiet" data-label=${w('since')}>${formatTime(person.createdAt, 'day')}</td>
      <td class="keys">
        <sl-icon-button name="pencil" label=${editLabel(person.name)} @click=${() => this.edit(person)}></sl-icon-button
        >${me
          ? nothing
          : html`${person.kind === 'person' && person.open && !person.mustChangePassword && session()?.permissions.includes('accounts.view-as')
                ? html`<sl-icon-button name="eye" label=${lookLabel(person.name)} @click=${() => this.#look(person)}></sl-icon-button>`
                : nothing}<sl-icon-button
                name=${person.open ? 'lock' : 'unlock'}
                label=${person.open ? shutLabel(person.name) : openLabel(person.name)}
                @click=${() => this.#turn(person)}
              ></sl-icon-button
              ><sl-icon-button name="key" label=${resetLabel(person.name)} @click=${() => this.#reset(person)}></sl-icon-button
              ><sl-icon-button name="trash" label=${removeLabel(person.name)} @click=${() => this.removeItem(key(person), removeQuestion(person.name), REMOVE)}></sl-icon-button>`}
      </td>
    </tr>`;
  }

  async #look(person) {
    if (await confirm(lookQuestion(person.name), { yes: LOOK })) lookAs({ account: person.account });
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

  saved(event) {
    const { account, password } = event.detail;
    if (password) {
      this.secret = { name: account.name, password };
      this.read();
    } else {
      super.saved(event);
    }
  }

  async #turn(person) {
    const question = person.open ? shutQuestion : openQuestion;
    const yes = person.open ? SHUT : OPEN;
    if (!(await confirm(question(person.name), { yes, danger: person.open }))) return;
    await this.call(async () => {
      await api.put(`accounts/${key(person)}`, { open: !person.open });
    });
  }

  async #reset(person) {
    if (!(await confirm(resetQuestion(person.name), { yes: RESET, danger: true }))) return;
    await this.call(async () => {
      const { account, password } = await api.put(`accounts/${key(person)}`, { resetPassword: true });
      this.secret = { name: account.name, password };
    });
  }
}

const key = ({ account }) => encodeURIComponent(account);
