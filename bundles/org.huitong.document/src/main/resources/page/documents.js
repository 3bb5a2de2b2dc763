// SPDX-License-Identifier: Apache-2.0
// The documents that the reader may have: a list, what stands in one as table and chart, and its files.
import { LitElement, css, html, nothing } from 'lit';
import { ReportChart, api, download, query, sentence, session, setQuery, sheet, shortcut, t, toast } from 'huitong';
import './documents-forms.js';

const say = (zh, en) => () => t({ zh, en });

const WORDS = {
  all: say('全部文档', 'All documents'),
  from: say('开始日期', 'From'),
  to: say('结束日期', 'To'),
  apply: say('查看', 'Show'),
  asOf: say('截至 ', 'As of '),
  empty: say('没有您可以查看的文档', 'There is no document that you may see'),
  emptyWhy: say('文档由各项能力提供，按权限显示。请向管理员申请相应的权限。', 'Capabilities offer documents, and each asks for a permission. Ask an administrator for it.'),
  gone: say('没有这份文档，或者您无权查看。', 'There is no such document, or you may not see it.'),
  retry: say('重试', 'Try again'),
  next: say('下一份文档', 'Next document'),
  previous: say('上一份文档', 'Previous document'),
  keep: say('下载', 'Download'),
  own: say('自有格式', 'own form'),
  ownForms: say('自有格式', 'Own forms'),
};
const w = (name) => WORDS[name]();

export default class DocumentsPage extends LitElement {
  static properties = {
    list: { state: true },
    chosen: { state: true },
    report: { state: true },
    problem: { state: true },
    busy: { state: true },
  };

  static styles = [
    sheet,
    css`
      :host {
        height: 100%;
        overflow-y: auto;
      }
      .both {
        display: grid;
        grid-template-columns: 15rem minmax(0, 1fr);
        gap: 1.25rem;
        align-items: start;
      }
      nav ul {
        list-style: none;
        margin: 0;
        padding: 0.375rem;
      }
      nav a {
        display: block;
        padding: 0.5rem 0.75rem;
        border-radius: 6px;
        color: inherit;
        text-decoration: none;
      }
      nav a:hover {
        background: var(--huitong-canvas);
      }
      nav a[aria-current] {
        background: var(--sl-color-primary-100);
        color: var(--sl-color-primary-900);
        font-weight: 600;
      }
      .title {
        padding: 0.875rem 1rem;
        border-bottom: 1px solid var(--huitong-line);
      }
      .files {
        display: flex;
        flex-wrap: wrap;
        gap: 0.5rem;
      }
      form {
        display: flex;
        flex-wrap: wrap;
        align-items: end;
        gap: 0.5rem;
        padding: 0.75rem 1rem;
        border-bottom: 1px solid var(--huitong-line);
      }
      sl-details {
        margin: 0.75rem 1rem;
      }
      report-chart {
        padding: 0.75rem 1rem;
        border-bottom: 1px solid var(--huitong-line);
      }
      @media (max-width: 50rem) {
        .both {
          grid-template-columns: minmax(0, 1fr);
        }
      }
    `,
  ];

  #ends = [];
  #round = 0;

  connectedCallback() {
    super.connectedCallback();
    const moved = () => this.#follow();
    addEventListener('huitong:query', moved);
    this.#ends = [
      () => removeEventListener('huitong:query', moved),
      shortcut('j', { zh: '下一份文档', en: 'Next document' }, () => this.#step(1)),
      shortcut('k', { zh: '上一份文档', en: 'Previous document' }, () => this.#step(-1)),
    ];
    this.#begin();
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.#ends.forEach((end) => end());
    this.#round++;
  }

  async #begin() {
    try {
      this.list = (await api.get('documents')).items;
      this.problem = null;
      this.#follow();
    } catch (problem) {
      this.problem = sentence(problem);
    }
  }

  /** Shows what the address says; the first document where it says nothing. */
  #follow() {
    if (!this.list?.length) return;
    const { name } = query();
    this.chosen = name ? this.list.find((item) => item.name === name) : this.list[0];
    this.#read();
  }

  async #read() {
    const round = ++this.#round;
    this.report = null;
    this.problem = this.chosen ? null : w('gone');
    if (!this.chosen) return;
    try {
      const report = await api.get(`documents/${this.chosen.name}.json${this.#period()}`);
      if (round === this.#round) this.report = report;
    } catch (problem) {
      if (round === this.#round) this.problem = sentence(problem);
    }
  }

  #period(more = {}) {
    const { from, to } = query();
    const pairs = Object.entries({ ...(this.chosen.ofPeriod ? { from, to } : {}), ...more }).filter(([, value]) => value);
    return pairs.length ? `?${new URLSearchParams(pairs)}` : '';
  }

  #step(by) {
    const at = (this.list ?? []).findIndex((item) => item.name === this.chosen?.name);
    const next = this.list?.[at + by];
    if (next) this.#choose(next);
  }

  #choose(item) {
    const { from, to } = query();
    setQuery({ name: item.name, from, to }, { push: true });
    this.#follow();
  }

  async #again() {
    const { name } = this.chosen;
    this.list = (await api.get('documents')).items;
    this.chosen = this.list.find((item) => item.name === name);
  }

  async #keep(format, form) {
    this.busy = form ? `own ${format}` : format;
    try {
      await download(`documents/${this.chosen.name}.${format}${this.#period({ form })}`, `${this.chosen.name}.${format}`);
    } catch (problem) {
      toast(problem);
    }
    this.busy = null;
  }

  render() {
    if (!this.list) return html`<div class="page">${this.#trouble() || html`<div class="empty"><sl-spinner></sl-spinner></div>`}</div>`;
    if (!this.list.length) {
      return html`<div class="page"><div class="empty">
        <sl-icon name="file-earmark-text"></sl-icon><p><strong>${w('empty')}</strong></p><p>${w('emptyWhy')}</p>
      </div></div>`;
    }
    return html`<div class="page">
      <div class="both">
        <nav class="panel" aria-label=${w('all')}>
          <ul>
            ${this.list.map(
              (item) => html`<li>
                <a
                  href="#/documents?name=${item.name}"
                  aria-current=${item === this.chosen ? 'page' : nothing}
                  @click=${(e) => this.#clicked(e, item)}
                  >${t(item.title)}</a
                >
              </li>`,
            )}
          </ul>
        </nav>
        <div class="panel">${this.chosen ? this.#document() : this.#trouble()}</div>
      </div>
    </div>`;
  }

  #clicked(event, item) {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    this.#choose(item);
  }

  #document() {
    const { chosen, report } = this;
    return html`<div class="title">
        <div class="head">
          <h2>${t(chosen.title)}</h2>
          <div class="files push">
            ${chosen.formats.map(
              (format) => html`<sl-button
                size="small"
                ?loading=${this.busy === format}
                ?disabled=${Boolean(this.busy)}
                aria-label="${w('keep')} ${format}"
                @click=${() => this.#keep(format)}
              >
                <sl-icon slot="prefix" name="download"></sl-icon>${format}
              </sl-button>`,
            )}
            ${chosen.own.map(
              (format) => html`<sl-button
                size="small"
                variant="primary"
                outline
                ?loading=${this.busy === `own ${format}`}
                ?disabled=${Boolean(this.busy)}
                aria-label="${w('keep')} ${w('own')} ${format}"
                @click=${() => this.#keep(format, 'own')}
              >
                <sl-icon slot="prefix" name="download"></sl-icon>${w('own')} ${format}
              </sl-button>`,
            )}
          </div>
        </div>
        ${report
          ? html`<p class="small quiet">${[report.unit, report.subtitle, w('asOf') + report.asOf].filter(Boolean).join(' · ')}</p>`
          : nothing}
      </div>
      ${chosen.ofPeriod ? this.#days() : nothing}
      ${this.#trouble() || (report ? this.#shown() : html`<div class="empty"><sl-spinner></sl-spinner></div>`)}
      ${session().permissions.includes('documents.forms')
        ? html`<sl-details summary=${w('ownForms')}>
            <huitong-document-forms .document=${chosen.name} @changed=${this.#again}></huitong-document-forms>
          </sl-details>`
        : nothing}`;
  }

  #days() {
    const { from = '', to = '' } = query();
    return html`<form @submit=${this.#asked}>
      <sl-input name="from" type="date" size="small" label=${w('from')} .value=${from}></sl-input>
      <sl-input name="to" type="date" size="small" label=${w('to')} .value=${to}></sl-input>
      <sl-button size="small" type="submit">${w('apply')}</sl-button>
    </form>`;
  }

  #asked(event) {
    event.preventDefault();
    const { from, to } = Object.fromEntries(new FormData(event.target));
    setQuery({ name: this.chosen.name, from, to }, { push: true });
    this.#follow();
  }

  #shown() {
    const { report } = this;
    return html`${ReportChart.draws(report) ? html`<report-chart .report=${report}></report-chart>` : nothing}
      <report-table .report=${report}></report-table>`;
  }

  #trouble() {
    return this.problem
      ? html`<sl-alert open variant="danger">
          ${this.problem} <sl-button size="small" @click=${this.list ? this.#read : this.#begin}>${w('retry')}</sl-button>
        </sl-alert>`
      : '';
  }
}
