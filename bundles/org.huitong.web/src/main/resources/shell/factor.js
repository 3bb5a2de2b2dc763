// SPDX-License-Identifier: Apache-2.0
import { LitElement, css, html, nothing } from 'lit';
import { api, sentence } from './api.js';
import { card } from './card.js';
import { locale, setLocale, t } from './words.js';

/** One's own second factor: set up with an authenticator, or taken off. Whoever has to have one comes no further without. */
class HuitongFactor extends LitElement {
  static properties = {
    who: { attribute: false },
    /** What there is: enrolled, required, recovery codes left. */
    _state: { state: true },
    /** Told once, until a first code confirms it. */
    _secret: { state: true },
    /** Told once, behind that. */
    _recovery: { state: true },
    _busy: { state: true },
    _trouble: { state: true },
  };

  static styles = [
    card,
    css`
      svg {
        display: block;
        width: min(13rem, 100%);
        margin: 0 auto;
        padding: 0.75rem;
        box-sizing: border-box;
        background: #fff;
        border-radius: 8px;
      }
      path {
        fill: #000;
      }
      code {
        font-size: 0.9375rem;
        overflow-wrap: anywhere;
      }
      ul {
        columns: 2;
        margin: 0;
        padding: 0.75rem 1rem 0.75rem 2rem;
        background: var(--huitong-canvas);
        border-radius: 8px;
      }
    `,
  ];

  connectedCallback() {
    super.connectedCallback();
    this.#try(async () => (this._state = await api.get('session/factor')));
  }

  render() {
    return html`<main class="card">
      <div class="mark">
        <img src=${new URL('./mark.svg', import.meta.url).href} alt="" />
        <div>
          <h1>${t({ zh: '第二因素', en: 'Second factor' })}</h1>
          <p>${this.who.name}</p>
        </div>
      </div>
      ${this.#alert()} ${this._recovery ? this.#codes() : this._secret ? this.#confirmForm() : this.#standing()}
      <div class="foot">
        ${this._recovery
          ? html`<span></span>`
          : this.who.mustSetUpFactor
            ? html`<sl-button size="small" variant="text" @click=${() => this.#tell('left')}>${t({ zh: '退出登录', en: 'Log out' })}</sl-button>`
            : html`<sl-button size="small" variant="text" @click=${() => this.#tell('kept')}>${t({ zh: '返回', en: 'Back' })}</sl-button>`}
        <sl-button size="small" variant="text" @click=${() => setLocale(locale() === 'zh-CN' ? 'en' : 'zh-CN')}
          >${locale() === 'zh-CN' ? 'English' : '中文'}</sl-button
        >
      </div>
    </main>`;
  }

  #standing() {
    if (!this._state) {
      return nothing;
    }
    return this._state.enrolled ? this.#offForm() : this.#beginForm();
  }

  #beginForm() {
    return html`<form @submit=${this.#begin}>
      <p class="hint">
        ${this.who.mustSetUpFactor
          ? t({
              zh: '本单位要求登录时输入身份验证器上的动态码。先在手机上装一个身份验证器应用，再开始设置。',
              en: 'Your company asks for a code of an authenticator at each login. Install one on your phone, then begin.',
            })
          : t({
              zh: '启用后，登录时除密码外还要输入手机上身份验证器的动态码。',
              en: 'With it, a login wants a code of the authenticator on your phone besides the password.',
            })}
      </p>
      <sl-button type="submit" variant="primary" ?loading=${this._busy}>${t({ zh: '开始设置', en: 'Set it up' })}</sl-button>
    </form>`;
  }

  #confirmForm() {
    const { size, path } = this._secret.picture;
    return html`<form @submit=${this.#confirm}>
      <p class="hint">
        ${t({ zh: '用身份验证器扫描，或手工输入下面的密钥，再填写它显示的 6 位数字。', en: 'Scan it with the authenticator, or type the key below; then enter the six digits that it shows.' })}
      </p>
      <svg viewBox=${`0 0 ${size} ${size}`} role="img" aria-label=${t({ zh: '二维码', en: 'QR code' })} shape-rendering="crispEdges">
        <path d=${path}></path>
      </svg>
      <p class="hint">${t({ zh: '密钥', en: 'Key' })} <code>${this._secret.secret.replace(/(.{4})(?=.)/g, '$1 ')}</code></p>
      ${this.#codeField(t({ zh: '动态码', en: 'Code' }), '')}
      <sl-button type="submit" variant="primary" ?loading=${this._busy}>${t({ zh: '确认', en: 'Confirm' })}</sl-button>
    </form>`;
  }

  #codes() {
    return html`<form @submit=${this.#done}>
      <p class="hint">
        ${t({ zh: '已启用。请保存这些备用码：手机不在时每个可以登录一次，只显示这一次。', en: 'It is on. Keep these recovery codes: each opens once when the phone is not at hand. They are shown this once.' })}
      </p>
      <ul>
        ${this._recovery.map((code) => html`<li><code>${code}</code></li>`)}
      </ul>
      <sl-button type="submit" variant="primary" ?loading=${this._busy}>${t({ zh: '我已保存', en: 'I have kept them' })}</sl-button>
    </form>`;
  }

  #offForm() {
    return html`<form @submit=${this.#off}>
      <p class="hint">
        ${t({ zh: `已启用，还剩 ${this._state.recovery} 个备用码。`, en: `It is on; ${this._state.recovery} recovery codes are left.` })}
        ${this._state.required
          ? t({ zh: '本单位要求启用。更换手机时，先停用再重新设置。', en: 'Your company asks for it. For another phone, take it off and set it up again.' })
          : nothing}
      </p>
      ${this.#codeField(t({ zh: '动态码', en: 'Code' }), t({ zh: '身份验证器上的 6 位数字，或一个备用码。', en: 'Six digits of your authenticator, or a recovery code.' }))}
      <sl-button type="submit" ?loading=${this._busy}>${t({ zh: '停用', en: 'Take it off' })}</sl-button>
    </form>`;
  }

  #codeField(label, help) {
    return html`<sl-input
      name="code"
      label=${label}
      help-text=${help}
      autocomplete="one-time-code"
      autocapitalize="off"
      spellcheck="false"
      required
      autofocus
    ></sl-input>`;
  }

  #alert() {
    return this._trouble
      ? html`<sl-alert variant="danger" open role="alert">
          <sl-icon slot="icon" name="exclamation-octagon"></sl-icon>${this._trouble}
        </sl-alert>`
      : nothing;
  }

  get #code() {
    return this.renderRoot.querySelector('sl-input[name=code]').value.replace(/\s/g, '');
  }

  #begin = (event) => {
    event.preventDefault();
    this.#try(async () => (this._secret = await api.post('session/factor', {})));
  };

  #confirm = (event) => {
    event.preventDefault();
    this.#try(async () => (this._recovery = (await api.put('session/factor', { code: this.#code })).recovery));
  };

  #off = (event) => {
    event.preventDefault();
    this.#try(async () => {
      await api.post('session/factor/off', { code: this.#code });
      this._state = await api.get('session/factor');
      if (this.who.mustSetUpFactor !== this._state.required) await this.#leave();
    });
  };

  #done = (event) => {
    event.preventDefault();
    this.#try(() => this.#leave());
  };

  async #leave() {
    this.dispatchEvent(new CustomEvent('huitong-entered', { detail: await api.get('session') }));
  }

  #tell(what) {
    this.dispatchEvent(new CustomEvent(`huitong-${what}`));
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
      this._trouble = sentence(problem);
    } finally {
      this._busy = false;
    }
  }
}

customElements.define('huitong-factor', HuitongFactor);
