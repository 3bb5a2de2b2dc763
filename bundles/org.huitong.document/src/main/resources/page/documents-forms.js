// SPDX-License-Identifier: Apache-2.0
// The company's own forms of a document: what one may use in them, those that there are, and a new version.
import { LitElement, css, html, nothing } from 'lit';
import { api, confirm, download, formatTime, loading, sentence, sheet, t, toast } from 'huitong';

const say = (zh, en) => () => t({ zh, en });

const WORDS = {
  own: say('自有格式', 'Own form'),
  help: say(
    '在 Excel、WPS 或 Word 里做好公司的版式（红头、标志、签字栏），在要填写的地方写占位符后上传。含“明细”的一行按数据重复；汇通填入的与自带格式完全一致。不接受宏、公式、外部链接和嵌入对象。',
    'Lay the form out in Excel, WPS or Word (heading, logo, lines for signatures), write placeholders where something is to be filled in, and upload it. The line with “rows” is repeated; what is filled in is the same as in our own form. Macros, formulas, links and embedded objects are refused.',
  ),
  placeholders: say('可用的占位符', 'Placeholders'),
  beginning: say('下载样表', 'A form to begin with'),
  upload: say('上传新版本', 'Upload a new version'),
  retire: say('停用', 'Take out of use'),
  retireAsk: say('停用后，下载时不再提供自有格式；所有版本都会保留。确定停用吗？', 'Downloads will no longer offer the own form; all versions are kept. Take it out of use?'),
  taken: say('已启用新版本', 'The new version is in use'),
  none: say('还没有自有格式', 'There is none yet'),
  version: say('版本', 'Version'),
  file: say('文件', 'File'),
  by: say('上传人', 'By'),
  at: say('时间', 'At'),
  inUse: say('使用中', 'in use'),
};
const w = (name) => WORDS[name]();
const KINDS = ['xlsx', 'docx'];

class DocumentForms extends LitElement {
  static properties = { document: {}, forms: { state: true }, problem: { state: true }, busy: { state: true } };

  static styles = [
    sheet,
    css`
      :host {
        display: grid;
        gap: 0.75rem;
      }
      .row,
      .words {
        display: flex;
        flex-wrap: wrap;
        gap: 0.5rem;
        align-items: center;
      }
      code {
        user-select: all;
        padding: 0.125rem 0.375rem;
        border-radius: 4px;
        background: var(--huitong-canvas);
      }
      ul {
        margin: 0;
      }
    `,
  ];

  willUpdate(changed) {
    if (changed.has('document')) {
      this.forms = null;
      this.problem = null;
      this.#read();
    }
  }

  async #read() {
    const asked = this.document;
    await this.#call(async () => {
      const forms = await api.get(`forms/${asked}`);
      if (asked === this.document) this.forms = forms;
    });
  }

  async #call(what) {
    this.busy = true;
    this.problem = null;
    try {
      await what();
    } catch (problem) {
      this.problem = problem;
    }
    this.busy = false;
  }

  async #chosen(kind, event) {
    const [file] = event.target.files;
    event.target.value = '';
    if (!file) return;
    await this.#call(async () => {
      await api.upload(`forms/${this.document}/${kind}`, file);
      toast(w('taken'), 'success');
      this.#changed();
    });
  }

  async #retire(kind) {
    if (!(await confirm(w('retireAsk'), { danger: true }))) return;
    await this.#call(async () => {
      await api.delete(`forms/${this.document}/${kind}`);
      this.#changed();
    });
  }

  #changed() {
    this.#read();
    this.dispatchEvent(new CustomEvent('changed'));
  }

  #keep(path, name) {
    download(`forms/${this.document}/${path}`, name).catch(toast);
  }

  render() {
    return html`<p class="quiet small">${w('help')}</p>
      <div role="status">${this.problem && this.forms ? this.#trouble(this.problem) : nothing}</div>
      ${this.forms ? html`${this.#placeholders()} ${KINDS.map((kind) => this.#kind(kind))}` : loading(this.problem, () => this.#read())}`;
  }

  #trouble(problem) {
    const places = Object.entries(problem.fields ?? {}).sort(([a], [b]) => a.localeCompare(b));
    return html`<sl-alert open variant="danger">
      ${places.length
        ? html`<ul>
            ${places.map(([place, what]) => html`<li><strong>${place}</strong> ${typeof what === 'string' ? what : t(what)}</li>`)}
          </ul>`
        : sentence(problem)}
    </sl-alert>`;
  }

  #placeholders() {
    return html`<sl-details summary=${w('placeholders')}>
      <div class="words">${this.forms.placeholders.map((word) => html`<code>{{${t(word)}}}</code>`)}</div>
    </sl-details>`;
  }

  #kind(kind) {
    const items = this.forms.items.filter((item) => item.kind === kind);
    const current = items.find((item) => item.inUse);
    return html`<section aria-label="${w('own')} ${kind}">
      <div class="row">
        <h3>${kind}</h3>
        <sl-button size="small" variant="text" @click=${() => this.#keep(`${kind}/beginning`, `${this.document}-form.${kind}`)}>${w('beginning')}</sl-button>
        <label class="small">${w('upload')} <input type="file" accept=".${kind}" ?disabled=${this.busy} @change=${(e) => this.#chosen(kind, e)} /></label>
        ${current ? html`<sl-button size="small" ?disabled=${this.busy} @click=${() => this.#retire(kind)}>${w('retire')}</sl-button>` : nothing}
      </div>
      ${items.length ? this.#versions(items) : html`<p class="quiet small">${w('none')}</p>`}
    </section>`;
  }

  #versions(items) {
    return html`<table class="stack">
      <thead><tr><th scope="col">${w('version')}</th><th scope="col">${w('file')}</th><th scope="col">${w('by')}</th><th scope="col">${w('at')}</th></tr></thead>
      <tbody>
        ${items.map(
          (item) => html`<tr>
            <td data-label=${w('version')}>${item.version} ${item.inUse ? html`<sl-tag size="small" pill variant="success">${w('inUse')}</sl-tag>` : nothing}</td>
            <td><sl-button size="small" variant="text" @click=${() => this.#keep(`${item.kind}/${item.version}`, item.file)}>${item.file}</sl-button></td>
            <td data-label=${w('by')}>${item.byName}</td>
            <td data-label=${w('at')}>${formatTime(item.at, 'short')}</td>
          </tr>`,
        )}
      </tbody>
    </table>`;
  }
}

if (!customElements.get('huitong-document-forms')) customElements.define('huitong-document-forms', DocumentForms);
