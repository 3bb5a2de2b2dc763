// SPDX-License-Identifier: Apache-2.0
// Connecting an account, and changing one: choose the platform, fill in what its connector asks for, watch it come alive.
// Which platforms there are and what each asks for is told by the connectors that are installed; nothing is known here.
import { LitElement, css, html, nothing } from 'lit';
import { api, confirm, sentence, sheet, t, toast } from 'huitong';
import './connect-lights.js';
import { COPIED, COPY, callbackOf, settingField } from './connect-words.js';
import { markSheet, platformMark } from './connector-words.js';

/** Fires `changed` when something was saved, and `closed` when the dialog is gone. */
class ConnectAccount extends LitElement {
  static properties = {
    /** `{ platform, account }` where one that is there is changed. */
    of: { attribute: false },
    _kinds: { state: true },
    _kind: { state: true },
    _account: { state: true },
    _values: { state: true },
    _secrets: { state: true },
    _wrong: { state: true },
    _problem: { state: true },
    _busy: { state: true },
    _done: { state: true },
  };

  static styles = [
    sheet,
    markSheet,
    css`
      sl-dialog {
        --width: min(44rem, calc(100vw - 1.5rem));
      }
      sl-dialog::part(body) {
        border-block: 1px solid var(--huitong-line);
      }
      sl-dialog::part(footer) {
        display: flex;
        flex-wrap: wrap;
        justify-content: flex-end;
        gap: 0.5rem;
      }
      form,
      .step {
        display: grid;
        gap: 1rem;
      }
      .kinds {
        display: grid;
        grid-template-columns: repeat(auto-fill, minmax(min(17rem, 100%), 1fr));
        gap: 0.75rem;
      }
      .kind {
        display: grid;
        grid-template-columns: auto 1fr;
        gap: 0.125rem 0.75rem;
        align-items: center;
        padding: 0.75rem;
        font: inherit;
        text-align: start;
        color: inherit;
        background: var(--huitong-surface);
        border: 1px solid var(--huitong-line);
        border-radius: 10px;
        cursor: pointer;
      }
      .kind:hover,
      .kind:focus {
        border-color: var(--sl-color-primary-600);
      }
      .kind .tile {
        grid-row: span 2;
        align-self: start;
      }
      .title {
        display: flex;
        align-items: center;
        gap: 0.75rem;
      }
      .wrong {
        display: block;
        color: var(--sl-color-danger-700);
      }
      .hint {
        display: block;
      }
      .address {
        padding: 0.75rem;
        border-radius: 8px;
        background: var(--sl-color-neutral-50);
        border: 1px solid var(--huitong-line);
        display: grid;
        gap: 0.25rem;
      }
      .address code {
        overflow-wrap: anywhere;
        font-size: 0.875rem;
      }
      .copy {
        display: flex;
        align-items: center;
        gap: 0.25rem;
      }
      sl-details::part(content) {
        display: grid;
        gap: 1rem;
      }
      sl-radio-group::part(button-group__base) {
        flex-wrap: wrap;
        row-gap: 0.25rem;
      }
      .more {
        display: grid;
        gap: 1rem;
      }
    `,
  ];

  #before = '';
  #sure = false;

  connectedCallback() {
    super.connectedCallback();
    this._values = {};
    this._secrets = new Set();
    this._wrong = {};
    this._account = this.of?.account ?? '';
    this.#read();
  }

  async #read() {
    try {
      this._kinds = (await api.get('connectors/kinds')).items;
      if (!this.of) return;
      const entered = await api.get(`connectors/${this.of.platform}/${encodeURIComponent(this.of.account)}/settings`);
      this._values = entered.settings;
      this._secrets = new Set(entered.secrets);
      this.#choose(this._kinds.find((kind) => kind.word === entered.kind));
    } catch (problem) {
      this._problem = problem;
    }
  }

  firstUpdated() {
    this.#dialog.updateComplete.then(() => this.#dialog.show());
  }

  get #dialog() {
    return this.renderRoot.querySelector('sl-dialog');
  }

  get #way() {
    const word = this._values.way ?? this.#setting('way')?.fallback ?? '';
    return this._kind.ways.find((way) => way.word === word) ?? this._kind.ways[0];
  }

  #setting(name) {
    return this._kind.settings.find((setting) => setting.name === name);
  }

  #choose(kind) {
    // The first way is the one to take where nothing speaks against it; what an account had stays.
    if (!this.of) this._values = kind.ways.length > 1 ? { way: kind.ways[0].word } : {};
    this._kind = kind;
    this.#before = JSON.stringify([this._account, this._values]);
    this.updateComplete.then(() => this.renderRoot.querySelector(this.of ? 'form [name]:not([disabled])' : '[name=account]')?.focus());
  }

  render() {
    return html`<sl-dialog
      label=${this.#label()}
      @sl-request-close=${this.#asked}
      @sl-initial-focus=${(event) => event.target === this.#dialog && event.preventDefault()}
      @sl-after-hide=${(event) => event.target === this.#dialog && this.dispatchEvent(new CustomEvent('closed'))}
    >
      ${this._problem
        ? html`<div role="alert"><sl-alert variant="danger" open>${sentence(this._problem)}</sl-alert></div>`
        : nothing}
      ${this.#body()} ${this.#foot()}
    </sl-dialog>`;
  }

  #label() {
    if (this.of) return t({ zh: '修改连接设置', en: 'Change the connection' });
    return this._kind ? t({ zh: `连接${this._kind.name.zh}`, en: `Connect ${this._kind.name.en}` }) : t({ zh: '连接一个平台', en: 'Connect a platform' });
  }

  #body() {
    if (this._done) {
      return html`<huitong-connect-lights .of=${this._done} @settled=${() => this.dispatchEvent(new CustomEvent('changed'))}></huitong-connect-lights>`;
    }
    if (this._kind) return this.#form();
    if (!this._kinds) return this._problem ? nothing : html`<div class="empty"><sl-spinner></sl-spinner></div>`;
    if (this.of) return html`<div class="empty"><sl-spinner></sl-spinner></div>`;
    return html`<div class="step">
      <p class="quiet">${t({ zh: '选择消息来自哪里。', en: 'Choose where the messages come from.' })}</p>
      <div class="kinds">
        ${this._kinds.map(
          (kind) => html`<button class="kind" data-kind=${kind.word} @click=${() => this.#choose(kind)}>
            ${platformMark(kind.platform, t(kind.name))}<b>${t(kind.name)}</b>
            <span class="quiet small">${this.#about(kind)}</span>
          </button>`,
        )}
      </div>
    </div>`;
  }

  /** The first sentence says what it is; the address stands in the form. */
  #about(kind) {
    const about = kind.about ? t(kind.about) : '';
    return /^[^]*?(?:。|\.(?=\s))/.exec(about)?.[0] ?? about;
  }

  #form() {
    const kind = this._kind;
    const way = this.#way;
    const asked = way.asked.map((name) => this.#setting(name)).filter(Boolean);
    const more = kind.settings.filter((setting) => setting.name !== 'way' && !way.asked.includes(setting.name));
    // What belongs to another way alone would only puzzle.
    const elsewhere = new Set(kind.ways.filter((other) => other !== way).flatMap((other) => other.asked));
    const rest = more.filter((setting) => !elsewhere.has(setting.name) || this._values[setting.name] || this._secrets.has(setting.name));
    return html`<form @submit=${this.#submit} autocomplete="off">
      <div class="title">${platformMark(kind.platform, t(kind.name))}<span class="quiet small">${this.#about(kind)}</span></div>
      ${this.of
        ? nothing
        : html`<sl-input
            name="account"
            label=${t({ zh: '给这个账号起个名字', en: 'A name for this account' })}
            placeholder="sales"
            required
            autocomplete="off"
            spellcheck="false"
            .value=${this._account}
            @sl-input=${(event) => (this._account = event.target.value.trim())}
          >
            <span slot="help-text">
              <span class="hint">${t({ zh: '英文字母、数字或 . _ -，会成为回调地址的一部分，之后不能改。', en: 'Letters, digits or . _ - : it becomes part of the callback address and stays.' })}</span>
              ${this.#wrongOf('account')}
            </span>
          </sl-input>`}
      ${kind.ways.length > 1
        ? html`<sl-radio-group
            name="way"
            label=${t(this.#setting('way').title)}
            help-text=${t(this.#setting('way').hint ?? { zh: '', en: '' })}
            .value=${way.word}
            @sl-change=${(event) => this.#set('way', event.target.value)}
          >
            ${kind.ways.map((one) => html`<sl-radio-button value=${one.word}>${t(one.title ?? { zh: one.word, en: one.word })}</sl-radio-button>`)}
          </sl-radio-group>`
        : nothing}
      ${asked.map((setting) => this.#field(setting, way.needed.includes(setting.name)))}
      ${this.#address(way)}
      <sl-details class="rest" ?open=${rest.some((setting) => this._wrong[setting.name])} summary=${t({ zh: `更多设置（${rest.length}）`, en: `More settings (${rest.length})` })}>
        <div class="more">${rest.map((setting) => this.#field(setting, false))}</div>
      </sl-details>
    </form>`;
  }

  #field(setting, needed) {
    return settingField({
      setting,
      needed: needed && !this._secrets.has(setting.name),
      value: this._values[setting.name],
      isSet: this._secrets.has(setting.name),
      cleared: this._values[setting.name] === null,
      wrong: this.#wrongOf(setting.name),
      set: (value) => this.#set(setting.name, value),
    });
  }

  #wrongOf(name) {
    return this._wrong[name] ? html`<span class="wrong" role="alert">${this._wrong[name]}</span>` : nothing;
  }

  #address(way) {
    const address = callbackOf(this._kind, way, this._account);
    return address
      ? html`<div class="address">
          <span>${t({ zh: '回调地址', en: 'Callback address' })}</span>
          <div class="copy"><code>${address}</code>${this._account ? html`<sl-copy-button value=${address} copy-label=${t(COPY)} success-label=${t(COPIED)}
              ><sl-icon slot="copy-icon" name="copy" label=${t(COPY)}></sl-icon
            ></sl-copy-button>` : nothing}</div>
          <span class="quiet small">${t({ zh: '先在这里保存，再把它填到平台后台，平台会立刻校验。', en: 'Save here first; then enter it in the platform’s console, which checks it at once.' })}</span>
        </div>`
      : nothing;
  }

  #set(name, value) {
    this._values = { ...this._values, [name]: value };
    if (this._wrong[name]) this._wrong = { ...this._wrong, [name]: undefined };
  }

  #foot() {
    if (this._done) {
      return html`<sl-button slot="footer" variant="primary" class="finish" @click=${() => this.#close()}>${t({ zh: '完成', en: 'Done' })}</sl-button>`;
    }
    return html`${this._kind && !this.of
        ? html`<sl-button slot="footer" @click=${() => (this._kind = undefined)}>${t({ zh: '换一个平台', en: 'Another platform' })}</sl-button>`
        : nothing}
      <sl-button slot="footer" @click=${() => this.#leave()}>${t({ zh: '取消', en: 'Cancel' })}</sl-button>
      ${this._kind
        ? html`<sl-button slot="footer" variant="primary" class="save" ?loading=${this._busy} @click=${this.#submit}>
            ${this.of ? t({ zh: '保存', en: 'Save' }) : t({ zh: '保存并等待消息', en: 'Save and wait for messages' })}
          </sl-button>`
        : nothing}`;
  }

  #submit = async (event) => {
    event.preventDefault();
    if (this._busy) return;
    this._busy = true;
    this._problem = undefined;
    const { platform } = this._kind;
    const way = this.#way;
    try {
      if (this.of) {
        await api.put(`connectors/${platform}/${encodeURIComponent(this._account)}/settings`, { settings: this._values });
        toast({ zh: '已保存，新设置马上生效。', en: 'Saved: it is in use in a moment.' });
        this.dispatchEvent(new CustomEvent('changed'));
        this.#close();
      } else {
        await api.post('connectors', { kind: this._kind.word, account: this._account, settings: this._values });
        this.dispatchEvent(new CustomEvent('changed'));
        this._done = { platform, account: this._account, callback: callbackOf(this._kind, way, this._account), speaksOnly: way.word === 'webhook' };
      }
    } catch (problem) {
      this._problem = problem;
      this._wrong = problem.fields ?? {};
      await this.updateComplete;
      (this.renderRoot.querySelector('.wrong') ?? this.renderRoot.querySelector('sl-alert')).scrollIntoView({ block: 'center' });
    } finally {
      this._busy = false;
    }
  };

  #asked(event) {
    if (event.target === this.#dialog && !this.#sure) {
      event.preventDefault();
      if (event.detail.source !== 'overlay' || !this._kind) this.#leave();
    }
  }

  async #leave() {
    const changed = this._kind && !this._done && JSON.stringify([this._account, this._values]) !== this.#before;
    if (!changed || (await confirm({ zh: '有未保存的内容，确定放弃吗？', en: 'There are unsaved changes. Discard them?' }, { yes: { zh: '放弃', en: 'Discard' }, danger: true }))) {
      this.#close();
    }
  }

  #close() {
    this.#sure = true;
    this.#dialog.hide();
  }
}

customElements.define('huitong-connect-account', ConnectAccount);
