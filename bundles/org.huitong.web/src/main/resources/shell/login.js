// SPDX-License-Identifier: Apache-2.0
import { LitElement, css, html, nothing } from 'lit';
import { api, sentence } from './api.js';
import { card } from './card.js';
import { along } from './ways.js';
import { setSession } from './who.js';
import { locale, setLocale, t } from './words.js';

const SHORTEST = 12;

/** The way in: name and password, and a new password where it must be changed. */
class HuitongLogin extends LitElement {
  static properties = {
    who: { attribute: false },
    /** The ways that lead elsewhere and back, and what came of the last one. */
    ways: { attribute: false },
    /** Somebody who is in wants another password, and need not. */
    changing: { type: Boolean },
    /** The password was right, and a code of the second factor is asked for. */
    _code: { state: true },
    _busy: { state: true },
    _trouble: { state: true },
  };

  static styles = [
    card,
    css`
      .ways {
        display: grid;
        gap: 0.625rem;
        margin-top: 1.25rem;
        padding-top: 1.25rem;
        border-top: 1px solid var(--huitong-line);
      }
    `,
  ];

  render() {
    const change = this.who?.mustChangePassword || this.changing;
    return html`<main class="card">
      <div class="mark">
        <img src=${new URL('./mark.svg', import.meta.url).href} alt="" />
        <div>
          <h1>${change ? t({ zh: '设置新密码', en: 'Set a new password' }) : t({ zh: '登录汇通', en: 'Log in to Huitong' })}</h1>
          <p>${change ? this.who.name : t({ zh: '企业消息的汇合之处', en: 'Where the company’s messages meet' })}</p>
        </div>
      </div>
      ${change ? this.#changeForm() : this.ways?.code ? this.#codeForm() : [this.#loginForm(), this.#others()]}
      <div class="foot">
        ${this.changing
          ? html`<sl-button size="small" variant="text" @click=${this.#keep}>${t({ zh: '取消', en: 'Cancel' })}</sl-button>`
          : change
          ? html`<sl-button size="small" variant="text" @click=${this.#back}>${t({ zh: '退出登录', en: 'Log out' })}</sl-button>`
          : html`<span></span>`}
        <sl-button size="small" variant="text" @click=${() => setLocale(locale() === 'zh-CN' ? 'en' : 'zh-CN')}
          >${locale() === 'zh-CN' ? 'English' : '中文'}</sl-button
        >
      </div>
    </main>`;
  }

  #loginForm() {
    return html`<form @submit=${this.#login}>
      ${this.#alert()}
      <sl-input
        name="user"
        label=${t({ zh: '用户名', en: 'User name' })}
        autocomplete="username"
        autocapitalize="off"
        spellcheck="false"
        required
        autofocus
      ></sl-input>
      <sl-input
        name="password"
        type="password"
        label=${t({ zh: '密码', en: 'Password' })}
        autocomplete="current-password"
        password-toggle
        required
      ></sl-input>
      ${this._code ? this.#codeField() : nothing}
      <sl-button type="submit" variant="primary" ?loading=${this._busy}>${t({ zh: '登录', en: 'Log in' })}</sl-button>
    </form>`;
  }

  #codeField() {
    return html`<sl-input
      name="code"
      label=${t({ zh: '动态码', en: 'Code' })}
      help-text=${t({ zh: '身份验证器上的 6 位数字，或一个备用码。', en: 'Six digits of your authenticator, or a recovery code.' })}
      autocomplete="one-time-code"
      autocapitalize="off"
      spellcheck="false"
      required
    ></sl-input>`;
  }

  /** Of who came back along a way; it knows them already. */
  #codeForm() {
    return html`<form @submit=${this.#showCode}>
      ${this.#alert()} ${this.#codeField()}
      <sl-button type="submit" variant="primary" ?loading=${this._busy}>${t({ zh: '登录', en: 'Log in' })}</sl-button>
    </form>`;
  }

  #others() {
    return this.ways?.items.length
      ? html`<div class="ways">
          ${this.ways.items.map(
            (way) =>
              html`<sl-button href=${along(way)}
                >${t({ zh: `用${way.title.zh}登录`, en: `Log in with ${way.title.en}` })}</sl-button
              >`,
          )}
        </div>`
      : nothing;
  }

  #changeForm() {
    return html`<form @submit=${this.#change}>
      <p class="hint">
        ${this.changing
          ? t({
              zh: `至少 ${SHORTEST} 个字符。保存后，您的其他登录和全部令牌立即失效。`,
              en: `At least ${SHORTEST} characters. Your other sessions and all your tokens end when you save.`,
            })
          : t({
              zh: `这是首次登录的临时密码，请换成只有您知道的密码，至少 ${SHORTEST} 个字符。`,
              en: `The first password is only for the way in. Choose one that only you know, of at least ${SHORTEST} characters.`,
            })}
      </p>
      ${this.#alert()}
      <input type="text" autocomplete="username" .value=${this.who.account} hidden />
      <sl-input
        name="old"
        type="password"
        label=${t({ zh: '当前密码', en: 'Current password' })}
        autocomplete="current-password"
        required
        autofocus
      ></sl-input>
      <sl-input
        name="fresh"
        type="password"
        label=${t({ zh: '新密码', en: 'New password' })}
        autocomplete="new-password"
        minlength=${SHORTEST}
        password-toggle
        required
      ></sl-input>
      <sl-input
        name="again"
        type="password"
        label=${t({ zh: '再输入一次新密码', en: 'The new password again' })}
        autocomplete="new-password"
        required
      ></sl-input>
      <sl-button type="submit" variant="primary" ?loading=${this._busy}>${t({ zh: '保存并进入', en: 'Save and go on' })}</sl-button>
    </form>`;
  }

  #alert() {
    const trouble = this._trouble ?? (this.ways?.trouble && t(this.ways.trouble));
    return trouble
      ? html`<sl-alert variant="danger" open role="alert">
          <sl-icon slot="icon" name="exclamation-octagon"></sl-icon>${trouble}
        </sl-alert>`
      : nothing;
  }

  #value(name) {
    return this.renderRoot.querySelector(`sl-input[name=${name}]`).value;
  }

  #login = (event) => {
    event.preventDefault();
    this.#try(async () => {
      const password = this.#value('password');
      const code = this._code ? { code: this.#value('code').trim() } : {};
      const opened = await api.post('session', { user: this.#value('user').trim(), password, ...code });
      const who = opened.account ? opened : { ...(await this.#me(opened)), csrf: opened.csrf };
      this.#entered(who);
    });
  };

  #showCode = (event) => {
    event.preventDefault();
    this.#try(async () => {
      await api.post('logins/code', { code: this.#value('code').trim() });
      this.#entered(await api.get('session'));
    });
  };

  async #me(opened) {
    setSession(opened);
    return api.get('session');
  }

  #change = (event) => {
    event.preventDefault();
    const fresh = this.#value('fresh');
    if (fresh !== this.#value('again')) {
      this._trouble = t({ zh: '两次输入的新密码不一样。', en: 'The two new passwords differ.' });
      return;
    }
    this.#try(async () => {
      await api.put('session/password', { old: this.#value('old'), new: fresh });
      this.#entered(await api.get('session'));
    });
  };

  #keep = () => this.dispatchEvent(new CustomEvent('huitong-kept'));

  #back = () => this.dispatchEvent(new CustomEvent('huitong-left'));

  #entered(who) {
    this.dispatchEvent(new CustomEvent('huitong-entered', { detail: who }));
  }

  async #try(work) {
    if (this._busy) {
      return;
    }
    this._busy = true;
    this._trouble = undefined;
    try {
      await work();
    } catch (problem) {
      if (problem.word === 'code-needed' && !this._code) {
        this._code = true;
        await this.updateComplete;
        this.renderRoot.querySelector('sl-input[name=code]').focus();
        return;
      }
      this._trouble = sentence(problem);
    } finally {
      this._busy = false;
    }
  }
}

customElements.define('huitong-login', HuitongLogin);
