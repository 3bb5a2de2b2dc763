// SPDX-License-Identifier: Apache-2.0
// The mapping: which departments, project and company a conversation belongs to.
import { LitElement, css, html, nothing } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { ProblemError, api, confirm, formatTime, query, session, setQuery, sheet, shortcut, toast } from 'huitong';
import './mapping-editor.js';
import { DELETE, counted, editLabel, notInForce, platformName, removeLabel, removeQuestion, w } from './mapping-words.js';

export default class MappingPage extends LitElement {
  static properties = {
    list: { state: true },
    find: { state: true },
    editing: { state: true },
    changes: { state: true },
    problem: { state: true },
  };

  static styles = [
    sheet,
    css`
      .find {
        flex: 0 1 16rem;
      }
      .find::part(form-control-label) {
        position: absolute;
        clip-path: inset(50%);
      }
      td {
        overflow-wrap: anywhere;
      }
      td.keys {
        white-space: nowrap;
        text-align: end;
        padding-block: 0.125rem;
      }
      .tags {
        display: flex;
        flex-wrap: wrap;
        gap: 0.25rem;
      }
      .every {
        color: var(--huitong-quiet);
      }
      .empty p {
        max-width: 34rem;
        margin: 0.5rem auto 0;
      }
      ol {
        margin: 0;
        padding: 0;
        list-style: none;
      }
      ol li {
        display: flex;
        flex-wrap: wrap;
        gap: 0 0.75rem;
        padding: 0.25rem 0;
      }
      @media (max-width: 48rem) {
        .find {
          flex: 1 1 100%;
        }
        table,
        tbody,
        tr,
        td {
          display: block;
        }
        thead {
          position: absolute;
          clip-path: inset(50%);
        }
        tr {
          border-bottom: 1px solid var(--huitong-line);
          padding: 0.5rem 0;
          position: relative;
        }
        td.keys {
          position: absolute;
          inset-block-start: 0.25rem;
          inset-inline-end: 0;
        }
        td {
          border: 0;
          padding: 0.125rem 0.75rem;
        }
        td[data-label]::before {
          content: attr(data-label) ' ';
          color: var(--huitong-quiet);
        }
        td:empty,
        td.blank {
          display: none;
        }
      }
    `,
  ];

  #ends = [];

  connectedCallback() {
    super.connectedCallback();
    this.find = query().q ?? '';
    const moved = () => (this.find = query().q ?? '');
    addEventListener('huitong:query', moved);
    this.#ends = [
      () => removeEventListener('huitong:query', moved),
      shortcut('n', { zh: '新建归属', en: 'New line of the mapping' }, () => this.#may && (this.editing = {})),
      shortcut('/', { zh: '查找', en: 'Find' }, () => this.renderRoot.querySelector('.find')?.focus()),
    ];
    this.#read();
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.#ends.forEach((end) => end());
    clearTimeout(this.later);
  }

  get #may() {
    const has = session()?.permissions ?? [];
    return has.includes('mapping.write') || has.includes('hub.administer');
  }

  async #read() {
    try {
      this.list = await api.get('mapping');
      this.problem = null;
      clearTimeout(this.later);
      if (this.list.inForce !== this.list.snapshot) this.later = setTimeout(() => this.#read(), 1_000);
      if (this.changes) this.changes = (await api.get('mapping/versions')).items;
    } catch (problem) {
      this.problem = problem instanceof ProblemError ? problem.detail : String(problem);
    }
  }

  render() {
    return html`<div class="page">
      <div class="head">
        <h2>${counted(this.list?.items.length ?? 0)}</h2>
        ${this.list && this.list.inForce !== this.list.snapshot
          ? html`<span class="quiet small" role="status">${notInForce(this.list.snapshot)}</span>`
          : nothing}
        <sl-input
          class="find push"
          size="small"
          type="search"
          clearable
          placeholder=${w('find')}
          label=${w('find')}
          .value=${this.find}
          @sl-input=${(e) => this.#search(e.target.value)}
        >
          <sl-icon slot="prefix" name="search"></sl-icon>
        </sl-input>
        ${this.#may
          ? html`<sl-button size="small" variant="primary" class="add" @click=${() => (this.editing = {})}>
              <sl-icon slot="prefix" name="plus-lg"></sl-icon>${w('add')}
            </sl-button>`
          : nothing}
      </div>
      <p class="quiet small">${w('order')}</p>
      ${this.problem
        ? html`<sl-alert open variant="danger">${this.problem} <sl-button size="small" @click=${this.#read}>${w('retry')}</sl-button></sl-alert>`
        : nothing}
      <div class="panel">${this.#lines()}</div>
      <sl-details summary=${w('changes')} @sl-show=${this.#showChanges}>${this.#changeList()}</sl-details>
      ${this.editing
        ? html`<huitong-mapping-editor
            .line=${this.editing}
            .platforms=${[...new Set((this.list?.items ?? []).map((line) => line.platform))]}
            @saved=${this.#saved}
            @closed=${() => (this.editing = null)}
          ></huitong-mapping-editor>`
        : nothing}
    </div>`;
  }

  #lines() {
    if (!this.list) return this.problem ? nothing : html`<div class="empty"><sl-spinner></sl-spinner></div>`;
    const find = this.find.trim().toLowerCase();
    const shown = this.list.items.filter((line) => !find || matches(line, find));
    if (!shown.length) {
      return html`<div class="empty">
        <sl-icon name="diagram-3"></sl-icon>${find ? w('noMatch') : html`${w('noLines')}<p>${w('noLinesWhy')}</p>`}
      </div>`;
    }
    return html`<table>
      <thead>
        <tr>
          <th scope="col">${w('platform')}</th>
          <th scope="col">${w('conversation')}</th>
          <th scope="col">${w('account')}</th>
          <th scope="col">${w('tenant')}</th>
          <th scope="col">${w('departments')}</th>
          <th scope="col">${w('project')}</th>
          <th scope="col">${w('company')}</th>
          <td></td>
        </tr>
      </thead>
      <tbody>
        ${repeat(shown, (line) => line.id, (line) => this.#line(line))}
      </tbody>
    </table>`;
  }

  #line(line) {
    const place = placeOf(line);
    return html`<tr>
      <td><strong>${platformName(line.platform)}</strong></td>
      <td data-label=${w('conversation')}>
        ${every(line.conversation)}${line.note ? html`<div class="small quiet">${line.note}</div>` : nothing}
      </td>
      <td class=${line.account ? '' : 'blank'} data-label=${w('account')}>${every(line.account)}</td>
      <td class=${line.tenant ? '' : 'blank'} data-label=${w('tenant')}>${every(line.tenant)}</td>
      <td class=${line.departments.length ? '' : 'blank'}>
        <div class="tags">${line.departments.map((d) => html`<sl-tag size="small" pill>${d}</sl-tag>`)}</div>
      </td>
      <td class=${line.project ? '' : 'blank'} data-label=${w('project')}>${line.project ?? ''}</td>
      <td class=${line.company ? '' : 'blank'} data-label=${w('company')}>${line.company ?? ''}</td>
      <td class="keys">
        ${this.#may
          ? html`<sl-icon-button name="pencil" label=${editLabel(place)} @click=${() => (this.editing = line)}></sl-icon-button
              ><sl-icon-button name="trash" label=${removeLabel(place)} @click=${() => this.#remove(line)}></sl-icon-button>`
          : nothing}
      </td>
    </tr>`;
  }

  #changeList() {
    if (!this.changes) return html`<sl-spinner></sl-spinner>`;
    return html`<ol class="small">
      ${this.changes.map(
        (change) => html`<li>
          <span class="number">${change.snapshot}</span><span>${change.what}</span>
          <span class="quiet">${change.by} · ${formatTime(change.at)}</span>
        </li>`,
      )}
    </ol>`;
  }

  async #showChanges(event) {
    if (event.target.tagName !== 'SL-DETAILS' || this.changes) return;
    try {
      this.changes = (await api.get('mapping/versions')).items;
    } catch (problem) {
      toast(problem);
    }
  }

  #search(text) {
    this.find = text;
    setQuery({ ...query(), q: text });
  }

  #saved() {
    toast(w('saved'));
    this.#read();
  }

  async #remove(line) {
    if (!(await confirm(removeQuestion(placeOf(line)), { yes: DELETE, danger: true }))) return;
    try {
      await api.delete(`mapping/${line.id}`);
    } catch (problem) {
      toast(problem);
    }
    this.#read();
  }
}

const every = (value) => (!value || value === '*' ? html`<span class="every">${w('every')}</span>` : value);

function placeOf(line) {
  const exact = [line.tenant, line.account, line.conversation === '*' ? null : line.note || line.conversation].filter(Boolean);
  return [platformName(line.platform), ...exact].join(' · ');
}

function matches(line, find) {
  return [line.platform, line.tenant, line.account, line.conversation, line.project, line.company, line.note, ...line.departments].some((text) =>
    text?.toLowerCase().includes(find),
  );
}
