// SPDX-License-Identifier: Apache-2.0
// Rooms: which departments, project and company a conversation belongs to.
import { css, html, nothing } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { ListPage, api, formatTime, session, t, toast } from 'huitong';
import './rooms-editor.js';
import { DELETE, TEXTS, counted, editLabel, notInForce, platformName, removeLabel, removeQuestion, w } from './rooms-words.js';

export default class RoomsPage extends ListPage {
  static properties = {
    changes: { state: true },
  };

  static styles = [
    ListPage.styles,
    css`
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

  path = 'rooms';
  texts = TEXTS;

  get may() {
    const has = session()?.permissions ?? [];
    return has.includes('rooms.write');
  }

  isFound(line, find) {
    const { platform, tenant, account, conversation, project, company, note, departments } = line;
    return [platform, tenant, account, conversation, project, company, note, ...departments].some((text) => text?.toLowerCase().includes(find));
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    clearTimeout(this.later);
  }

  async read() {
    await super.read();
    clearTimeout(this.later);
    if (this.problem) return;
    if (this.list.inForce !== this.list.snapshot) this.later = setTimeout(() => this.read(), 1_000);
    if (this.changes) this.#readChanges();
  }

  render() {
    const { list } = this;
    const beside =
      list && list.inForce !== list.snapshot ? html`<span class="quiet small" role="status">${notInForce(list.snapshot)}</span>` : nothing;
    return html`<div class="page">
      ${this.head(list ? counted(list.items.length) : '', beside)}
      <p class="quiet small">${w('order')}</p>
      ${this.trouble()}
      <div class="panel">${this.#lines()}</div>
      ${this.may
        ? html`<sl-details summary=${t({ zh: '重新判断以前的消息', en: 'Judge earlier messages anew' })}
            ><huitong-judge-anew path="rooms/judge"></huitong-judge-anew
          ></sl-details>`
        : nothing}
      <sl-details summary=${w('changes')} @sl-show=${this.#showChanges}>${this.#changeList()}</sl-details>
      ${this.editing
        ? html`<huitong-rooms-editor
            .line=${this.editing}
            .platforms=${[...new Set((list?.items ?? []).map((line) => line.platform))]}
            @saved=${this.saved}
            @closed=${this.closed}
          ></huitong-rooms-editor>`
        : nothing}
    </div>`;
  }

  #lines() {
    const { shown } = this;
    if (!shown) return this.waiting();
    if (!shown.length) {
      return html`<div class="empty">
        <sl-icon name="diagram-3"></sl-icon>${this.find.trim() ? w('noMatch') : html`${w('noLines')}<p>${w('noLinesWhy')}</p>`}
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
        ${this.may
          ? html`<sl-icon-button name="pencil" label=${editLabel(place)} @click=${() => this.edit(line)}></sl-icon-button
              ><sl-icon-button name="trash" label=${removeLabel(place)} @click=${() => this.removeItem(line.id, removeQuestion(place), DELETE)}></sl-icon-button>`
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
    if (event.target.tagName === 'SL-DETAILS' && !this.changes) await this.#readChanges();
  }

  async #readChanges() {
    try {
      this.changes = (await api.get('rooms/versions')).items;
    } catch (problem) {
      toast(problem);
    }
  }
}

const every = (value) => (!value || value === '*' ? html`<span class="every">${w('every')}</span>` : value);

function placeOf(line) {
  const exact = [line.tenant, line.account, line.conversation === '*' ? null : line.note || line.conversation].filter(Boolean);
  return [platformName(line.platform), ...exact].join(' · ');
}
