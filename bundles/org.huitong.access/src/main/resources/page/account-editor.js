// SPDX-License-Identifier: Apache-2.0
// One person in a dialog. Fires `saved` with {account, password?} and `closed` when the dialog is gone.
import { LitElement, css, html, nothing } from 'lit';
import { api, confirm, session, sheet, t } from 'huitong';
import { DISCARD, UNSAVED, problemText, w } from './accounts-words.js';

/** Those that only their holders give and take, as the hub has it. */
const GUARDED = ['hub.administer', 'messages.read.all'];

class AccountEditor extends LitElement {
  static properties = {
    /** The person to edit; one without an account is new. */
    person: { attribute: false },
    /** What can be given, in words. */
    permissions: { attribute: false },
    draft: { state: true },
    problem: { state: true },
    busy: { state: true },
  };

  static styles = [
    sheet,
    css`
      sl-dialog {
        --width: min(34rem, calc(100vw - 1.5rem));
      }
      form {
        display: grid;
        gap: 0.875rem;
      }
      fieldset {
        border: 0;
        margin: 0;
        padding: 0;
        display: grid;
        gap: 0.625rem;
      }
      legend {
        padding: 0;
        margin-bottom: 0.5rem;
        font-weight: 600;
      }
    `,
  ];

  #before;
  #sure = false;

  willUpdate(changed) {
    if (changed.has('person')) {
      const words = this.person.permissions ?? [];
      const known = new Set(this.permissions.map(({ word }) => word));
      this.draft = {
        account: this.person.account ?? '',
        name: this.person.name ?? '',
        given: words.filter((word) => known.has(word)),
        other: words.filter((word) => !known.has(word)).join(' '),
      };
      this.#before = JSON.stringify(this.draft);
    }
  }

  firstUpdated() {
    this.#dialog.updateComplete.then(() => this.#dialog.show());
  }

  get #dialog() {
    return this.renderRoot.querySelector('sl-dialog');
  }

  get #isNew() {
    return !this.person.account;
  }

  get #isMe() {
    return this.person.account === session()?.account;
  }

  #set(values) {
    this.draft = { ...this.draft, ...values };
  }

  render() {
    const { draft } = this;
    return html`<sl-dialog
      label=${w(this.#isNew ? 'add' : 'editPerson')}
      @sl-request-close=${this.#asked}
      @sl-after-hide=${this.#hidden}
    >
      <form @submit=${this.#submit}>
        ${this.problem ? html`<div role="alert"><sl-alert variant="danger" open>${this.problem}</sl-alert></div>` : nothing}
        <sl-input
          name="account"
          size="small"
          label=${w('account')}
          help-text=${this.#isNew ? w('accountHelp') : ''}
          maxlength="64"
          autocomplete="off"
          autocapitalize="off"
          ?disabled=${!this.#isNew}
          .value=${draft.account}
          @sl-input=${(e) => this.#set({ account: e.target.value })}
        ></sl-input>
        <sl-input
          name="name"
          size="small"
          label=${w('name')}
          help-text=${w('nameHelp')}
          maxlength="100"
          autocomplete="off"
          .value=${draft.name}
          @sl-input=${(e) => this.#set({ name: e.target.value })}
        ></sl-input>
        ${this.#permissions()}
        ${this.#isNew ? html`<p class="small quiet">${w('passwordHelp')}</p>` : nothing}
      </form>
      <sl-button slot="footer" @click=${this.#cancel}>${w('cancel')}</sl-button>
      <sl-button slot="footer" variant="primary" class="save" ?loading=${this.busy} @click=${this.#submit}>${w('save')}</sl-button>
    </sl-dialog>`;
  }

  #permissions() {
    return html`<fieldset>
      <legend>${w('permissions')}</legend>
      ${this.#isMe ? html`<p class="small quiet">${w('own')}</p>` : nothing}
      ${this.permissions.map((permission) => this.#permission(permission))}
      <sl-input
        name="other"
        size="small"
        label=${w('other')}
        help-text=${w('otherHelp')}
        autocomplete="off"
        autocapitalize="off"
        ?disabled=${this.#isMe}
        .value=${this.draft.other}
        @sl-input=${(e) => this.#set({ other: e.target.value })}
      ></sl-input>
    </fieldset>`;
  }

  #permission({ word, title, note }) {
    const foreign = GUARDED.includes(word) && !session()?.permissions.includes(word);
    return html`<sl-checkbox
      size="small"
      value=${word}
      help-text=${foreign && !this.#isMe ? w('notYours') : note ? t(note) : ''}
      ?disabled=${foreign || this.#isMe}
      ?checked=${this.draft.given.includes(word)}
      @sl-change=${(e) => this.#give(word, e.target.checked)}
      >${t(title)}</sl-checkbox
    >`;
  }

  #give(word, yes) {
    const given = this.draft.given.filter((other) => other !== word);
    this.#set({ given: yes ? [...given, word] : given });
  }

  async #submit(event) {
    event.preventDefault();
    if (this.busy) return;
    const { account, name, given, other } = this.draft;
    if (!account.trim()) {
      this.#fail(w('needed'));
      return;
    }
    this.busy = true;
    try {
      const permissions = [...given, ...other.split(/\s+/).filter(Boolean)];
      const saved = this.#isNew
        ? await api.post('accounts', { account, name, permissions })
        : await api.put(`accounts/${encodeURIComponent(account)}`, this.#changed({ name, permissions }));
      this.dispatchEvent(new CustomEvent('saved', { detail: saved }));
      this.#close();
    } catch (problem) {
      this.#fail(problemText(problem));
    } finally {
      this.busy = false;
    }
  }

  /** What was not touched may have been changed by somebody else meanwhile. */
  #changed({ name, permissions }) {
    const before = JSON.parse(this.#before);
    const same = (field) => JSON.stringify(this.draft[field]) === JSON.stringify(before[field]);
    return { ...(same('name') ? {} : { name }), ...(same('given') && same('other') ? {} : { permissions }) };
  }

  async #fail(text) {
    this.problem = text;
    await this.updateComplete;
    this.renderRoot.querySelector('[role=alert]').scrollIntoView({ block: 'nearest' });
  }

  #asked(event) {
    if (!this.#sure) {
      event.preventDefault();
      this.#cancel();
    }
  }

  async #cancel() {
    const unchanged = JSON.stringify(this.draft) === this.#before;
    if (unchanged || (await confirm(UNSAVED, { yes: DISCARD, danger: true }))) this.#close();
  }

  #close() {
    this.#sure = true;
    this.#dialog.hide();
  }

  #hidden(event) {
    if (event.target === this.#dialog) this.dispatchEvent(new CustomEvent('closed'));
  }
}

if (!customElements.get('huitong-account-editor')) customElements.define('huitong-account-editor', AccountEditor);
