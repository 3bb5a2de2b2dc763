// SPDX-License-Identifier: Apache-2.0
// The inbox: filters above, the list, and beside it (on a phone: in its place) one message or its conversation.
// What is shown stands in the page's address: the filters, id=<message>, view=conversation.
import { LitElement, css, nothing } from 'lit';
import { html } from 'lit/static-html.js';
import { live, query, session, setQuery, shortcut } from 'huitong';
import { conversation } from './inbox-conversation.js';
import { Feed, asked } from './inbox-feed.js';
import { filters } from './inbox-filters.js';
import { list } from './inbox-list.js';
import { exporting } from './inbox-export.js';
import { filterOf, many } from './inbox-many.js';
import { message } from './inbox-message.js';
import { rooms } from './inbox-rooms.js';
import { maySay } from './inbox-say.js';
import { sheet } from './inbox-sheet.js';
import { kept, views } from './inbox-views.js';
import { conversationName, nameOf, platformName, senderName, shownName, w } from './inbox-words.js';

const NARROW = '(max-width: 800px)';
const SLIM = '(max-width: 1250px)';
const OWN = ['id', 'view', 'list'];
const COUNTED = /^\(\d+\+?\) /;
const MOST_UNSEEN = 99;

const mayNominate = () => session()?.permissions.includes('messages.nominate') ?? false;
const mayTakeOut = () => session()?.permissions.includes('messages.export') ?? false;

export default class InboxPage extends LitElement {
  static properties = {
    query: { state: true },
    beat: { state: true },
    selected: { state: true },
    narrow: { state: true },
    /** Too little room for a column of views. */
    slim: { state: true },
  };

  static styles = [
    sheet,
    css`
      :host {
        display: flex;
        flex-direction: column;
        height: 100%;
        min-height: 0;
      }
      .panes {
        flex: 1;
        min-height: 0;
        display: grid;
        grid-template-columns: minmax(18rem, 2fr) minmax(20rem, 3fr);
        background: var(--huitong-surface);
      }
      .panes.wide {
        grid-template-columns: 12rem minmax(18rem, 2fr) minmax(20rem, 3fr);
      }
      .panes.narrow {
        grid-template-columns: minmax(0, 1fr);
      }
      .panes > .views {
        overflow-y: auto;
        border-inline-end: 1px solid var(--huitong-line);
      }
      .left {
        display: flex;
        flex-direction: column;
        min-height: 0;
        border-inline-end: 1px solid var(--huitong-line);
      }
      .list,
      .rooms {
        flex: 1;
        min-height: 0;
      }
      .how {
        display: flex;
        gap: var(--sl-spacing-medium);
        padding: 0 var(--sl-spacing-small);
        border-bottom: 1px solid var(--huitong-line);
      }
      .how button {
        font: inherit;
        padding: var(--sl-spacing-2x-small) 0;
        background: none;
        border: 0;
        border-bottom: 2px solid transparent;
        color: var(--sl-color-neutral-700);
        cursor: pointer;
      }
      .how button[aria-pressed='true'] {
        color: var(--sl-color-primary-700);
        border-bottom-color: var(--sl-color-primary-600);
      }
      .right {
        min-height: 0;
        overflow-y: auto;
      }
      .foot {
        border-top: 1px solid var(--huitong-line);
        padding: var(--sl-spacing-3x-small) var(--sl-spacing-small);
        font-size: var(--sl-font-size-x-small);
        display: flex;
        justify-content: space-between;
        gap: var(--sl-spacing-small);
      }
      .away {
        display: none;
      }
      /* The way back stays in sight however long a conversation is. */
      .bar {
        position: sticky;
        top: 0;
        z-index: 3;
        display: flex;
        gap: var(--sl-spacing-x-small);
        padding: var(--sl-spacing-x-small) var(--sl-spacing-small);
        background: var(--huitong-surface);
      }
      .bar ~ .conversation {
        --huitong-bar: 2.75rem;
      }
    `,
  ];

  #feed = new Feed(
    () => this.#changed(),
    () => !this.#list || this.#list.atTop,
  );
  #asked;
  #shown;
  #ends = [];
  #unseen = 0;
  #width = matchMedia(NARROW);
  #breadth = matchMedia(SLIM);
  #onHash = () => this.#read();
  #onWidth = () => {
    this.narrow = this.#width.matches;
    this.slim = this.#breadth.matches;
  };
  #onKey = (event) => this.#key(event);

  constructor() {
    super();
    this.query = query();
    this.beat = 0;
    this.#onWidth();
    this.selected = this.query.id;
  }

  get #list() {
    return this.renderRoot?.querySelector('.list');
  }

  connectedCallback() {
    super.connectedCallback();
    addEventListener('hashchange', this.#onHash);
    addEventListener('keydown', this.#onKey);
    this.#width.addEventListener('change', this.#onWidth);
    this.#breadth.addEventListener('change', this.#onWidth);
    document.addEventListener('visibilitychange', this.#onSight);
    this.#ends = [
      live((event) => this.#heard(event)),
      shortcut('j', { zh: '收件箱：下一条', en: 'Inbox: next message' }, () => this.#move(1)),
      shortcut('k', { zh: '收件箱：上一条', en: 'Inbox: previous message' }, () => this.#move(-1)),
      shortcut('Enter', { zh: '收件箱：打开选中的消息', en: 'Inbox: open the message' }),
      shortcut('Esc', { zh: '收件箱：返回列表', en: 'Inbox: back to the list' }),
      shortcut('/', { zh: '收件箱：搜索', en: 'Inbox: search' }, () =>
        this.renderRoot.querySelector('.filters').focus(),
      ),
    ];
    this.#read();
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    removeEventListener('hashchange', this.#onHash);
    removeEventListener('keydown', this.#onKey);
    this.#width.removeEventListener('change', this.#onWidth);
    this.#breadth.removeEventListener('change', this.#onWidth);
    document.removeEventListener('visibilitychange', this.#onSight);
    document.title = document.title.replace(COUNTED, '');
    this.#ends.forEach((end) => end());
    this.#feed.close();
  }

  render() {
    const { id } = this.query;
    const detail = Boolean(id);
    return html`<${filters}
        class="filters ${this.narrow && detail ? 'away' : ''}"
        .query=${this.query}
        .seen=${this.#seen()}
        @filter=${this.#filter}
        @clear-filters=${this.#clear}
      ></${filters}>
      ${this.slim ? this.#views() : nothing}
      <div
        class="panes ${this.narrow ? 'narrow' : this.slim ? '' : 'wide'}"
        @filter=${this.#filter}
        @clear-filters=${this.#clear}
        @retry=${() => this.#feed.reset(asked(this.query))}
        @pick=${this.#pick}
        @open=${this.#open}
        @conversation=${() => this.#go({ view: 'conversation' })}
      >
        ${this.slim ? nothing : this.#views()}
        <div class="left ${this.narrow && detail ? 'away' : ''}">
          <div class="how" role="group" aria-label=${w('arrangement')}>
            ${[['', 'byMessages'], ['rooms', 'byRooms']].map(
              ([value, name]) => html`<button
                aria-pressed=${(this.query.list ?? '') === value ? 'true' : 'false'}
                @click=${() => this.#go({ list: value })}
              >
                ${w(name)}
              </button>`,
            )}
          </div>
          ${this.query.list
            ? html`<${rooms}
                class="rooms"
                .asked=${asked(this.query)}
                .selected=${this.selected}
                @room=${(event) => this.#room(event)}
              ></${rooms}>`
            : nothing}
          <${list}
            class="list ${this.query.list ? 'away' : ''}"
            .feed=${this.#feed}
            .beat=${this.beat}
            .selected=${this.selected}
            .filtered=${this.#filtered}
          ></${list}>
          <div class="foot quiet ${this.query.list ? 'away' : ''}">
            <span>${this.#feed.items.length ? shownName(this.#feed.items.length, this.#feed.more) : nothing}</span>
            ${maySay() && this.#feed.items.length
              ? html`<button class="plain" @click=${() => this.renderRoot.querySelector('.many').show()}>${w('sayOfAll')}</button>`
              : nothing}
            ${mayTakeOut() && this.#feed.items.length
              ? html`<button class="plain" @click=${() => this.renderRoot.querySelector('.export').show()}>${w('takeOut')}</button>`
              : nothing}
            ${mayNominate() && this.#feed.items.length
              ? html`<a class="nominate" href=${`#/nominations?${new URLSearchParams({ filter: JSON.stringify(filterOf(asked(this.query) ?? {})) })}`}>${w('nominateAll')}</a>`
              : nothing}
          </div>
        </div>
        <div class="right ${this.narrow && !detail ? 'away' : ''}" aria-live="off">
          ${detail && (this.narrow || this.query.view)
            ? html`<div class="bar">
                ${this.narrow && this.query.view
                  ? html`<sl-button size="small" @click=${() => this.#leave()}><sl-icon slot="prefix" name="arrow-left"></sl-icon>${w('back')}</sl-button>`
                  : nothing}
                <sl-button size="small" @click=${this.#back}>
                  <sl-icon slot="prefix" name="arrow-left"></sl-icon>${this.query.view ? w('message') : w('back')}
                </sl-button>
              </div>`
            : nothing}
          ${detail || this.narrow ? nothing : html`<div class="note"><sl-icon name="envelope-open"></sl-icon><p>${w('pickOne')}</p></div>`}
          <${message} class="message ${detail && !this.query.view ? '' : 'away'}"></${message}>
          <${many} class="many" .asked=${asked(this.query)}></${many}>
          <${exporting} class="export" .asked=${asked(this.query)}></${exporting}>
          <${conversation} class="conversation ${detail && this.query.view ? '' : 'away'}"></${conversation}>
        </div>
      </div>`;
  }

  #views() {
    return html`<${views}
      class="views ${this.narrow && this.query.id ? 'away' : ''}"
      .query=${this.query}
      .row=${this.slim}
      @open-view=${this.#openView}
      @begin-view=${this.#beginView}
    ></${views}>`;
  }

  updated() {
    const shown = `${this.query.id ?? ''} ${this.query.view ?? ''}`;
    if (shown !== this.#shown) {
      this.#shown = shown;
      this.#show();
    }
  }

  async #show() {
    const { id, view } = this.query;
    const shown = this.renderRoot.querySelector('.message');
    await shown.show(id, this.#feed.items.find((m) => m.id === id));
    if (view && shown.message) {
      await this.renderRoot.querySelector('.conversation').show(shown.message);
    } else {
      this.renderRoot.querySelector('.right').scrollTop = 0;
    }
    // On a phone the page turned over: whoever reads by keyboard or ear goes on at its head.
    if (this.narrow && id) await shown.focusHead();
  }

  get #filtered() {
    return Object.keys(this.query).some((name) => !OWN.includes(name));
  }

  /** Reads the address: new filters start the list anew, another id is shown. */
  #read() {
    // On the way to another page the address is that page's already.
    if (!/^#?\/?(inbox)?(\?|$)/.test(location.hash)) return;
    this.query = query();
    if (this.query.id) this.selected = this.query.id;
    const filters = Object.entries(this.query).filter(([name]) => !OWN.includes(name));
    const now = JSON.stringify(filters.sort());
    if (now !== this.#asked) {
      this.#asked = now;
      this.#feed.reset(asked(this.query));
    }
  }

  #go(change, push = true) {
    const next = { ...this.query, ...change };
    for (const name of Object.keys(next)) if (!next[name]) delete next[name];
    setQuery(next, { push });
    this.#read();
  }

  #filter(event) {
    event.stopPropagation();
    const period = event.detail.from || event.detail.to ? { since: '' } : event.detail.since ? { from: '', to: '' } : {};
    this.#go({ ...event.detail, ...period, ...(this.narrow ? { id: '', view: '' } : {}) });
  }

  #clear() {
    const none = Object.fromEntries(Object.keys(this.query).filter((n) => !OWN.includes(n)).map((n) => [n, '']));
    this.#go(none);
  }

  /** All that is asked for is the view's; an open message stays open where both have room. */
  #openView(event) {
    const { id, view } = this.query;
    setQuery({ ...event.detail.query, ...(this.narrow || !id ? {} : { id, ...(view ? { view } : {}) }) }, { push: true });
    this.#read();
  }

  /** Whoever comes without having asked for anything begins where work waits. */
  #beginView(event) {
    if (Object.keys(kept(this.query)).length || this.query.id) return;
    setQuery(event.detail.query);
    this.#read();
  }

  #pick(event) {
    this.selected = event.detail.id;
    // Where the list fills the page a message is opened on purpose; once one is open, the next takes its place.
    if (!this.narrow || this.query.id) this.#go({ id: event.detail.id, view: '' }, false);
  }

  /** Takes the keyboard along: Enter is then the row's, not that of the button pressed before. */
  #move(by) {
    this.#list.focus();
    this.#list.move(by);
  }

  /** A room opens as a conversation, around its newest message. */
  #room(event) {
    event.stopPropagation();
    this.selected = event.detail.message.id;
    this.#go({ id: this.selected, view: 'conversation' }, this.narrow);
  }

  #open(event) {
    this.selected = event.detail.id;
    this.#go({ id: event.detail.id, view: '' }, this.narrow || Boolean(this.query.view));
  }

  #back() {
    this.#go(this.query.view ? { view: '' } : { id: '' });
    if (!this.query.id) this.updateComplete.then(() => this.#list.focus());
  }

  /** From a conversation to the list at once. */
  #leave() {
    this.#go({ id: '', view: '' });
    this.updateComplete.then(() => this.#list.focus());
  }

  #changed() {
    this.beat++;
    this.#count();
  }

  /** What came in while nobody looked stands in the tab; to 99, then it is many. */
  #count() {
    const bare = document.title.replace(COUNTED, '');
    const many = document.hidden ? this.#unseen : 0;
    document.title = many ? `(${many > MOST_UNSEEN ? `${MOST_UNSEEN}+` : many}) ${bare}` : bare;
  }

  #onSight = () => {
    if (!document.hidden) this.#unseen = 0;
    this.#count();
  };

  #heard({ type, id }) {
    if (type === 'connector') return;
    this.renderRoot.querySelector('.views')?.heard();
    if (type === 'message' || type === 'gap') this.renderRoot.querySelector('.rooms')?.heard();
    if (type === 'gap') {
      this.#feed.again();
      return;
    }
    if (type === 'message' && document.hidden) {
      this.#unseen++;
      this.#count();
    }
    this.#feed.heard(id);
    if (id === this.query.id) this.renderRoot.querySelector('.message').show(id);
    if (this.query.view && type === 'message') {
      this.renderRoot
        .querySelector('.conversation')
        .heard(id)
        .then(() => this.renderRoot.querySelector('.rooms')?.heard())
        .catch((problem) => console.warn('inbox: could not fetch the conversation', problem.status ?? problem.message));
    }
  }

  /** What the list has shown, for suggestions: value and what people call it. */
  #seen() {
    const seen = { platform: new Map(), account: new Map(), conversation: new Map(), sender: new Map(), department: new Map(), project: new Map(), tag: new Map() };
    for (const m of this.#feed.items) {
      seen.platform.set(m.platform, platformName(m.platform));
      seen.account.set(m.account, m.account);
      seen.conversation.set(m.conversation, conversationName(m));
      if (m.sender.id) seen.sender.set(m.sender.id, senderName(m));
      m.departments.forEach((id) => seen.department.set(id, nameOf(m, id)));
      m.tags.forEach((tag) => seen.tag.set(tag, tag));
      if (m.project) seen.project.set(m.project, nameOf(m, m.project));
    }
    return seen;
  }

  /** A key that no shortcut can be: Escape also leaves a field. */
  #key(event) {
    if (event.key !== 'Escape' || event.defaultPrevented) return;
    const path = event.composedPath();
    // What lies open above the page is closed by the same key, and alone.
    if (path.some((at) => at instanceof Element && at.matches('sl-dialog[open], sl-drawer[open], sl-dropdown[open]'))) return;
    const at = path[0];
    if (at instanceof Element && at.matches('input, select')) at.blur();
    else if (this.query.id) this.#back();
  }
}
