// SPDX-License-Identifier: Apache-2.0
// One person in a dialog; `saved` brings {account, password?}.
import { css, html, nothing } from 'lit';
import { Editor, api, session, t } from 'huitong';
import { w } from './accounts-words.js';

/** Of content, those that only their holders take, too; of the other kinds it is all of them, as the hub has it. */
const GUARDED = ['content.administer', 'messages.read.all'];

/** It comes with leading others and with roles that approve. */
const NOBODYS = 'approvals.decide';

const KINDS = ['content', 'manage', 'security', 'audit'];

class AccountEditor extends Editor {
  static properties = {
    /** The person to edit; one without an account is new. */
    person: { attribute: false },
    /** What can be given, in words. */
    permissions: { attribute: false },
  };

  static styles = [
    Editor.styles,
    css`
      sl-dialog {
        --width: min(34rem, calc(100vw - 1.5rem));
      }
      form {
        grid-template-columns: minmax(0, 1fr);
      }
      fieldset {
        border: 0;
        margin: 0;
        padding: 0;
        display: grid;
        gap: 0.625rem;
      }
      .kind {
        display: grid;
        gap: 0.5rem;
      }
      legend {
        padding: 0;
        margin-bottom: 0.5rem;
        font-weight: 600;
      }
    `,
  ];

  willUpdate(changed) {
    if (changed.has('person')) {
      const words = this.person.permissions ?? [];
      const known = new Set(this.permissions.map(({ word }) => word));
      this.begin({
        account: this.person.account ?? '',
        name: this.person.name ?? '',
        given: words.filter((word) => known.has(word)),
        other: words.filter((word) => !known.has(word)).join(' '),
      });
    }
  }

  get #isNew() {
    return !this.person.account;
  }

  get #isMe() {
    return this.person.account === session()?.account;
  }

  heading() {
    return w(this.#isNew ? 'add' : 'editPerson');
  }

  fields() {
    const { draft } = this;
    return html`<sl-input
        name="account"
        size="small"
        label=${w('account')}
        help-text=${this.#isNew ? w('accountHelp') : ''}
        maxlength="64"
        autocomplete="off"
        autocapitalize="off"
        ?disabled=${!this.#isNew}
        .value=${draft.account}
        @sl-input=${(e) => this.set({ account: e.target.value })}
      ></sl-input>
      <sl-input
        name="name"
        size="small"
        label=${w('name')}
        help-text=${w('nameHelp')}
        maxlength="100"
        autocomplete="off"
        .value=${draft.name}
        @sl-input=${(e) => this.set({ name: e.target.value })}
      ></sl-input>
      ${this.#permissions()} ${this.#isNew ? html`<p class="small quiet">${w('passwordHelp')}</p>` : nothing}`;
  }

  #permissions() {
    return html`<fieldset>
      <legend>${w('permissions')}</legend>
      ${this.#isMe ? html`<p class="small quiet">${w('own')}</p>` : nothing}
      ${KINDS.map((kind) => this.#kind(kind))}
      <sl-input
        name="other"
        size="small"
        label=${w('other')}
        help-text=${w('otherHelp')}
        autocomplete="off"
        autocapitalize="off"
        ?disabled=${this.#isMe}
        .value=${this.draft.other}
        @sl-input=${(e) => this.set({ other: e.target.value })}
      ></sl-input>
    </fieldset>`;
  }

  #kind(kind) {
    const own = this.permissions.filter((permission) => permission.kind === kind);
    if (!own.length) return nothing;
    return html`<div role="group" class="kind" aria-labelledby=${`kind-${kind}`}>
      <div class="small quiet" id=${`kind-${kind}`}>${w(kind)}</div>
      ${own.map((permission) => this.#permission(permission))}
    </div>`;
  }

  #permission({ word, kind, title, note }) {
    const guarded = kind !== 'content' || GUARDED.includes(word);
    const mine = word !== NOBODYS && session()?.permissions.includes(word);
    // What somebody lacks they give to nobody; ordinary content may be taken all the same.
    const foreign = !mine && (guarded || !(this.person.permissions ?? []).includes(word));
    return html`<sl-checkbox
      size="small"
      value=${word}
      help-text=${foreign && !this.#isMe && word !== NOBODYS ? w('notYours') : note ? t(note) : ''}
      ?disabled=${foreign || this.#isMe}
      ?checked=${this.draft.given.includes(word)}
      @sl-change=${(e) => this.#give(word, e.target.checked)}
      >${t(title)}</sl-checkbox
    >`;
  }

  #give(word, yes) {
    const given = this.draft.given.filter((other) => other !== word);
    this.set({ given: yes ? [...given, word] : given });
  }

  missing({ account }) {
    return account.trim() ? undefined : w('needed');
  }

  save({ account, name, given, other }) {
    const permissions = [...given, ...other.split(/\s+/).filter(Boolean)];
    if (this.#isNew) return api.post('accounts', { account, name, permissions });
    // What was not touched may have been changed by somebody else meanwhile.
    return api.put(`accounts/${encodeURIComponent(account)}`, {
      ...(this.untouched('name') ? {} : { name }),
      ...(this.untouched('given', 'other') ? {} : { permissions }),
    });
  }
}

if (!customElements.get('huitong-account-editor')) customElements.define('huitong-account-editor', AccountEditor);
