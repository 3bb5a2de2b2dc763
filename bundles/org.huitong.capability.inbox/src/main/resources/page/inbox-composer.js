// SPDX-License-Identifier: Apache-2.0
// Where a reader answers in a conversation, and sees what became of what was written.
import { LitElement, css, html, nothing } from 'lit';
import { api, formatTime, sentence, session, t } from 'huitong';
import { Drafts } from './inbox-drafts.js';
import { part, sheet } from './inbox-sheet.js';
import { w } from './inbox-words.js';

const UNDO = 5000;
const LOOK = 2000;
const DONE = new Set(['read', 'rejected', 'unknown']);
/** They outlive the composer, which comes and goes with the conversation that is shown. */
const drafts = new Drafts();

class InboxComposer extends LitElement {
  static properties = {
    /** A message of the conversation, which says where it is. */
    room: { attribute: false },
    letters: { state: true },
    draft: { state: true },
    /** What goes in a moment, and can still be taken back until it is gone. */
    leaving: { state: true },
    problem: { state: true },
  };

  static styles = [
    sheet,
    css`
      :host {
        display: block;
        position: sticky;
        bottom: 0;
        background: var(--huitong-surface);
        border-top: 1px solid var(--huitong-line);
        padding-block: var(--sl-spacing-small);
      }
      ol {
        list-style: none;
        margin: 0 0 var(--sl-spacing-x-small);
        padding: 0;
        max-height: 9rem;
        overflow-y: auto;
      }
      li {
        padding-block: 0.125rem;
        overflow-wrap: anywhere;
      }
      .row {
        display: flex;
        gap: var(--sl-spacing-x-small);
        align-items: end;
      }
      sl-textarea {
        flex: 1;
      }
      sl-textarea::part(form-control-label) {
        position: absolute;
        clip-path: inset(50%);
      }
      .bad {
        color: var(--sl-color-danger-700);
      }
      .state {
        font-weight: 500;
      }
      .undo {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: var(--sl-spacing-x-small);
      }
    `,
  ];

  #timer;
  #look;
  #where;

  willUpdate(changed) {
    if (!changed.has('room') || !this.room) return;
    const where = [session()?.account, this.room.platform, this.room.account, this.room.conversation].join('\n');
    if (where === this.#where) return;
    // What is about to leave for the other room leaves: it was sent there, and nobody took it back.
    if (this.leaving) this.#send();
    this.leaving = null;
    this.#where = where;
    this.letters = null;
    this.draft = drafts.text(where);
    this.problem = drafts.problem(where);
    this.#read();
  }

  connectedCallback() {
    super.connectedCallback();
    this.#look = setInterval(() => !document.hidden && this.letters?.some((l) => !DONE.has(l.state) && recent(l)) && this.#read(), LOOK);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    clearInterval(this.#look);
    if (this.leaving) this.#send();
  }

  get #may() {
    return session()?.permissions.includes('messages.send');
  }

  async #read() {
    if (!this.#may) return;
    const where = this.#where;
    const { platform, account, conversation } = this.room;
    const parameters = new URLSearchParams({ platform, account, conversation });
    try {
      const page = await api.get(`outbox/room?${parameters}`);
      if (where === this.#where) this.letters = page.items;
    } catch (problem) {
      // Without an outbox there is nothing to write with, and the page reads as before.
      if (where === this.#where) this.letters = problem.status === 404 ? undefined : [];
    }
  }

  #type(text) {
    this.draft = text;
    drafts.write(this.#where, text);
  }

  #write() {
    const letter = this.leaving ? null : drafts.letter(this.#where);
    if (!letter) return;
    this.leaving = { letter, room: this.room, where: this.#where, gone: false };
    this.problem = null;
    this.#timer = setTimeout(() => this.#send(), UNDO);
  }

  #undo() {
    clearTimeout(this.#timer);
    this.leaving = null;
    this.updateComplete.then(() => this.renderRoot.querySelector('sl-textarea')?.focus());
  }

  async #send() {
    clearTimeout(this.#timer);
    const leaving = this.leaving;
    if (leaving.gone) return;
    this.leaving = { ...leaving, gone: true };
    const { letter, room, where } = leaving;
    try {
      const { platform, account, conversation, id } = room;
      await api.post('outbox', { to: { platform, account, conversation }, ...letter, answers: id });
      drafts.sent(where, letter);
    } catch (problem) {
      drafts.failed(where, letter, sentence(problem));
    }
    if (where !== this.#where) return;
    this.leaving = null;
    this.draft = drafts.text(where);
    this.problem = drafts.problem(where);
    this.#read();
  }

  #key(event) {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey) && !event.isComposing) {
      event.preventDefault();
      this.#write();
    }
  }

  render() {
    if (!this.room || this.room.conversationKind === 'events') return nothing;
    if (!this.#may) return html`<p class="quiet small">${w('replyNoRight')}</p>`;
    if (!this.letters) return nothing;
    const shown = this.letters.filter((l) => recent(l) || l.state === 'unknown' || l.state === 'waiting').slice(0, 5);
    return html`<section aria-label=${w('reply')}>
      ${shown.length ? html`<ol aria-label=${w('replySent')}>${[...shown].reverse().map((l) => this.#letter(l))}</ol>` : nothing}
      ${this.problem ? html`<p class="bad" role="alert">${this.problem}</p>` : nothing}
      ${this.leaving
        ? html`<p class="undo" role="status">
            <span>${w('replyLeaves')}</span>
            <sl-button size="small" class="take-back" ?disabled=${this.leaving.gone} @click=${() => this.#undo()}>${w('replyUndo')}</sl-button>
          </p>`
        : html`<div class="row">
            <sl-textarea
              rows="1"
              resize="auto"
              size="small"
              maxlength="20000"
              label=${w('reply')}
              placeholder=${w('replyHint')}
              .value=${this.draft ?? ''}
              @sl-input=${(e) => this.#type(e.target.value)}
              @keydown=${(e) => this.#key(e)}
            ></sl-textarea>
            <sl-button size="small" variant="primary" class="send" ?disabled=${!this.draft?.trim()} @click=${() => this.#write()}>
              <sl-icon slot="prefix" name="send"></sl-icon>${w('replySend')}
            </sl-button>
          </div>`}
    </section>`;
  }

  #letter(letter) {
    return html`<li class="small">
      <span class="state">${w(`letter-${letter.state}`)}</span>
      <time class="quiet" datetime=${letter.postedAt}>${formatTime(letter.postedAt, 'time')}</time>
      ${(letter.text ?? '').slice(0, 60)}
      ${letter.reason ? html`<span class=${letter.state === 'rejected' ? 'bad' : 'quiet'}>${t(letter.reason)}</span>` : nothing}
    </li>`;
  }
}

const recent = (letter) => Date.now() - Date.parse(letter.postedAt) < 10 * 60 * 1000;

export const composer = part('huitong-inbox-composer', InboxComposer);
