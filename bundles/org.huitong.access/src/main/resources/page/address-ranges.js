// SPDX-License-Identifier: Apache-2.0
// From where those come who manage, secure or audit the hub.
import { LitElement, css, html, nothing } from 'lit';
import { api, sentence, sheet, t, toast } from 'huitong';

const SAVED = { zh: '已保存，立即生效。', en: 'Saved; it counts from now on.' };

class AddressRanges extends LitElement {
  static properties = { _there: { state: true }, _problem: { state: true } };

  static styles = [
    sheet,
    css`
      form {
        display: grid;
        gap: 0.75rem;
        justify-items: start;
      }
      sl-textarea {
        width: min(32rem, 100%);
      }
    `,
  ];

  connectedCallback() {
    super.connectedCallback();
    this.#ask(() => api.get('addresses'));
  }

  async #ask(call, said) {
    try {
      this._there = await call();
      this._problem = undefined;
      if (said) toast(said, 'success');
    } catch (problem) {
      this._problem = sentence(problem);
    }
  }

  render() {
    if (!this._there) return this._problem ? html`<p class="quiet">${this._problem}</p>` : nothing;
    const { ranges, here } = this._there;
    return html`<sl-details
      summary=${t({
        zh: `管理员的登录地址：${ranges.length ? ranges.join('，') : '不限制'}`,
        en: `Where administrators come from: ${ranges.length ? ranges.join(', ') : 'everywhere'}`,
      })}
    >
      <form @submit=${this.#save}>
        <sl-textarea
          name="ranges"
          rows="3"
          resize="auto"
          autocomplete="off"
          spellcheck="false"
          .value=${ranges.join('\n')}
          label=${t({ zh: '地址段，每行一个；留空为不限制', en: 'Ranges, one a line; empty: from everywhere' })}
          help-text=${t({
            zh: `如 10.0.0.0/8、2001:db8::/32。有管理、安全或审计权限的账号只能从这些地址登录和使用，首位管理员 admin 除外（应急）。您现在的地址是 ${here}，必须包含在内。`,
            en: `Such as 10.0.0.0/8 or 2001:db8::/32. Accounts that manage, secure or audit come from there alone, but for the first one, admin, who breaks the glass. Yours is ${here}, and has to be among them.`,
          })}
        ></sl-textarea>
        ${this._problem ? html`<sl-alert open variant="danger">${this._problem}</sl-alert>` : nothing}
        <sl-button type="submit" size="small" variant="primary">${t({ zh: '保存', en: 'Save' })}</sl-button>
      </form>
    </sl-details>`;
  }

  #save(event) {
    event.preventDefault();
    const ranges = event.target.querySelector('sl-textarea').value.split(/[\s,，;；]+/).filter(Boolean);
    this.#ask(() => api.put('addresses', { ranges }), SAVED);
  }
}

customElements.define('huitong-address-ranges', AddressRanges);
