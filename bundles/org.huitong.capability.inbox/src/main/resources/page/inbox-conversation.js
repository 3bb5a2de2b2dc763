// SPDX-License-Identifier: Apache-2.0
// A conversation as it was spoken, in the platform's own order, oldest above.
import { LitElement, css, nothing } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { html } from 'lit/static-html.js';
import { api, formatBytes, sentence } from 'huitong';
import { avatar, avatarSheet } from './inbox-avatar.js';
import { composer } from './inbox-composer.js';
import { consent } from './inbox-consent.js';
import { url } from './inbox-feed.js';
import { marked } from './inbox-highlight.js';
import { noteRead } from './inbox-rooms.js';
import { part, sheet, tell } from './inbox-sheet.js';
import {
  clockTime, conversationName, dayName, durationName, fullTime, platformName, senderName, summary, typeIcon, typeName, w,
} from './inbox-words.js';

/** So many pixels above the end are the end still. */
const NEAR = 150;
const PAGE = 50;

class InboxConversation extends LitElement {
  static properties = {
    items: { state: true },
    /** Where older and newer messages go on; null at either end. */
    older: { state: true },
    newer: { state: true },
    loading: { state: true },
    problem: { state: true },
    around: { type: String },
  };

  static styles = [
    sheet,
    avatarSheet,
    css`
      :host {
        display: block;
        padding: var(--sl-spacing-medium);
      }
      h2 {
        font-size: var(--sl-font-size-large);
        margin: 0 0 var(--sl-spacing-small);
        padding-block: var(--sl-spacing-x-small);
        overflow-wrap: anywhere;
        position: sticky;
        top: var(--huitong-bar, 0);
        /* Above the avatars, which are placed for their platform's mark. */
        z-index: 2;
        background: var(--huitong-surface);
      }
      ol {
        list-style: none;
        margin: 0;
        padding: 0;
      }
      li {
        display: grid;
        grid-template-columns: 2.25rem minmax(0, 1fr);
        column-gap: var(--sl-spacing-small);
        margin-bottom: var(--sl-spacing-small);
      }
      /* Who goes on speaking is not named again. */
      li.on {
        margin-top: calc(-1 * var(--sl-spacing-2x-small));
      }
      li.day,
      li.happened {
        display: block;
        text-align: center;
      }
      li.day {
        margin-block: var(--sl-spacing-medium) var(--sl-spacing-small);
      }
      li.day span {
        padding: 0.125rem 0.75rem;
        border-radius: var(--sl-border-radius-pill);
        background: var(--sl-color-neutral-100);
        font-size: var(--sl-font-size-x-small);
        color: var(--sl-color-neutral-700);
      }
      .said {
        grid-column: 2;
        min-width: 0;
      }
      .head {
        display: flex;
        flex-wrap: wrap;
        gap: 0 var(--sl-spacing-x-small);
        align-items: baseline;
      }
      .head time {
        font-size: var(--sl-font-size-x-small);
      }
      button.bubble {
        font: inherit;
        color: inherit;
        text-align: start;
        display: inline-block;
        max-width: min(100%, 40rem);
        border: 1px solid transparent;
        border-radius: 4px 14px 14px 14px;
        background: var(--sl-color-neutral-100);
        padding: var(--sl-spacing-x-small) var(--sl-spacing-small);
        cursor: pointer;
      }
      li.own {
        grid-template-columns: minmax(0, 1fr);
        justify-items: end;
      }
      li.own .said {
        grid-column: 1;
        text-align: end;
      }
      li.own .head {
        justify-content: flex-end;
      }
      li.own button.bubble {
        border-radius: 14px 4px 14px 14px;
        background: var(--sl-color-primary-100);
      }
      button.bubble:hover {
        border-color: var(--sl-color-neutral-300);
      }
      button.bubble[aria-current='true'] {
        border-color: var(--sl-color-primary-600);
        background: var(--sl-color-primary-50);
      }
      .happened button {
        font: inherit;
        font-size: var(--sl-font-size-x-small);
        color: var(--sl-color-neutral-700);
        background: none;
        border: 0;
        border-radius: var(--sl-border-radius-pill);
        padding: 0.125rem 0.75rem;
        max-width: 100%;
        cursor: pointer;
        overflow-wrap: anywhere;
      }
      .happened button[aria-current='true'] {
        background: var(--sl-color-primary-50);
      }
      .line {
        display: block;
        white-space: pre-wrap;
        overflow-wrap: anywhere;
      }
      .line.gone {
        text-decoration: line-through;
        color: var(--huitong-quiet);
      }
      .quote {
        display: block;
        margin-bottom: var(--sl-spacing-2x-small);
        padding-inline-start: var(--sl-spacing-x-small);
        border-inline-start: 3px solid var(--sl-color-neutral-300);
        color: var(--huitong-quiet);
        overflow-wrap: anywhere;
      }
      .file {
        display: flex;
        gap: var(--sl-spacing-x-small);
        align-items: center;
        overflow-wrap: anywhere;
      }
      .file sl-icon {
        flex: none;
        font-size: 1.25rem;
        color: var(--huitong-quiet);
      }
      .center {
        text-align: center;
        padding: var(--sl-spacing-x-small);
      }
    `,
  ];

  #message;
  #round = 0;

  /** Shows the conversation around this message: what came before it, and what came after. */
  async show(message) {
    this.around = message.id;
    if (this.#message && same(this.#message, message) && this.items?.some((m) => m.id === message.id)) return;
    this.#message = message;
    this.#round++;
    this.items = [message];
    this.older = message.seq;
    this.newer = message.seq;
    await this.#go('older');
    await this.#go('newer');
    await this.updateComplete;
    this.#center();
  }

  /** Brings the message to the middle of its pane, and moves nothing around that. */
  #center() {
    const here = this.renderRoot.querySelector('[aria-current=true]')?.getBoundingClientRect();
    const pane = this.closest('.right');
    if (here && pane) pane.scrollTop += here.top - pane.getBoundingClientRect().top - (pane.clientHeight - here.height) / 2;
  }

  /** Something was said, edited or taken back. */
  async heard(id) {
    if (!this.#message) return;
    const round = this.#round;
    if (this.items.some((m) => m.id === id)) {
      const message = await api.get(`messages/${encodeURIComponent(id)}`);
      if (round === this.#round) this.items = this.items.map((m) => (m.id === id ? message : m));
    } else if (this.newer == null) {
      const follows = this.#isAtEnd;
      const last = this.items.at(-1);
      this.newer = last.seq;
      await this.#go('newer');
      const newest = this.items.at(-1);
      if (round === this.#round && follows && newest !== last) await this.#follow(newest);
    }
  }

  get #isAtEnd() {
    const pane = this.closest('.right');
    return pane != null && pane.scrollHeight - pane.scrollTop - pane.clientHeight < NEAR;
  }

  /** Whoever looks at the end sees what is said next, and has read it. */
  async #follow(newest) {
    await this.updateComplete;
    const pane = this.closest('.right');
    pane.scrollTop = pane.scrollHeight;
    if (!document.hidden) await noteRead(newest);
  }

  /** Pages of a conversation are in the order in which it was spoken, whichever way one reads. */
  async #go(way) {
    const round = this.#round;
    const { platform, tenant, conversation } = this.#message;
    const place = way === 'older' ? { before: this.older } : { after: this.newer };
    this.loading = true;
    this.problem = null;
    try {
      const page = await api.get(url({ platform, tenant, conversation, order: 'conversation', limit: PAGE, ...place }));
      if (round !== this.#round) return;
      const known = new Set(this.items.map((m) => m.id));
      const more = page.items.filter((m) => !known.has(m.id));
      this.items = way === 'older' ? [...more, ...this.items] : [...this.items, ...more];
      this[way] = page.next ?? null;
    } catch (problem) {
      if (round === this.#round) this.problem = problem;
    }
    this.loading = false;
  }

  render() {
    if (!this.#message) return nothing;
    return html`<section aria-label=${w('conversation')}>
      <h2 tabindex="-1">
        ${this.#message.conversationKind === 'direct' ? `${senderName(this.#message)} · ` : ''}${conversationName(this.#message)}
        <span class="platform" data-platform=${this.#message.platform}>${platformName(this.#message.platform)}</span>
      </h2>
      <${consent} .room=${this.#message}></${consent}>
      ${this.problem ? html`<p role="alert">${this.problem.status ? sentence(this.problem) : w('offline')}</p>` : nothing}
      <div class="center">${this.#end('older', w('conversationOlder'), w('end'))}</div>
      <ol>
        ${repeat(
          this.items ?? [],
          (m) => m.id,
          (m, i) => html`${this.#day(m, this.items[i - 1])}${this.#spoken(m, this.items[i - 1])}`,
        )}
      </ol>
      <div class="center">${this.#end('newer', w('conversationNewer'), '')}</div>
      <${composer} .room=${this.#message}></${composer}>
    </section>`;
  }

  #day(m, before) {
    const day = dayName(m.sentAt);
    return before && dayName(before.sentAt) === day ? nothing : html`<li class="day"><span>${day}</span></li>`;
  }

  #spoken(m, before) {
    const here = m.id === this.around ? 'true' : 'false';
    const open = () => tell(this, 'open', { id: m.id });
    if (m.event) {
      return html`<li class="happened">
        <button aria-current=${here} @click=${open}>${clockTime(m.sentAt)} · ${senderName(m)} · ${summary(m)}</button>
      </li>`;
    }
    const on = goesOn(m, before);
    const own = m.conversation.startsWith('letter:') || m.nativeId.startsWith('letter:');
    return html`<li class="${on ? 'on' : ''} ${own ? 'own' : ''}">
      ${on || own ? nothing : avatar(m)}
      <div class="said">
        ${on
          ? nothing
          : html`<div class="head">
              <strong>${senderName(m)}</strong>
              <time class="quiet" datetime=${m.sentAt} title=${fullTime(m.sentAt)}>${clockTime(m.sentAt)}</time>
            </div>`}
        <button class="bubble" aria-current=${here} title=${fullTime(m.sentAt)} @click=${open}>${this.#content(m)}</button>
        ${m.recalled ? html`<span class="chip recalled">${w('recalled')}</span>` : nothing}
        ${m.version > 1 && !m.recalled ? html`<span class="chip">${w('edited')}</span>` : nothing}
      </div>
    </li>`;
  }

  #content(m) {
    const quoted = m.quote && (m.quote.sender?.name ?? m.quote.sender?.id);
    const words = ownWords(m);
    return html`${m.quote
        ? html`<span class="quote">${quoted ? `${quoted}: ` : ''}${m.quote.text}<span class="hidden">(${w('quoted')})</span></span>`
        : nothing}
      ${m.attachments.map(
        (file) => html`<span class="file">
          <sl-icon name=${typeIcon(file.type)} label=${typeName(file.type)}></sl-icon>
          <span>${file.name ?? typeName(file.type)} <span class="quiet">${[durationName(file.durationMillis), formatBytes(file.bytes)].filter(Boolean).join(' · ')}</span></span>
        </span>`,
      )}
      ${words.length || !m.attachments.length
        ? html`<span class="line ${m.recalled ? 'gone' : ''}">${words.length ? words : summary(m)}</span>`
        : nothing}`;
  }

  #end(way, title, none) {
    if (this.loading) return html`<sl-spinner></sl-spinner>`;
    return this[way] != null
      ? html`<sl-button size="small" @click=${() => this.#go(way)}>${title}</sl-button>`
      : html`<span class="quiet">${none}</span>`;
  }
}

const PAUSE_MILLIS = 5 * 60_000;

/** The same person, the same day, hardly a pause: one bubble under the other. */
function goesOn(m, before) {
  return Boolean(
    before &&
      !before.event &&
      before.sender.id === m.sender.id &&
      senderName(before) === senderName(m) &&
      new Date(m.sentAt) - new Date(before.sentAt) < PAUSE_MILLIS &&
      dayName(before.sentAt) === dayName(m.sentAt),
  );
}

/** The text holds the quoted lines too, each behind "> ": they are shown above it. Marks keep their places in it. */
function ownWords(m) {
  if (!m.text) return [];
  if (!m.quote) return marked(m.text, m, 'text');
  const lines = [];
  let from = 0;
  for (const line of m.text.split('\n')) {
    if (line.trim() && !line.startsWith('> ')) lines.push({ from, to: from + line.length });
    from += line.length + 1;
  }
  return lines.flatMap((line, i) => [i ? '\n' : '', ...marked(m.text.slice(0, line.to), m, 'text', line.from)]);
}

function same(a, b) {
  return a.platform === b.platform && a.account === b.account && a.conversation === b.conversation;
}

export const conversation = part('huitong-inbox-conversation', InboxConversation);
