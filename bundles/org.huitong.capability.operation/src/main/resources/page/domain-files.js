// SPDX-License-Identifier: Apache-2.0
import { LitElement, css, html, nothing } from 'lit';
import { api, confirm, formatTime, sentence, sheet, t, toast } from 'huitong';

/** The files by which a platform is shown whose this domain is. */
class DomainFiles extends LitElement {
  static properties = { _items: { state: true }, _problem: { state: true }, _wrong: { state: true }, _busy: { state: true } };

  static styles = [
    sheet,
    css`
      :host {
        display: grid;
        gap: 1rem;
      }
      form {
        display: grid;
        gap: 0.75rem;
        max-width: 40rem;
        padding: 1rem;
      }
      .content {
        overflow-wrap: anywhere;
      }
      td:last-child:not([colspan]) {
        white-space: nowrap;
        text-align: end;
      }
    `,
  ];

  connectedCallback() {
    super.connectedCallback();
    this.#read();
  }

  async #read() {
    try {
      this._items = (await api.get('domain-files')).items;
      this._problem = undefined;
    } catch (problem) {
      this._problem = problem;
    }
  }

  render() {
    return html`<p class="quiet">
        ${t({
          zh: '平台要求证明域名归属时（如企业微信“网页授权及 JS-SDK”的可信域名），把它给的校验文件放在这里。文件可从域名根目录公开读取。',
          en: 'Where a platform wants to be shown whose this domain is, as WeCom for its trusted domain, put the file that it gave here. Anybody can read it at the root of the domain.',
        })}
      </p>
      <form class="panel" @submit=${this.#put}>
        <label>${t({ zh: '选择文件', en: 'Choose the file' })} <input type="file" accept=".txt" @change=${this.#chosen} /></label>
        <sl-input name="name" required label=${t({ zh: '文件名', en: 'Name' })} placeholder="WW_verify_abc123.txt" autocomplete="off"></sl-input>
        <sl-input name="content" required label=${t({ zh: '内容', en: 'Content' })} autocomplete="off"></sl-input>
        ${this._wrong ? html`<p class="bad" role="alert">${sentence(this._wrong)}</p>` : nothing}
        <div><sl-button type="submit" variant="primary" ?loading=${this._busy}>${t({ zh: '放上去', en: 'Put it up' })}</sl-button></div>
      </form>
      ${this._problem ? html`<div class="panel empty">${sentence(this._problem)}</div>` : this._items ? this.#files() : html`<sl-spinner></sl-spinner>`}`;
  }

  #files() {
    return html`<div class="panel scroll-x">
      <table class="stack">
        <thead>
          <tr>
            <th>${t({ zh: '地址', en: 'Address' })}</th>
            <th>${t({ zh: '内容', en: 'Content' })}</th>
            <th>${t({ zh: '放上的时间', en: 'Put up' })}</th>
            <th><sl-visually-hidden>${t({ zh: '操作', en: 'Actions' })}</sl-visually-hidden></th>
          </tr>
        </thead>
        <tbody>
          ${this._items.length === 0
            ? html`<tr><td colspan="4" class="empty">${t({ zh: '还没有校验文件。', en: 'There is no file yet.' })}</td></tr>`
            : this._items.map(
                (file) => html`<tr>
                  <td class="content"><a href="/${file.name}" target="_blank" rel="noopener">${location.origin}/${file.name}</a></td>
                  <td class="content">${file.content}</td>
                  <td>${formatTime(file.putAt)}</td>
                  <td><sl-button size="small" @click=${() => this.#remove(file)}>${t({ zh: '删除', en: 'Remove' })}</sl-button></td>
                </tr>`,
              )}
        </tbody>
      </table>
    </div>`;
  }

  #chosen = async (event) => {
    const file = event.target.files[0];
    if (!file || file.size > 2048) {
      this._wrong = file && { zh: '校验文件只有一行，这个文件太大。', en: 'Such a file has one line; this one is too large.' };
      return;
    }
    this._wrong = undefined;
    this.renderRoot.querySelector('[name=name]').value = file.name;
    this.renderRoot.querySelector('[name=content]').value = (await file.text()).trim();
  };

  #put = async (event) => {
    event.preventDefault();
    const value = (name) => this.renderRoot.querySelector(`[name=${name}]`).value.trim();
    this._busy = true;
    try {
      await api.put(`domain-files/${encodeURIComponent(value('name'))}`, { content: value('content') });
      this._wrong = undefined;
      this.renderRoot.querySelector('form').reset();
      toast({ zh: '已放上，可以回到平台点“校验”了。', en: 'It is up: go back to the platform and have it checked.' });
      await this.#read();
    } catch (problem) {
      this._wrong = problem;
    } finally {
      this._busy = false;
    }
  };

  async #remove(file) {
    const sure = await confirm(
      { zh: `删除 ${file.name}？平台再次校验时会失败。`, en: `Remove ${file.name}? A platform that checks again will fail.` },
      { zh: '删除', en: 'Remove' },
    );
    if (!sure) return;
    try {
      await api.delete(`domain-files/${encodeURIComponent(file.name)}`);
      await this.#read();
    } catch (problem) {
      toast(problem);
    }
  }
}

customElements.define('huitong-domain-files', DomainFiles);
