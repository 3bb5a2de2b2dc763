// SPDX-License-Identifier: Apache-2.0
// One department in a dialog: below which it is to stand or into which it is merged, from when, and who reads more or less then.
import { html, nothing } from 'lit';
import { Editor, api, sentence } from 'huitong';
import { affected, w } from './people-words.js';

const MOST_SHOWN = 100;

class DepartmentMove extends Editor {
  static properties = {
    department: { attribute: false },
    all: { attribute: false },
    /** {items, total} of who would read more or less; a sentence where it is not told. */
    preview: { state: true },
  };

  willUpdate(changed) {
    if (changed.has('department')) {
      this.begin({ parent: this.department.parent ?? '', merge: false, on: '' });
    }
  }

  heading() {
    return `${w('move')} ${this.department.name}`;
  }

  deed() {
    return w(this.draft.on ? 'plan' : 'carryOut');
  }

  missing({ parent, merge }) {
    if (merge && !parent) return w('mergeWhere');
    if (!merge && parent === (this.department.parent ?? '')) return w('moveWhere');
  }

  /** Neither itself nor what is below it. */
  get #places() {
    const below = new Set([this.department.id]);
    for (let grown = 0; grown < below.size; ) {
      grown = below.size;
      for (const { id, parent } of this.all) if (below.has(parent)) below.add(id);
    }
    return this.all.filter(({ id, company }) => company === this.department.company && !below.has(id));
  }

  fields() {
    const { draft } = this;
    return html`<sl-select name="parent" class="wide" size="small" clearable hoist label=${w('moveTo')} placeholder=${w('top')} .value=${draft.parent} @sl-change=${(e) => this.#set({ parent: e.target.value })}>
        ${this.#places.map(({ id, name }) => html`<sl-option value=${id}>${name}</sl-option>`)}
      </sl-select>
      <sl-checkbox name="merge" class="wide" size="small" help-text=${w('mergeHelp')} ?checked=${draft.merge} @sl-change=${(e) => this.#set({ merge: e.target.checked })}>${w('merge')}</sl-checkbox>
      <sl-input name="on" size="small" type="date" label=${w('moveOn')} .value=${draft.on} @sl-input=${(e) => this.set({ on: e.target.value })}></sl-input>
      <div class="wide" role="status">${this.preview ? this.#shown() : html`<p class="quiet small">${w('previewHelp')}</p>`}</div>`;
  }

  #set(values) {
    this.set(values);
    this.#look();
  }

  async #look() {
    const { parent, merge } = this.draft;
    this.preview = null;
    if (this.missing(this.draft)) return;
    const query = new URLSearchParams({ department: this.department.id, ...(parent ? { parent } : {}), ...(merge ? { merge } : {}) });
    let preview;
    try {
      preview = await api.get(`rights/preview?${query}`);
    } catch (problem) {
      preview = sentence(problem);
    }
    // Somebody may have chosen another place meanwhile.
    if (parent === this.draft.parent && merge === this.draft.merge) this.preview = preview;
  }

  #shown() {
    const { preview } = this;
    if (typeof preview === 'string') return html`<sl-alert open variant="warning">${preview}</sl-alert>`;
    const names = (units) => units.map(({ name }) => name).join('、') || '—';
    return html`<h4>${affected(preview.total)}</h4>
      ${preview.items.length
        ? html`<table class="stack">
            <thead><tr><th scope="col">${w('name')}</th><th scope="col">${w('readsMore')}</th><th scope="col">${w('readsLess')}</th></tr></thead>
            <tbody>
              ${preview.items.slice(0, MOST_SHOWN).map(
                ({ name, gains, loses }) => html`<tr>
                  <td><strong>${name}</strong></td>
                  <td data-label=${w('readsMore')}>${names(gains)}</td>
                  <td data-label=${w('readsLess')}>${names(loses)}</td>
                </tr>`,
              )}
            </tbody>
          </table>`
        : nothing}`;
  }

  save({ parent, merge, on }) {
    return api.post('departments/moves', { department: this.department.id, merge, ...(parent ? { parent } : {}), ...(on ? { on } : {}) });
  }
}

if (!customElements.get('huitong-department-move')) customElements.define('huitong-department-move', DepartmentMove);
