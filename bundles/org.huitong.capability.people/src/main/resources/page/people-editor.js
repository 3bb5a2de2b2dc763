// SPDX-License-Identifier: Apache-2.0
// One person in a dialog.
import { html } from 'lit';
import { Editor, api } from 'huitong';
import { w } from './people-words.js';

class PersonEditor extends Editor {
  static properties = {
    /** The person to edit; one without an id is new. */
    person: { attribute: false },
    may: { attribute: false },
    companies: { state: true },
    departments: { state: true },
  };

  willUpdate(changed) {
    if (changed.has('person')) {
      this.begin({ employee: '', name: '', company: '', departments: [], post: '', level: '', mail: '', mobile: '', login: '', accounts: [], ...this.person });
      this.#look();
    }
  }

  async #look() {
    const [companies, departments] = await Promise.all([api.get('companies'), api.get('departments')]);
    this.companies = companies.items;
    this.departments = departments.items.filter((d) => !d.closed);
    if (!this.draft.id && !this.draft.company && this.companies.length === 1) this.set({ company: this.companies[0].id });
  }

  heading() {
    return w(this.draft.id ? 'edit' : 'add');
  }

  fields() {
    const { draft } = this;
    const company = (id) => this.companies?.find((c) => c.id === id)?.name ?? '';
    return html`${this.#text('name', true)} ${this.#text('employee')}
      <sl-select name="company" size="small" label=${w('company')} required hoist .value=${draft.company} @sl-change=${(e) => this.set({ company: e.target.value })}>
        ${(this.companies ?? []).map((c) => html`<sl-option value=${c.id}>${c.name}</sl-option>`)}
      </sl-select>
      <sl-select name="departments" size="small" label=${w('department')} multiple clearable hoist .value=${draft.departments} @sl-change=${(e) => this.set({ departments: e.target.value })}>
        ${(this.departments ?? []).map((d) => html`<sl-option value=${d.id}>${d.name}${d.company === draft.company ? '' : ` · ${company(d.company)}`}</sl-option>`)}
      </sl-select>
      ${this.#text('post')} ${this.#text('level')} ${this.#text('mail')} ${this.#text('mobile')} ${this.#text('login')}`;
  }

  #text(field, required = false) {
    return html`<sl-input
      name=${field}
      size="small"
      label=${w(field)}
      maxlength="128"
      autocomplete="off"
      ?required=${required}
      .value=${this.draft[field] ?? ''}
      @sl-input=${(e) => this.set({ [field]: e.target.value })}
    ></sl-input>`;
  }

  save({ id, memberships, line, names, ...body }) {
    return id ? api.put(`people/${id}`, body) : api.post('people', body);
  }
}

if (!customElements.get('huitong-person-editor')) customElements.define('huitong-person-editor', PersonEditor);
