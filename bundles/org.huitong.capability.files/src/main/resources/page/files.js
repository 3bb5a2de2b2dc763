// SPDX-License-Identifier: Apache-2.0
// Files that were handed on: received, sent, and the rules by which they go.
import { LitElement, css, html, nothing } from 'lit';
import { api, confirm, download, formatBytes, formatTime, query, secrecyName, sentence, session, setQuery, sheet, shortcut, toast } from 'huitong';
import './files-new.js';
import './files-tiers.js';
import { w } from './files-words.js';

const VARIANTS = { waiting: 'warning', sent: 'success', refused: 'danger' };

export default class FilesPage extends LitElement {
  static properties = {
    _box: { state: true },
    _items: { state: true },
    _next: { state: true },
    _one: { state: true },
    _new: { state: true },
  };

  static styles = [
    sheet,
    css`
      .name {
        font-weight: 600;
        overflow-wrap: anywhere;
      }
      code {
        overflow-wrap: anywhere;
      }
      sl-radio-group::part(form-control-label) {
        position: absolute;
        clip-path: inset(50%);
      }
      td sl-button {
        white-space: nowrap;
      }
      .detail {
        display: grid;
        gap: var(--sl-spacing-small);
      }
      ol {
        margin: 0;
        padding-inline-start: 1.25rem;
      }
    `,
  ];

  #heard = () => this.#place();

  connectedCallback() {
    super.connectedCallback();
    window.addEventListener('huitong:query', this.#heard);
    this.unshortcut = shortcut('n', { zh: '传送文件', en: 'Hand on a file' }, () => this.#may && (this._new = { file: '' }));
    this.#place();
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    window.removeEventListener('huitong:query', this.#heard);
    this.unshortcut();
  }

  get #may() {
    return session()?.permissions.includes('files.transfer');
  }

  get #manages() {
    return session()?.permissions.includes('files.manage');
  }

  #place() {
    const { box = 'in', id, file } = query();
    if (file && this.#may) this._new = { file };
    if (box !== this._box) {
      this._box = box;
      this._items = null;
      this._next = null;
      if (box !== 'rules') this.#read();
    }
    if (id && id !== this._one?.id) this.#open(id);
    if (!id) this._one = null;
  }

  async #read(after) {
    const box = this._box;
    try {
      const page = await api.get(`transfers?box=${box}${after ? `&after=${after}` : ''}`);
      if (box !== this._box) return;
      this._items = after ? [...this._items, ...page.items] : page.items;
      this._next = page.next;
    } catch (problem) {
      if (box === this._box) toast(problem);
    }
  }

  async #open(id) {
    try {
      this._one = await api.get(`transfers/${encodeURIComponent(id)}`);
    } catch (problem) {
      toast(problem);
      setQuery({ box: this._box });
    }
  }

  render() {
    const boxes = ['in', 'out', ...(this.#manages ? ['all'] : []), 'rules'];
    return html`<div class="page">
      <div class="head">
        <h2>${w(this._box)}</h2>
        <span class="push"></span>
        ${this.#may
          ? html`<sl-button class="new" size="small" variant="primary" @click=${() => (this._new = { file: '' })}>
              <sl-icon slot="prefix" name="plus-lg"></sl-icon>${w('add')}
            </sl-button>`
          : nothing}
      </div>
      <sl-radio-group size="small" label=${w('state')} value=${this._box} @sl-change=${(e) => setQuery({ box: e.target.value }, { push: true })}>
        ${boxes.map((box) => html`<sl-radio-button size="small" value=${box}>${w(box)}</sl-radio-button>`)}
      </sl-radio-group>
      <div class="panel">${this._box === 'rules' ? html`<huitong-files-tiers></huitong-files-tiers>` : this.#list()}</div>
      ${this._next && this._box !== 'rules'
        ? html`<p><sl-button size="small" @click=${() => this.#read(this._next)}>${w('more')}</sl-button></p>`
        : nothing}
      ${this.#detail()} ${this.#dialog()}
    </div>`;
  }

  #list() {
    if (!this._items) return html`<div class="pad"><sl-spinner></sl-spinner></div>`;
    if (!this._items.length) return html`<div class="empty"><sl-icon name="file-earmark"></sl-icon>${w('none')}${this.#may ? html`<p class="quiet small">${w('noneWhy')}</p>` : nothing}</div>`;
    return html`<table class="stack">
      <thead>
        <tr>
          ${['file', this._box === 'in' ? 'by' : 'people', 'tier', 'state', 'expires'].map((name) => html`<th scope="col">${w(name)}</th>`)}
          <th></th>
        </tr>
      </thead>
      <tbody>
        ${this._items.map((one) => this.#row(one))}
      </tbody>
    </table>`;
  }

  #row(one) {
    return html`<tr data-id=${one.id}>
      <td data-label=${w('file')}>
        <a class="name" href=${`#/files?box=${this._box}&id=${one.id}`}>${one.name ?? w('state-gone')}</a>
        <div class="quiet small">${formatBytes(one.bytes)} · ${formatTime(one.madeAt)}</div>
      </td>
      <td data-label=${w(this._box === 'in' ? 'by' : 'people')}>${this._box === 'in' ? one.byName : one.to.map((to) => to.name).join(' · ')}</td>
      <td data-label=${w('tier')}>${secrecyName(one.tier)}</td>
      <td data-label=${w('state')}>
        <sl-badge variant=${VARIANTS[one.state] ?? 'neutral'}>${w(`state-${one.state}`)}</sl-badge>
        ${one.to.some((to) => to.fetchedAt) ? html`<span class="quiet small">${w('taken')}</span>` : nothing}
      </td>
      <td data-label=${w('expires')}>${one.sentAt ? formatTime(one.expiresAt, 'day') : '—'}</td>
      <td>${one.open ? html`<sl-button size="small" class="take" @click=${() => this.#take(one)}>${w('save')}</sl-button>` : nothing}</td>
    </tr>`;
  }

  #detail() {
    const one = this._one;
    const close = () => setQuery({ box: this._box });
    return html`<sl-drawer label=${one?.name ?? w('state-gone')} ?open=${!!one} @sl-after-hide=${(e) => e.target === e.currentTarget && close()}>
      ${one
        ? html`<div class="detail">
            <div><sl-badge variant=${VARIANTS[one.state] ?? 'neutral'}>${w(`state-${one.state}`)}</sl-badge> ${secrecyName(one.tier)} · ${formatBytes(one.bytes)}</div>
            <div><span class="quiet">${w('by')}</span> ${one.byName} · ${formatTime(one.madeAt)}</div>
            <div><span class="quiet">${w('people')}</span> ${one.to.map((to) => `${to.name}${to.fetchedAt ? ` (${w('taken')} ${formatTime(to.fetchedAt)})` : ''}`).join(' · ')}</div>
            ${one.note ? html`<div><span class="quiet">${w('note')}</span> ${one.note}</div>` : nothing}
            ${one.sentAt ? html`<div><span class="quiet">${w('expires')}</span> ${formatTime(one.expiresAt)}</div>` : nothing}
            <div><span class="quiet">${w('hash')}</span> <code class="small">${one.sha256}</code></div>
            ${one.downloads
              ? html`<div>
                  <h3>${w('downloads')}</h3>
                  ${one.downloads.length
                    ? html`<ol>${one.downloads.map((d) => html`<li>${d.byName} · ${formatTime(d.at)}</li>`)}</ol>`
                    : html`<span class="quiet">${w('noneTaken')}</span>`}
                </div>`
              : nothing}
          </div>`
        : nothing}
      ${one?.open ? html`<sl-button slot="footer" variant="primary" size="small" @click=${() => this.#take(one)}>${w('save')}</sl-button>` : nothing}
      ${one?.approval && one.mine ? html`<sl-button slot="footer" size="small" href=${`#/approvals?id=${one.approval}`}>${w('approval')}</sl-button>` : nothing}
      ${one?.mine && (one.state === 'sent' || one.state === 'waiting')
        ? html`<sl-button slot="footer" size="small" @click=${() => this.#withdraw(one)}>${w('withdraw')}</sl-button>`
        : nothing}
    </sl-drawer>`;
  }

  #dialog() {
    if (!this._new) return nothing;
    const over = () => {
      this._new = null;
      if (query().file) setQuery({ box: this._box });
    };
    const saved = () => (this._box === 'out' ? this.#read() : setQuery({ box: 'out' }, { push: true }) || this.#place());
    return html`<huitong-files-new
      .file=${this._new.file || null}
      @saved=${saved}
      @closed=${over}
    ></huitong-files-new>`;
  }

  async #take(one) {
    try {
      await download(`transfers/${one.id}/content`, one.name);
      this.#read();
    } catch (problem) {
      toast(sentence(problem), 'danger');
    }
  }

  async #withdraw(one) {
    if (!(await confirm({ zh: w('withdrawSure'), en: w('withdrawSure') }, { danger: true }))) return;
    try {
      this._one = await api.post(`transfers/${one.id}/withdraw`);
      this.#read();
    } catch (problem) {
      toast(problem);
    }
  }
}
