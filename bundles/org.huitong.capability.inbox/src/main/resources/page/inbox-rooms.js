// SPDX-License-Identifier: Apache-2.0
// Rooms by their newest message, with how much of each the reader has not read: the inbox as a list of conversations.
import { LitElement, css, nothing } from 'lit';
import { html } from 'lit/static-html.js';
import { api, sentence } from 'huitong';
import { avatar, avatarSheet } from './inbox-avatar.js';
import { part, sheet, tell } from './inbox-sheet.js';
import { conversationName, fullTime, senderName, shortTime, summary, unreadName, w } from './inbox-words.js';

const PAGE = 30;
const REST_MILLIS = 1_500;
const MOST = 99;

class InboxRooms extends LitElement {
  static properties = {
    /** The filters, as parameters of a question. */
    asked: { attribute: false },
    selected: {},
    _items: { state: true },
    _next: { state: true },
    _problem: { state: true },
  };

  static styles = [
    sheet,
    avatarSheet,
    css`
      :host {
        display: block;
        overflow-y: auto;
      }
      ul {
        list-style: none;
        margin: 0;
        padding: 0;
      }
      button.room {
        display: grid;
        grid-template-columns: 2.25rem minmax(0, 1fr) auto;
        column-gap: var(--sl-spacing-small);
        width: 100%;
        padding: 0.5625rem var(--sl-spacing-small);
        font: inherit;
        color: inherit;
        text-align: start;
        background: none;
        border: 0;
        border-bottom: 1px solid var(--huitong-line);
        cursor: pointer;
      }
      button.room:hover {
        background: var(--sl-color-neutral-50);
      }
      button.room[aria-current='true'] {
        background: var(--sl-color-primary-50);
      }
      button.room:focus-visible {
        outline-offset: -2px;
      }
      .avatar {
        grid-row: span 2;
        align-self: center;
      }
      .name,
      .words {
        min-width: 0;
        overflow: hidden;
        text-overflow: ellipsis;
        white-space: nowrap;
      }
      .unread .name {
        font-weight: var(--sl-font-weight-semibold);
      }
      time {
        font-size: var(--sl-font-size-x-small);
        color: var(--huitong-quiet);
        text-align: end;
      }
      .count {
        justify-self: end;
        align-self: center;
        min-width: 1.25rem;
        padding: 0 0.375rem;
        border-radius: var(--sl-border-radius-pill);
        background: var(--sl-color-primary-700);
        color: var(--sl-color-neutral-0);
        font-size: var(--sl-font-size-x-small);
        font-variant-numeric: tabular-nums;
        text-align: center;
      }
      .center {
        padding: var(--sl-spacing-small);
        text-align: center;
      }
    `,
  ];

  #timer;
  #round = 0;

  disconnectedCallback() {
    super.disconnectedCallback();
    clearTimeout(this.#timer);
    this.#timer = null;
    this.#round++;
  }

  willUpdate(changed) {
    if (changed.has('asked') && JSON.stringify(changed.get('asked')) !== JSON.stringify(this.asked)) this.#read();
  }

  /** Something was said: the order may be another one. Many at once ask once. */
  heard() {
    this.#timer ??= setTimeout(() => {
      this.#timer = null;
      this.#read();
    }, REST_MILLIS);
  }

  async #read(before) {
    const round = ++this.#round;
    const { text, ...filters } = this.asked;
    const pairs = Object.entries({ ...filters, limit: PAGE, before }).filter(([, value]) => value);
    try {
      const { items, next } = await api.get(`messages/rooms?${new URLSearchParams(pairs)}`);
      if (round !== this.#round) return;
      this._items = before ? [...this._items, ...items] : items;
      this._next = next;
      this._problem = undefined;
    } catch (problem) {
      if (round === this.#round) this._problem = problem;
    }
  }

  render() {
    if (this._problem) {
      return html`<div class="note" role="alert"><p>${this._problem.status === 403 ? w('forbiddenWhy') : sentence(this._problem)}</p></div>`;
    }
    if (!this._items) return html`<div class="center"><sl-spinner></sl-spinner></div>`;
    if (!this._items.length) return html`<div class="note"><sl-icon name="chat-left"></sl-icon><p>${w('noRooms')}</p></div>`;
    return html`<ul aria-label=${w('rooms')}>
        ${this._items.map((room) => this.#row(room))}
      </ul>
      <div class="center">
        ${this._next ? html`<sl-button size="small" @click=${() => this.#read(this._next)}>${w('more')}</sl-button>` : nothing}
      </div>`;
  }

  #row({ newest, unread }) {
    const direct = newest.conversationKind === 'direct';
    const current = this.selected === newest.id ? 'true' : 'false';
    return html`<li class=${unread ? 'unread' : ''}>
      <button class="room" aria-current=${current} @click=${() => this.#open(newest)}>
        ${avatar(newest)}
        <span class="name">${direct ? senderName(newest) : conversationName(newest)}</span>
        <time datetime=${newest.sentAt} title=${fullTime(newest.sentAt)}>${shortTime(newest.sentAt)}</time>
        <span class="words quiet">${direct ? nothing : `${senderName(newest)}: `}${summary(newest)}</span>
        ${unread
          ? html`<span class="count"><span aria-hidden="true">${unread < MOST ? unread : `${MOST}+`}</span><span class="hidden">${unreadName(unread, MOST)}</span></span>`
          : nothing}
      </button>
    </li>`;
  }

  #open(newest) {
    tell(this, 'room', { message: newest });
    this._items = this._items.map((room) => (room.newest.id === newest.id ? { ...room, unread: 0 } : room));
    noteRead(newest);
  }
}

/** Notes that somebody has read a room up to this message. */
export async function noteRead(message) {
  try {
    await api.put(`messages/${encodeURIComponent(message.id)}/read`);
  } catch (problem) {
    // It stays unread, and the next look at the list says so.
    console.warn('inbox: could not note that a room was read', problem.status ?? problem.message);
  }
}

export const rooms = part('huitong-inbox-rooms', InboxRooms);
