// SPDX-License-Identifier: Apache-2.0
// Ctrl+K: go to a page, find a person or messages, do something. Says what it finds while one types.
import { LitElement, css, html, nothing } from 'lit';
import { api } from './api.js';
import { setTheme } from './theme.js';
import { locale, setLocale, t } from './words.js';

const PAUSE_MILLIS = 200;
const MOST_PEOPLE = 5;
const MOST_ROOMS = 5;
const MANY_ROOMS = 100;

class HuitongPalette extends LitElement {
  static properties = {
    pages: { attribute: false },
    who: { attribute: false },
    _words: { state: true },
    _people: { state: true },
    _rooms: { state: true },
    _at: { state: true },
  };

  static styles = css`
    sl-dialog {
      --width: min(36rem, calc(100vw - 1.5rem));
    }
    sl-dialog::part(base) {
      align-items: flex-start;
      padding-top: min(12vh, 6rem);
    }
    sl-dialog::part(body) {
      padding: 0.75rem;
      display: grid;
      gap: 0.5rem;
    }
    sl-input::part(form-control-label) {
      position: absolute;
      clip-path: inset(50%);
    }
    ul {
      list-style: none;
      margin: 0;
      padding: 0;
      max-height: 50vh;
      overflow-y: auto;
    }
    li {
      display: flex;
      align-items: center;
      gap: 0.75rem;
      min-height: 2.5rem;
      padding: 0.25rem 0.75rem;
      border-radius: 7px;
      cursor: pointer;
    }
    li[aria-selected='true'] {
      background: var(--sl-color-primary-100);
      color: var(--sl-color-primary-900);
    }
    li sl-icon {
      flex: none;
      color: var(--huitong-quiet);
    }
    li span {
      min-width: 0;
      overflow: hidden;
      text-overflow: ellipsis;
      white-space: nowrap;
    }
    li small {
      margin-inline-start: auto;
      color: var(--huitong-quiet);
      white-space: nowrap;
    }
    p {
      margin: 0.5rem 0.75rem;
      color: var(--huitong-quiet);
    }
  `;

  #timer;
  #spokenIn;

  constructor() {
    super();
    this.#clear();
  }

  connectedCallback() {
    super.connectedCallback();
    addEventListener('keydown', this.#key);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    removeEventListener('keydown', this.#key);
    clearTimeout(this.#timer);
  }

  show() {
    this.#clear();
    this.updateComplete.then(() => this.#dialog.show());
  }

  #clear() {
    this._words = '';
    this._people = [];
    this._rooms = [];
    this.#spokenIn = null;
    this._at = 0;
  }

  get #dialog() {
    return this.renderRoot.querySelector('sl-dialog');
  }

  #key = (event) => {
    if ((event.ctrlKey || event.metaKey) && !event.shiftKey && !event.altKey && event.key.toLowerCase() === 'k') {
      event.preventDefault();
      if (!this.#dialog.open) this.show();
    }
  };

  #may(word) {
    return this.who?.permissions?.includes(word);
  }

  /** What there is to choose, the likeliest first. */
  get #choices() {
    const words = this._words.trim();
    const go = (hash) => () => (location.hash = hash);
    const pages = (this.pages ?? []).map((page) => ({
      icon: page.icon, name: t(page.title), also: `${page.title.zh} ${page.title.en} ${page.path}`, kind: t({ zh: '页面', en: 'Page' }), run: go(`#/${page.path}`),
    }));
    const deeds = [
      this.#may('connectors.manage') && ['plus-lg', { zh: '连接平台', en: 'Connect a platform' }, go('#/connectors?add=1')],
      this.#may('dead-letters.read') && ['envelope-exclamation', { zh: '看死信', en: 'See the dead letters' }, go('#/connectors?tab=letters')],
      ['circle-half', { zh: '切换深色／浅色', en: 'Dark or light' }, () => setTheme(document.documentElement.classList.contains('sl-theme-dark') ? 'light' : 'dark')],
      ['translate', { zh: 'Switch to English', en: '切换到中文' }, () => setLocale(locale() === 'zh-CN' ? 'en' : 'zh-CN')],
      ['signpost-split', { zh: '新手导览', en: 'Tour' }, () => this.#tell('tour')],
      ['keyboard', { zh: '快捷键', en: 'Keyboard shortcuts' }, () => this.#tell('keys')],
      ['box-arrow-right', { zh: '退出登录', en: 'Log out' }, () => this.#tell('leave')],
    ]
      .filter(Boolean)
      .map(([icon, text, run]) => ({ icon, name: t(text), also: `${text.zh} ${text.en}`, kind: t({ zh: '操作', en: 'Do' }), run }));
    const fits = ({ also }) => also.toLowerCase().includes(words.toLowerCase());
    const people = this._people.map((person) => ({
      icon: 'person', name: person.name, kind: person.post ?? t({ zh: '人员', en: 'Person' }), run: go(`#/inbox?person=${encodeURIComponent(person.id)}`),
    }));
    const rooms = this._rooms.map((m) => ({
      icon: 'chat-left-text',
      name: m.conversationTitle,
      kind: t({ zh: '会话', en: 'Conversation' }),
      run: go(`#/inbox?${new URLSearchParams({ platform: m.platform, conversation: m.conversation, list: 'rooms', view: 'conversation', id: m.id })}`),
    }));
    const search = words && this.pages?.some((page) => page.path === 'inbox')
      ? [{ icon: 'search', name: t({ zh: `搜索消息：${words}`, en: `Search messages: ${words}` }), kind: t({ zh: '收件箱', en: 'Inbox' }), run: go(`#/inbox?text=${encodeURIComponent(words)}`) }]
      : [];
    return [...pages.filter(fits), ...people, ...rooms, ...deeds.filter(fits), ...search];
  }

  render() {
    const choices = this.#choices;
    const at = Math.min(this._at, choices.length - 1);
    return html`<sl-dialog no-header label=${t({ zh: '前往或执行', en: 'Go or do' })} @sl-initial-focus=${this.#focus}>
      <sl-input
        clearable
        autocomplete="off"
        label=${t({ zh: '前往或执行', en: 'Go or do' })}
        placeholder=${t({ zh: '页面、人员、消息、操作…', en: 'A page, a person, messages, a deed …' })}
        .value=${this._words}
        @sl-input=${this.#typed}
        @keydown=${this.#chosenByKey}
      >
        <sl-icon slot="prefix" name="search"></sl-icon>
      </sl-input>
      <ul role="listbox" aria-label=${t({ zh: '结果', en: 'Results' })}>
        ${choices.map(
          (choice, i) => html`<li role="option" aria-selected=${i === at ? 'true' : 'false'} @click=${() => this.#run(choice)}>
            <sl-icon name=${choice.icon} aria-hidden="true"></sl-icon><span>${choice.name}</span><small>${choice.kind}</small>
          </li>`,
        )}
      </ul>
      ${choices.length ? nothing : html`<p>${t({ zh: '没有找到。', en: 'Nothing was found.' })}</p>`}
      <div class="said" role="status"><sl-visually-hidden>${choices[at]?.name ?? ''}</sl-visually-hidden></div>
    </sl-dialog>`;
  }

  #focus(event) {
    event.preventDefault();
    this.renderRoot.querySelector('sl-input').focus();
  }

  #typed = (event) => {
    this._words = event.target.value;
    this._at = 0;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      this.#findPeople(this._words.trim());
      this.#findRooms(this._words.trim());
    }, PAUSE_MILLIS);
  };

  async #findPeople(words) {
    if (!words) {
      this._people = [];
      return;
    }
    try {
      // Whoever works here may know the others by name; who may read the roster finds by number and phone, too.
      const asked = this.#may('people.read') ? `people?text=${encodeURIComponent(words)}` : `colleagues?q=${encodeURIComponent(words)}`;
      const { items } = await api.get(`${asked}&limit=${MOST_PEOPLE}`);
      if (words === this._words.trim()) this._people = items;
    } catch {
      // Pages and deeds are found all the same.
      this._people = [];
    }
  }

  /** By name among those that were spoken in last, which are asked for once while the palette is open. */
  async #findRooms(words) {
    if (!words || !this.#may('messages.read') || !this.pages?.some((page) => page.path === 'inbox')) {
      this._rooms = [];
      return;
    }
    try {
      this.#spokenIn ??= api.get(`messages/rooms?limit=${MANY_ROOMS}`);
      const { items } = await this.#spokenIn;
      if (words !== this._words.trim()) return;
      this._rooms = items
        .map(({ newest }) => newest)
        .filter(({ conversationTitle }) => conversationTitle?.toLowerCase().includes(words.toLowerCase()))
        .slice(0, MOST_ROOMS);
    } catch {
      this._rooms = [];
    }
  }

  #chosenByKey = (event) => {
    const choices = this.#choices;
    const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (by) {
      event.preventDefault();
      this._at = (Math.min(this._at, choices.length - 1) + by + choices.length) % choices.length || 0;
      this.updateComplete.then(() => this.renderRoot.querySelector('[aria-selected=true]')?.scrollIntoView({ block: 'nearest' }));
    } else if (event.key === 'Enter' && !event.isComposing && choices.length) {
      event.preventDefault();
      this.#run(choices[Math.min(this._at, choices.length - 1)]);
    }
  };

  async #run(choice) {
    await this.#dialog.hide();
    choice.run();
  }

  #tell(what) {
    this.dispatchEvent(new CustomEvent(`huitong-${what}`));
  }
}

customElements.define('huitong-palette', HuitongPalette);
