// SPDX-License-Identifier: Apache-2.0
// The list of messages: a listbox whose options are rows, read with the arrow keys or j and k.
import { LitElement, css, html, nothing } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { sentence, session, t } from 'huitong';
import { avatar, avatarSheet } from './inbox-avatar.js';
import { foundEarlier, foundLine } from './inbox-highlight.js';
import { part, sheet, tell } from './inbox-sheet.js';
import {
  arrivedName, conversationName, fullTime, nameOf, platformName, senderName, shortTime, shownName, typeIcon, typeName, w,
} from './inbox-words.js';

/** So near to its end the list fetches the next page. */
const NEAR = 600;
/** More would leave the words no room. */
const MOST_CHIPS = 2;

class InboxList extends LitElement {
  static properties = {
    feed: { attribute: false },
    /** Grows with every change of the feed. */
    beat: { type: Number },
    selected: { type: String },
    filtered: { type: Boolean },
  };

  static styles = [
    sheet,
    avatarSheet,
    css`
      :host {
        position: relative;
        /* What is there for ears alone must not make the page scroll. */
        overflow: hidden;
        display: flex;
        flex-direction: column;
        min-height: 0;
      }
      .scroll {
        flex: 1;
        min-height: 0;
        overflow-y: auto;
        overflow-anchor: auto;
      }
      [role='option'] {
        display: grid;
        grid-template-columns: 2.25rem minmax(0, 1fr) auto;
        column-gap: var(--sl-spacing-small);
        padding: 0.5625rem var(--sl-spacing-small);
        border-bottom: 1px solid var(--huitong-line);
        border-inline-start: 3px solid transparent;
        cursor: pointer;
      }
      [role='option']:hover {
        background: var(--sl-color-neutral-50);
      }
      [role='option'][data-priority='high'] {
        border-inline-start-color: var(--sl-color-danger-600);
      }
      [role='option'][data-priority='low'] .text {
        color: var(--huitong-quiet);
      }
      [role='option'][aria-selected='true'] {
        background: var(--sl-color-primary-50);
      }
      .rows:focus-visible {
        outline: none;
      }
      .rows:focus-visible [role='option'][aria-selected='true'] {
        outline: 2px solid var(--sl-color-primary-600);
        outline-offset: -2px;
      }
      .avatar {
        grid-row: span 2;
        align-self: center;
      }
      .who {
        display: flex;
        gap: var(--sl-spacing-2x-small);
        align-items: baseline;
        min-width: 0;
      }
      /* Who speaks is read in full where it fits; the room gives way first. */
      .name {
        flex: none;
        max-width: 60%;
        font-weight: var(--sl-font-weight-semibold);
        white-space: nowrap;
        overflow: hidden;
        text-overflow: ellipsis;
      }
      .room {
        min-width: 0;
        white-space: nowrap;
        overflow: hidden;
        text-overflow: ellipsis;
      }
      time {
        font-size: var(--sl-font-size-x-small);
        white-space: nowrap;
        color: var(--huitong-quiet);
      }
      .text {
        grid-column: 2 / -1;
        display: flex;
        gap: var(--sl-spacing-2x-small);
        align-items: baseline;
        min-width: 0;
      }
      .text > span:first-child {
        flex: 1;
        min-width: 0;
        overflow: hidden;
        text-overflow: ellipsis;
        white-space: nowrap;
      }
      .text .chip {
        flex: none;
        max-width: 7rem;
      }
      .text sl-icon {
        vertical-align: -0.125em;
        color: var(--huitong-quiet);
      }
      .text.gone > span:first-child {
        text-decoration: line-through;
        color: var(--huitong-quiet);
      }
      .text.dark {
        font-style: italic;
        color: var(--huitong-quiet);
      }
      .pill {
        position: absolute;
        top: var(--sl-spacing-x-small);
        left: 50%;
        transform: translateX(-50%);
        z-index: 1;
        box-shadow: var(--sl-shadow-medium);
        border-radius: var(--sl-border-radius-pill);
      }
      .why {
        max-width: 34rem;
      }
      .foot {
        padding: var(--sl-spacing-small);
        text-align: center;
      }
    `,
  ];

  /** Whether the newest row is in sight, so that one more may be put above it. */
  get atTop() {
    const scroll = this.renderRoot?.querySelector('.scroll');
    return !scroll || scroll.scrollTop < 8;
  }

  render() {
    const { feed } = this;
    if (!feed) return nothing;
    return html`
      ${feed.arrived.length
        ? html`<sl-button class="pill" size="small" variant="primary" pill @click=${this.#take}>
            <sl-icon slot="prefix" name="arrow-up"></sl-icon>${arrivedName(feed.arrived.length)}
          </sl-button>`
        : nothing}
      <div class="hidden" role="status">${feed.arrived.length ? arrivedName(feed.arrived.length) : nothing}</div>
      <div class="scroll" @scroll=${this.#scrolled}>
        ${feed.items.length ? this.#rows() : nothing} ${this.#foot()}
      </div>
    `;
  }

  #rows() {
    const { items, more } = this.feed;
    const present = items.some((m) => m.id === this.selected);
    return html`<div
      class="rows"
      role="listbox"
      tabindex="0"
      aria-label=${w('list')}
      aria-activedescendant=${present ? `m-${this.selected}` : nothing}
      @keydown=${this.#key}
      @click=${this.#click}
    >
      ${repeat(
        items,
        (m) => m.id,
        (m, i) => this.#row(m, i + 1, more ? -1 : items.length),
      )}
    </div>`;
  }

  #row(m, place, size) {
    const dark = !m.text && !m.event && !m.attachments.length;
    return html`<div
      id="m-${m.id}"
      role="option"
      data-id=${m.id}
      data-priority=${m.priority}
      aria-selected=${m.id === this.selected ? 'true' : 'false'}
      aria-posinset=${place}
      aria-setsize=${size}
    >
      ${avatar(m)}
      <div class="who">
        <span class="name">${senderName(m)}</span>
        <span class="room quiet">${conversationName(m)}</span>
        <span class="hidden">${platformName(m.platform)} ${m.priority === 'medium' ? nothing : w(m.priority)}</span>
      </div>
      <time datetime=${m.sentAt} title=${fullTime(m.sentAt)}>${shortTime(m.sentAt)}</time>
      <div class="text ${m.recalled && !dark ? 'gone' : ''} ${dark ? 'dark' : ''}">
        <span
          >${['text', 'rich-text', 'event'].includes(m.type)
            ? nothing
            : html`<sl-icon name=${typeIcon(m.type)} label=${typeName(m.type)}></sl-icon> `}${foundLine(m)}</span
        >${this.#marks(m)}
      </div>
    </div>`;
  }

  /** The few that change how a row is read; all of them stand beside the message. */
  #marks(m) {
    const chips = [
      m.recalled && html`<span class="chip recalled">${w('recalled')}</span>`,
      m.priority === 'high' && html`<span class="chip high">${w('high')}</span>`,
      foundEarlier(m) && html`<span class="chip">${w('foundEarlier')}</span>`,
      m.version > 1 && !m.recalled && html`<span class="chip">${w('edited')}</span>`,
      ...m.tags.map((tag) => html`<span class="chip">#${tag}</span>`),
      ...m.departments.map((id) => html`<span class="chip">${nameOf(m, id)}</span>`),
    ].filter(Boolean);
    return chips.length > MOST_CHIPS
      ? html`${chips.slice(0, MOST_CHIPS)}<span class="chip">+${chips.length - MOST_CHIPS}</span>`
      : chips;
  }

  #foot() {
    const { feed } = this;
    if (feed.loading) {
      return html`<div class="foot quiet"><sl-spinner></sl-spinner> ${w('loading')}</div>`;
    }
    if (feed.problem) return this.#problem(feed.problem);
    if (!feed.items.length) {
      // Through the eyes of another it is not that nobody has written yet.
      const asked = this.filtered || session()?.view;
      return html`<div class="note">
        <sl-icon name="inbox"></sl-icon>
        <p><strong>${feed.more ? w('nothingYet') : asked ? w('nothing') : w('empty')}</strong></p>
        ${asked && feed.explanation ? html`<p class="why">${t(feed.explanation)}</p>` : nothing}
        ${feed.more ? html`<sl-button size="small" variant="primary" @click=${() => feed.older()}>${w('goOn')}</sl-button>` : nothing}
        ${this.filtered
          ? html`<sl-button size="small" @click=${() => tell(this, 'clear-filters')}>${w('clear')}</sl-button>`
          : asked
            ? nothing
            : html`<p>${w('emptyWhy')}</p>`}
      </div>`;
    }
    const lacks = feed.explanation ? html`<div class="foot quiet">${t(feed.explanation)}</div>` : nothing;
    return feed.more
      ? html`${lacks}<div class="foot"><sl-button size="small" @click=${() => feed.older()}>${w('more')}</sl-button></div>`
      : html`${lacks}<div class="foot quiet">${w('end')}</div>`;
  }

  #problem(problem) {
    const forbidden = problem.status === 403;
    return html`<div class="note" role="alert">
      <sl-icon name=${forbidden ? 'lock' : 'exclamation-triangle'}></sl-icon>
      <p><strong>${forbidden ? w('forbidden') : problem.status ? sentence(problem) : w('offline')}</strong></p>
      ${forbidden
        ? html`<p>${w('forbiddenWhy')}</p>`
        : html`<sl-button size="small" @click=${() => tell(this, 'retry')}>${w('retry')}</sl-button>`}
    </div>`;
  }

  /** Picks the row that lies so many further down, and brings it into sight. */
  move(by) {
    const { items } = this.feed;
    if (!items.length) return;
    const at = items.findIndex((m) => m.id === this.selected);
    const to = Math.min(items.length - 1, Math.max(0, at < 0 ? 0 : at + by));
    this.#select(items[to].id);
    if (to > items.length - 5) this.feed.older();
  }

  focus() {
    this.renderRoot.querySelector('.rows')?.focus();
  }

  async #select(id) {
    tell(this, 'pick', { id });
    this.selected = id;
    await this.updateComplete;
    this.renderRoot.querySelector(`#m-${CSS.escape(id)}`)?.scrollIntoView({ block: 'nearest' });
  }

  #key(event) {
    const { items } = this.feed;
    const moves = { ArrowDown: 1, ArrowUp: -1, PageDown: 10, PageUp: -10, Home: -items.length, End: items.length };
    if (event.key in moves) {
      event.preventDefault();
      this.move(moves[event.key]);
    } else if (event.key === 'Enter' || event.key === ' ') {
      event.preventDefault();
      if (!this.selected) this.move(0);
      if (this.selected) tell(this, 'open', { id: this.selected });
    }
  }

  #click(event) {
    const row = event.target.closest('[role=option]');
    if (!row) return;
    this.#select(row.dataset.id);
    tell(this, 'open', { id: row.dataset.id });
  }

  #scrolled(event) {
    const { scrollTop, scrollHeight, clientHeight } = event.target;
    if (scrollTop + clientHeight > scrollHeight - NEAR && !this.feed.problem) this.feed.older();
    if (scrollTop < 8 && this.feed.arrived.length) this.#take();
  }

  #take() {
    this.feed.take();
    this.renderRoot.querySelector('.scroll').scrollTop = 0;
  }

  /** For the line under the list. */
  get tally() {
    return this.feed ? shownName(this.feed.items.length, this.feed.more) : '';
  }
}

export const list = part('huitong-inbox-list', InboxList);
