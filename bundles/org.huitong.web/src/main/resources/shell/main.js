// SPDX-License-Identifier: Apache-2.0
// The shell: who is logged in, the menu, and the page that is looked at.
import './older.js';
import { LitElement, css, html, nothing } from 'lit';
import 'shoelace';
import { api, sentence } from './api.js';
import { close as closeLive, live, restartLive } from './live.js';
import './eyes.js';
import './keys.js';
import './factor.js';
import './first-run.js';
import './login.js';
import './menu.js';
import { readPlatforms } from './names.js';
import './outlet.js';
import './palette.js';
import { place } from './place.js';
import './sessions.js';
import { shortcut } from './shortcuts.js';
import { setTheme } from './theme.js';
import { toast } from './toast.js';
import './top.js';
import './tour.js';
import './watermark.js';
import { led, ledHome, readWays } from './ways.js';
import { setSession } from './who.js';
import { t } from './words.js';

/** A page that comes or goes is no event of the log, so the menu looks by itself. */
const MENU_MILLIS = 5_000;

class HuitongShell extends LitElement {
  static properties = {
    _who: { state: true },
    _ways: { state: true },
    _pages: { state: true },
    _place: { state: true },
    _drawer: { state: true },
    _failed: { state: true },
    _factor: { state: true },
    _changing: { state: true },
  };

  static styles = css`
    :host {
      --side: 13.5rem;
      --top: 3.25rem;
    }
    .frame {
      height: 100%;
      display: grid;
      grid-template: auto var(--top) minmax(0, 1fr) / var(--side) minmax(0, 1fr);
      grid-template-areas: 'eyes eyes' 'mark top' 'side main';
    }
    .skip {
      position: absolute;
      inset: 0.5rem auto auto 0.5rem;
      z-index: 10;
      transform: translateY(-200%);
      background: var(--huitong-surface);
      color: var(--sl-color-primary-700);
      padding: 0.5rem 0.75rem;
      border-radius: 6px;
      box-shadow: var(--sl-shadow-large);
      border: 1px solid var(--huitong-line);
      font: inherit;
      cursor: pointer;
    }
    .skip:focus {
      transform: none;
    }
    .mark {
      grid-area: mark;
      display: flex;
      align-items: center;
      gap: 0.625rem;
      padding: 0 1rem;
      border-inline-end: 1px solid var(--huitong-line);
      border-bottom: 1px solid var(--huitong-line);
      background: var(--huitong-surface);
      font-size: 1rem;
      font-weight: 650;
      letter-spacing: 0.01em;
      color: var(--sl-color-neutral-900);
      text-decoration: none;
    }
    .mark img {
      width: 26px;
      height: 26px;
      display: block;
    }
    .mark small {
      font-weight: 400;
      color: var(--huitong-quiet);
      font-size: 0.8125rem;
    }
    header {
      display: contents;
    }
    huitong-top {
      grid-area: top;
    }
    .side {
      grid-area: side;
      overflow-y: auto;
      border-inline-end: 1px solid var(--huitong-line);
      background: var(--huitong-surface);
      padding: 0.75rem 0.625rem;
    }
    main {
      grid-area: main;
      /* What is there for ears alone is placed absolutely: it must scroll with the page, not make the window scroll. */
      position: relative;
      overflow: auto;
      display: grid;
      grid: auto minmax(0, 1fr) / minmax(0, 1fr);
      min-width: 0;
    }
    /* Without the first steps above it the page has it all. */
    main > huitong-outlet > * {
      grid-row: 2;
    }
    main:focus {
      outline: none;
    }
    .wait {
      place-self: center;
      font-size: 1.5rem;
    }
    .down {
      place-self: center;
      text-align: center;
      display: grid;
      gap: 0.75rem;
      justify-items: center;
      padding: 2rem;
    }
    sl-drawer {
      --size: 17rem;
    }
    sl-drawer::part(body) {
      padding: 0.5rem;
    }
    @media (max-width: 52rem) {
      .frame {
        grid-template: auto var(--top) minmax(0, 1fr) / minmax(0, 1fr);
        grid-template-areas: 'eyes' 'top' 'main';
      }
      .side,
      .mark {
        display: none;
      }
    }
  `;

  #unlive = null;
  #timer = null;
  #keys = [];

  constructor() {
    super();
    this._pages = null;
    this._place = place();
  }

  connectedCallback() {
    super.connectedCallback();
    addEventListener('hashchange', () => this.#moved());
    addEventListener('popstate', () => this.#moved());
    addEventListener('huitong:locale', () => this.#reword());
    addEventListener('huitong:pages', () => this.#readMenuSoon());
    addEventListener('huitong:logged-out', () => this.#leave());
    document.addEventListener('visibilitychange', () => document.hidden || this.#readMenu());
    shortcut('?', { zh: '显示快捷键', en: 'Show the keys' }, () => this.#showKeys());
    shortcut('Ctrl+K', { zh: '前往页面、找人、搜索消息、执行操作', en: 'Go to a page, find people and messages, do something' });
    shortcut('t', { zh: '切换深色／浅色', en: 'Dark or light' }, () => this.#turnTheme());
    this.#begin();
  }

  async #begin() {
    this._failed = undefined;
    try {
      this.#enter(await api.get('session'));
    } catch (problem) {
      if (problem.status === 401) {
        const ways = await readWays();
        if (!ledHome(ways)) {
          this._ways = ways;
          this._who = null;
        }
      } else {
        this._failed = problem;
        setTimeout(() => this._failed === problem && this.#begin(), 3_000);
      }
    }
  }

  #enter(who) {
    setSession(who);
    this._who = who;
    led(false);
    if (who.mustChangePassword || who.mustSetUpFactor) {
      return;
    }
    restartLive();
    this.#unlive ??= live((event) => (event.type === 'connector' || event.type === 'gap') && this.#readMenuSoon());
    // Without their names platforms go by their words.
    readPlatforms().then(() => this.#readMenu(), () => this.#readMenu());
    clearInterval(this.#timer);
    this.#timer = setInterval(() => document.hidden || this.#readMenu(), MENU_MILLIS);
  }

  #leave() {
    if (this._who == null) {
      return;
    }
    setSession(null);
    clearInterval(this.#timer);
    this.#unlive?.();
    this.#unlive = null;
    closeLive();
    this._who = null;
    this._pages = null;
    readWays().then((ways) => (this._ways = ways));
  }

  async #logout() {
    try {
      const { farewell } = (await api.delete('session')) ?? {};
      if (farewell) {
        location.assign(farewell);
        return;
      }
      // Whoever leaves does not want to be led in again at once.
      led(true);
    } catch (problem) {
      if (problem.status !== 401) {
        toast(problem);
        return;
      }
    }
    this.#leave();
  }

  #soon = null;
  #readMenuSoon() {
    clearTimeout(this.#soon);
    this.#soon = setTimeout(() => {
      // Without an answer they keep the names that they had.
      readPlatforms().catch(() => undefined);
      this.#readMenu();
    }, 400);
  }

  async #readMenu() {
    if (!this._who || this._who.mustChangePassword || this._who.mustSetUpFactor) {
      return;
    }
    try {
      const { items } = await api.get('pages');
      if (JSON.stringify(items) !== JSON.stringify(this._pages)) {
        this._pages = items;
        this.#bindKeys();
      }
      this._failed = undefined;
    } catch (problem) {
      // A hub that restarts comes back; what is on the screen stays meanwhile.
      if (this._pages === null && problem.status !== 401) {
        this._failed = problem;
        setTimeout(() => this.#readMenu(), 2_000);
      }
    }
  }

  #bindKeys() {
    this.#keys.forEach((end) => end());
    this.#keys = this._pages
      .slice(0, 9)
      .map((page, at) => shortcut(`g ${at + 1}`, page.title, () => (location.hash = `#/${page.path}`)));
  }

  #moved() {
    const before = this._place;
    this._place = place();
    this._drawer = false;
    if (before.page !== this._place.page) {
      this.updateComplete.then(() => this.renderRoot.querySelector('main')?.focus({ preventScroll: true }));
    } else if (before.search !== this._place.search) {
      dispatchEvent(new CustomEvent('huitong:query'));
    }
  }

  #reword() {
    this.requestUpdate();
    this.renderRoot.querySelectorAll('huitong-menu, huitong-login, huitong-factor, huitong-top').forEach((part) => part.requestUpdate());
    this.renderRoot.querySelector('huitong-outlet')?.again();
  }

  #turnTheme() {
    const dark = document.documentElement.classList.contains('sl-theme-dark');
    setTheme(dark ? 'light' : 'dark');
  }

  #showKeys() {
    this.renderRoot.querySelector('huitong-keys')?.show();
  }

  get #page() {
    const wanted = this._place.page;
    return this._pages?.find((page) => page.path === wanted) ?? (wanted === '' ? this._pages?.[0] : undefined);
  }

  render() {
    if (this._who === undefined) {
      return html`<div class="frame">${this._failed ? this.#down() : nothing}</div>`;
    }
    if (this._who === null || this._who.mustChangePassword || this._changing) {
      return html`<huitong-login
        .who=${this._who}
        .ways=${this._ways}
        ?changing=${this._changing && this._who !== null}
        @huitong-kept=${() => (this._changing = false)}
        @huitong-entered=${(event) => {
          this._changing = false;
          this.#enter(event.detail);
        }}
        @huitong-left=${() => this.#logout()}
      ></huitong-login>`;
    }
    if (this._who.mustSetUpFactor || this._factor) {
      return html`<huitong-factor
        .who=${this._who}
        @huitong-kept=${() => (this._factor = false)}
        @huitong-entered=${(event) => {
          this._factor = false;
          this.#enter(event.detail);
        }}
        @huitong-left=${() => this.#logout()}
      ></huitong-factor>`;
    }
    const page = this.#page;
    document.title = page ? `${t(page.title)} · ${t({ zh: '汇通', en: 'Huitong' })}` : t({ zh: '汇通', en: 'Huitong' });
    return html`
      <div class="frame">
        ${this._who.view ? html`<huitong-eyes .view=${this._who.view}></huitong-eyes>` : nothing}
        <header>
          <button class="skip" @click=${this.#skip}>${t({ zh: '跳到内容', en: 'Skip to content' })}</button>
          <a class="mark" href="#/">
            <img src=${new URL('./mark.svg', import.meta.url).href} alt="" />
            ${t({ zh: html`汇通 <small>Huitong</small>`, en: html`Huitong <small>汇通</small>` })}
          </a>
          <huitong-top
            .page=${page}
            .who=${this._who}
            @huitong-burger=${() => (this._drawer = true)}
            @huitong-keys=${() => this.#showKeys()}
            @huitong-palette=${() => this.renderRoot.querySelector('huitong-palette').show()}
            @huitong-sessions=${() => this.renderRoot.querySelector('huitong-sessions').show()}
            @huitong-password=${() => (this._changing = true)}
            @huitong-factor=${() => (this._factor = true)}
            @huitong-leave=${() => this.#logout()}
          ></huitong-top>
        </header>
        <nav class="side" aria-label=${t({ zh: '页面', en: 'Pages' })}>
          <huitong-menu .pages=${this._pages} .current=${page?.path}></huitong-menu>
        </nav>
        <main id="main" tabindex="-1" aria-label=${page ? t(page.title) : ''}>${this.#main(page)}</main>
      </div>
      <sl-drawer
        placement="start"
        label=${t({ zh: '汇通', en: 'Huitong' })}
        ?open=${this._drawer}
        @sl-hide=${(event) => event.target.localName === 'sl-drawer' && (this._drawer = false)}
      >
        <huitong-menu .pages=${this._pages} .current=${page?.path} @click=${() => (this._drawer = false)}></huitong-menu>
      </sl-drawer>
      <huitong-keys .page=${page}></huitong-keys>
      <huitong-palette
        .pages=${this._pages}
        .who=${this._who}
        @huitong-keys=${() => this.#showKeys()}
        @huitong-tour=${() => this.#showTour()}
        @huitong-leave=${() => this.#logout()}
      ></huitong-palette>
      <huitong-sessions></huitong-sessions>
      <huitong-watermark></huitong-watermark>
    `;
  }

  #main(page) {
    if (this._pages === null) {
      return this._failed ? this.#down() : html`<sl-spinner class="wait"></sl-spinner>`;
    }
    if (!page) {
      return html`<div class="down" role="status">
        <sl-icon name="signpost-split" aria-hidden="true"></sl-icon>
        <span>
          ${this._pages.length === 0
            ? t({ zh: '您的账号还没有任何权限。', en: 'Your account has no rights yet.' })
            : t({ zh: '您的账号没有打开这个页面的权限，或者它的功能没有启用。', en: 'Your account may not open this page, or its feature is switched off.' })}
        </span>
        <span>
          ${t({
            zh: `请把页面地址和您的账号“${this._who.account}”发给管理“角色与权限”的同事。`,
            en: `Send its address and your account “${this._who.account}” to whoever looks after the page Rights.`,
          })}
        </span>
        ${this._pages.length
          ? html`<sl-button href="#/" variant="primary">${t({ zh: '回到首页', en: 'Back to the start' })}</sl-button>`
          : nothing}
      </div>`;
    }
    return html`<div class="first">
        <huitong-tour .offers=${page === this._pages[0]}></huitong-tour>
        ${page === this._pages[0] ? html`<huitong-first-run .who=${this._who}></huitong-first-run>` : nothing}
      </div>
      <huitong-outlet .path=${page.path} .module=${page.module}></huitong-outlet>`;
  }

  #down() {
    return html`<div class="down" role="alert">
      <sl-spinner></sl-spinner>
      <span>${t({ zh: '汇通正在启动，或者暂时连不上。稍后自动重试。', en: 'Huitong is starting or out of reach. Trying again by itself.' })}</span>
      <small>${this._failed && sentence(this._failed)}</small>
    </div>`;
  }

  #showTour = () => this.renderRoot.querySelector('huitong-tour')?.show();

  #skip = () => this.renderRoot.querySelector('main').focus();
}

customElements.define('huitong-shell', HuitongShell);
