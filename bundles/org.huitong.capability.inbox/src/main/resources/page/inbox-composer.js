// SPDX-License-Identifier: Apache-2.0
// Where a reader answers in a conversation, and sees what became of what was written.
import { LitElement, css, html, nothing } from 'lit';
import { api, formatBytes, formatTime, sentence, session, t } from 'huitong';
import { Attached } from './inbox-attached.js';
import { Drafts } from './inbox-drafts.js';
import { part, sheet } from './inbox-sheet.js';
import { w } from './inbox-words.js';

const UNDO = 5000;
const LOOK = 2000;
const DONE = new Set(['read', 'rejected', 'unknown']);
/** They outlive the composer, which comes and goes with the conversation that is shown. */
const drafts = new Drafts();
const attached = new Attached();

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
      :host([drop]) {
        outline: 2px dashed var(--sl-color-primary-600);
        outline-offset: -2px;
      }
      .files {
        display: grid;
        gap: var(--sl-spacing-2x-small);
      }
      .files li {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: var(--sl-spacing-x-small);
      }
      .files progress {
        flex: 1 1 6rem;
        max-width: 12rem;
        height: 0.375rem;
        accent-color: var(--sl-color-primary-600);
      }
      input[type='file'] {
        display: none;
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
  #unlisten;

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
    this.#unlisten = attached.listen(() => this.requestUpdate());
    this.addEventListener('dragover', this.#over);
    this.addEventListener('dragleave', this.#out);
    this.addEventListener('drop', this.#drop);
    this.#look = setInterval(() => !document.hidden && this.letters?.some((l) => !DONE.has(l.state) && recent(l)) && this.#read(), LOOK);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    clearInterval(this.#look);
    this.#unlisten?.();
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

  #over = (event) => {
    if (!this.#may || !event.dataTransfer?.types.includes('Files')) return;
    event.preventDefault();
    this.toggleAttribute('drop', true);
  };

  #out = () => this.removeAttribute('drop');

  #drop = (event) => {
    this.removeAttribute('drop');
    if (!this.#may || !event.dataTransfer?.files.length) return;
    event.preventDefault();
    attached.add(this.#where, event.dataTransfer.files);
  };

  #paste(event) {
    const files = [...(event.clipboardData?.files ?? [])];
    if (!files.length) return;
    event.preventDefault();
    attached.add(this.#where, files);
  }

  #choose() {
    this.renderRoot.querySelector('input[type="file"]').click();
  }

  #chosen(input) {
    attached.add(this.#where, input.files);
    input.value = '';
  }

  get #sendable() {
    return !attached.isComing(this.#where) && (!!this.draft?.trim() || attached.ready(this.#where).length > 0);
  }

  #write() {
    if (this.leaving || !this.#sendable) return;
    const letter = drafts.letter(this.#where);
    const files = attached.ready(this.#where);
    this.leaving = { letter, files, room: this.room, where: this.#where, gone: false };
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
    const { letter, files, room, where } = leaving;
    const { platform, account, conversation, id } = room;
    const address = { to: { platform, account, conversation }, answers: id };
    let problem = null;
    let words = letter;
    // One letter each, the words first; the same key at each try, so what was sent is not sent again.
    try {
      if (words) {
        await api.post('outbox', { ...address, ...words });
        drafts.sent(where, words);
        words = null;
      }
      for (const file of files) {
        await api.post('outbox', { ...address, file: file.id, key: file.key });
        attached.sent(where, [file]);
      }
    } catch (failed) {
      problem = sentence(failed);
      if (words) drafts.failed(where, words, problem);
    }
    if (where !== this.#where) return;
    this.leaving = null;
    this.draft = drafts.text(where);
    this.problem = drafts.problem(where) ?? problem;
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
        : html`${this.#files()}
          <div class="row">
            <input type="file" multiple tabindex="-1" @change=${(e) => this.#chosen(e.target)} />
            <sl-tooltip content=${w('attach')}>
              <sl-icon-button class="attach" name="paperclip" label=${w('attach')} @click=${() => this.#choose()}></sl-icon-button>
            </sl-tooltip>
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
              @paste=${(e) => this.#paste(e)}
            ></sl-textarea>
            <sl-button size="small" variant="primary" class="send" ?disabled=${!this.#sendable} @click=${() => this.#write()}>
              <sl-icon slot="prefix" name="send"></sl-icon>${w('replySend')}
            </sl-button>
          </div>`}
    </section>`;
  }

  #files() {
    const items = attached.of(this.#where);
    if (!items.length) return nothing;
    return html`<ol class="files" aria-label=${w('attachedFiles')}>${items.map(
      (item) => html`<li class="small" data-state=${item.state}>
        <span>${item.name}</span>
        <span class="quiet">${formatBytes(item.bytes)}</span>
        ${item.state === 'coming'
          ? html`<progress max="1" .value=${item.done} aria-label=${item.name}></progress>`
          : item.state === 'kept'
            ? nothing
            : html`<span class=${item.state === 'checking' ? 'quiet' : 'bad'} role="status">
                ${item.problem ? (item.problem.zh ? t(item.problem) : item.problem) : w(`attached-${item.state}`)}
              </span>`}
        <sl-icon-button name="x-lg" label=${`${w('attachRemove')} ${item.name}`} @click=${() => attached.remove(this.#where, item)}></sl-icon-button>
      </li>`,
    )}</ol>`;
  }

  #letter(letter) {
    return html`<li class="small">
      <span class="state">${w(`letter-${letter.state}`)}</span>
      <time class="quiet" datetime=${letter.postedAt}>${formatTime(letter.postedAt, 'time')}</time>
      ${letter.file ? html`<sl-icon name="paperclip" label=${w('attachedFile')}></sl-icon>` : nothing}
      ${(letter.text ?? '').slice(0, 60)}
      ${letter.reason ? html`<span class=${letter.state === 'rejected' ? 'bad' : 'quiet'}>${t(letter.reason)}</span>` : nothing}
    </li>`;
  }
}

const recent = (letter) => Date.now() - Date.parse(letter.postedAt) < 10 * 60 * 1000;

export const composer = part('huitong-inbox-composer', InboxComposer);
