// SPDX-License-Identifier: Apache-2.0
import { LitElement, css, html, nothing } from 'lit';
import { liveState } from './live.js';
import { setTheme, theme } from './theme.js';
import { locale, setLocale, t } from './words.js';

/** The bar above the page: its title, whether the stream stands, language, appearance, account. */
class HuitongTop extends LitElement {
  static properties = { page: { attribute: false }, who: { attribute: false }, _live: { state: true } };

  static styles = css`
    :host {
      display: flex;
      align-items: center;
      gap: 0.25rem;
      padding: 0 0.75rem 0 1.5rem;
      border-bottom: 1px solid var(--huitong-line);
      background: var(--huitong-surface);
      min-width: 0;
    }
    h1 {
      margin: 0;
      font-size: 1rem;
      font-weight: 600;
      white-space: nowrap;
      overflow: hidden;
      text-overflow: ellipsis;
      min-width: 0;
    }
    .push {
      margin-inline-start: auto;
      display: flex;
      align-items: center;
      gap: 0.125rem;
    }
    sl-icon-button {
      font-size: 1.05rem;
      color: var(--huitong-quiet);
    }
    .live {
      display: inline-flex;
      align-items: center;
      gap: 0.4rem;
      font-size: 0.75rem;
      color: var(--huitong-quiet);
      padding: 0 0.5rem;
      white-space: nowrap;
    }
    .live i {
      width: 7px;
      height: 7px;
      border-radius: 50%;
      background: var(--huitong-idle);
    }
    .live[data-state='open'] i {
      background: var(--huitong-good);
    }
    .live[data-state='lost'] i {
      background: var(--huitong-fair);
    }
    .burger {
      display: none;
    }
    .who {
      padding: 0.5rem 1rem;
      font-size: 0.8125rem;
    }
    .who b {
      display: block;
      font-size: 0.875rem;
    }
    .who span {
      color: var(--huitong-quiet);
    }
    @media (max-width: 52rem) {
      :host {
        padding: 0 0.375rem;
      }
      .burger {
        display: block;
      }
      .live span {
        display: none;
      }
    }
    @media (max-width: 26rem) {
      .wide {
        display: none;
      }
    }
  `;

  #heard = (event) => (this._live = event.detail);
  #turned = () => this.requestUpdate();

  connectedCallback() {
    super.connectedCallback();
    this._live = liveState();
    addEventListener('huitong:live', this.#heard);
    addEventListener('huitong:theme', this.#turned);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    removeEventListener('huitong:live', this.#heard);
    removeEventListener('huitong:theme', this.#turned);
  }

  render() {
    return html`
      <sl-icon-button
        class="burger"
        name="list"
        label=${t({ zh: '打开菜单', en: 'Open the menu' })}
        @click=${() => this.#tell('burger')}
      ></sl-icon-button>
      <h1>${this.page ? t(this.page.title) : ''}</h1>
      <div class="push">
        ${this._live === 'none'
          ? nothing
          : html`<span class="live" data-state=${this._live} role="status"><i></i><span>${this.#liveWord()}</span></span>`}
        <sl-icon-button
          name="search"
          label=${t({ zh: '前往或执行（Ctrl+K）', en: 'Go or do (Ctrl+K)' })}
          @click=${() => this.#tell('palette')}
        ></sl-icon-button>
        <sl-icon-button
          class="wide"
          name="question-circle"
          label=${t({ zh: '快捷键', en: 'Keyboard shortcuts' })}
          @click=${() => this.#tell('keys')}
        ></sl-icon-button>
        <sl-button size="small" variant="text" lang=${locale() === 'zh-CN' ? 'en' : 'zh-CN'} @click=${this.#switchLanguage}
          >${locale() === 'zh-CN' ? 'English' : '中文'}</sl-button
        >
        <sl-dropdown placement="bottom-end" hoist>
          <sl-icon-button slot="trigger" name="person-circle" label=${t({ zh: '账号与外观', en: 'Account and appearance' })}></sl-icon-button>
          <sl-menu @sl-select=${this.#chosen}>
            <div class="who"><b>${this.who.name}</b><span>${this.who.account}</span></div>
            <sl-divider></sl-divider>
            <sl-menu-label>${t({ zh: '外观', en: 'Appearance' })}</sl-menu-label>
            ${[
              ['system', { zh: '跟随系统', en: 'As the system' }],
              ['light', { zh: '浅色', en: 'Light' }],
              ['dark', { zh: '深色', en: 'Dark' }],
            ].map(
              ([value, text]) =>
                html`<sl-menu-item type="checkbox" value=${`theme:${value}`} ?checked=${theme() === value}>${t(text)}</sl-menu-item>`,
            )}
            <sl-divider></sl-divider>
            ${this.who.permissions?.includes('hub.administer')
              ? html`<sl-menu-item value="console">
                  <sl-icon slot="prefix" name="wrench-adjustable"></sl-icon>${t({ zh: '系统控制台', en: 'System console' })}
                </sl-menu-item>`
              : nothing}
            <sl-menu-item value="sessions">
              <sl-icon slot="prefix" name="display"></sl-icon>${t({ zh: '我的登录', en: 'Where I am logged in' })}
            </sl-menu-item>
            <sl-menu-item value="password">
              <sl-icon slot="prefix" name="key"></sl-icon>${t({ zh: '修改密码', en: 'Change password' })}
            </sl-menu-item>
            <sl-menu-item value="factor">
              <sl-icon slot="prefix" name="shield-lock"></sl-icon>${t({ zh: '第二因素', en: 'Second factor' })}
            </sl-menu-item>
            <sl-menu-item value="logout">
              <sl-icon slot="prefix" name="box-arrow-right"></sl-icon>${t({ zh: '退出登录', en: 'Log out' })}
            </sl-menu-item>
          </sl-menu>
        </sl-dropdown>
      </div>
    `;
  }

  #tell(what) {
    this.dispatchEvent(new CustomEvent(`huitong-${what}`));
  }

  #liveWord() {
    return {
      open: t({ zh: '实时', en: 'Live' }),
      lost: t({ zh: '正在重连', en: 'Reconnecting' }),
      off: t({ zh: '未连接', en: 'Not live' }),
    }[this._live];
  }

  #switchLanguage = () => setLocale(locale() === 'zh-CN' ? 'en' : 'zh-CN');

  #chosen = (event) => {
    const value = event.detail.item.value;
    if (value === 'logout') {
      this.#tell('leave');
    } else if (value === 'sessions') {
      this.#tell('sessions');
    } else if (value === 'password' || value === 'factor') {
      this.#tell(value);
    } else if (value === 'console') {
      location.href = '/system/console';
    } else {
      setTheme(value.slice('theme:'.length));
    }
  };
}

customElements.define('huitong-top', HuitongTop);
