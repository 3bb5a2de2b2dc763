// SPDX-License-Identifier: Apache-2.0
// All persons, with a field to find one, and one in a dialog.
import { css, html, nothing } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { ListPage, api, confirm, platformName, session, toast } from 'huitong';
import './people-editor.js';
import { counted, leaveQuestion, w } from './people-words.js';

const PAGE = 200;

class PeopleList extends ListPage {
  static properties = { everybody: { state: true } };

  static styles = [
    ListPage.styles,
    css`
      .page {
        padding: 0;
      }
      .gone {
        color: var(--huitong-quiet);
      }
    `,
  ];

  texts = { add: { zh: '新增人员', en: 'New person' }, find: { zh: '查找', en: 'Find' }, saved: { zh: '已保存', en: 'Saved' } };

  get path() {
    const find = this.find?.trim() ? `&text=${encodeURIComponent(this.find.trim())}` : '';
    return `people?limit=${PAGE}${this.everybody ? '' : '&state=active'}${find}`;
  }

  get may() {
    const has = session()?.permissions ?? [];
    return has.includes('people.write') || has.includes('hub.administer');
  }

  /** The hub looks for it; what it gives matches. */
  isFound() {
    return true;
  }

  willUpdate(changed) {
    if (changed.has('find') && changed.get('find') !== undefined) {
      clearTimeout(this.later);
      this.later = setTimeout(() => this.read(), 250);
    }
  }

  render() {
    const { list } = this;
    return html`<div class="page">
      ${this.head(
        list ? counted(list.items.length) + (list.next ? ' +' : '') : '',
        html`<sl-checkbox size="small" ?checked=${this.everybody} @sl-change=${(e) => ((this.everybody = e.target.checked), this.read())}>${w('all')}</sl-checkbox>`,
      )}
      ${this.trouble()}
      <div class="panel">${this.#people()}</div>
      ${this.editing
        ? html`<huitong-person-editor .person=${this.editing} .may=${this.may} @saved=${this.saved} @closed=${this.closed}></huitong-person-editor>`
        : nothing}
    </div>`;
  }

  #people() {
    const { shown } = this;
    if (!shown) return this.waiting();
    if (!shown.length) {
      return html`<div class="empty"><sl-icon name="people"></sl-icon>${this.find?.trim() ? w('noMatch') : html`${w('noPeople')}<p>${w('noPeopleWhy')}</p>`}</div>`;
    }
    return html`<table class="stack">
      <thead>
        <tr>
          <th scope="col">${w('name')}</th><th scope="col">${w('employee')}</th><th scope="col">${w('company')}</th>
          <th scope="col">${w('department')}</th><th scope="col">${w('post')}</th><th scope="col">${w('superior')}</th>
          <th scope="col">${w('account')}</th><td></td>
        </tr>
      </thead>
      <tbody>
        ${repeat(shown, (p) => p.id, (p) => this.#person(p))}
      </tbody>
    </table>`;
  }

  #person(p) {
    const name = (id) => p.names?.[id] ?? id;
    return html`<tr class=${p.state === 'left' ? 'gone' : ''}>
      <td><strong>${p.name}</strong>${p.state === 'left' ? html` <sl-tag size="small" pill>${w('left')}</sl-tag>` : nothing}</td>
      <td data-label=${w('employee')}>${p.employee}</td>
      <td data-label=${w('company')}>${name(p.company)}</td>
      <td><div class="tags">${p.departments.map((d) => html`<sl-tag size="small" pill>${name(d)}</sl-tag>`)}</div></td>
      <td data-label=${w('post')}>${p.post ?? ''} ${p.level ?? ''}</td>
      <td data-label=${w('superior')}>${p.line?.length ? name(p.line[0]) : ''}</td>
      <td>${p.accounts.map((a) => html`<div class="small">${platformName(a.platform)} <span class="quiet">${a.ids.join(' · ')}</span></div>`)}</td>
      <td class="keys">
        <sl-icon-button name="pencil" label="${w('edit')} ${p.name}" @click=${() => this.edit(p)}></sl-icon-button
        >${this.may && p.state !== 'left'
          ? html`<sl-icon-button name="box-arrow-right" label="${w('leave')} ${p.name}" @click=${() => this.#leave(p)}></sl-icon-button>`
          : nothing}
      </td>
    </tr>`;
  }

  async #leave(p) {
    if (!(await confirm(leaveQuestion(p.name), { yes: { zh: '离职', en: 'Has left' }, danger: true }))) return;
    await this.call(async () => {
      const left = await api.post(`people/${p.id}/leave`);
      const open = left.platforms.filter((one) => !one.doneAt);
      if (open.length) toast(open[0].reason, 'warning');
    });
  }

  followAddress() {
    super.followAddress();
    if (this.list) this.read();
  }
}

if (!customElements.get('huitong-people-list')) customElements.define('huitong-people-list', PeopleList);
