// SPDX-License-Identifier: Apache-2.0
// An incident in a dialog: what it is, why, who sees to it, what was done.
import { html } from 'lit';
import { unsafeStatic } from 'lit/static-html.js';
import { Editor, api, t } from 'huitong';
import { w } from './incidents-words.js';

class IncidentsEditor extends Editor {
  static properties = {
    /** The incident to edit; one without an id is new. */
    incident: { attribute: false },
  };

  willUpdate(changed) {
    if (changed.has('incident')) {
      const { id, version, title, cause, owner = '', remedy } = this.incident;
      this.begin({ id, version, title: t(title), cause: t(cause), owner, remedy: t(remedy) });
    }
  }

  heading() {
    return w(this.draft.id ? 'edit' : 'add');
  }

  fields() {
    return html`<sl-input
        name="title"
        required
        maxlength="200"
        size="small"
        class="wide"
        label=${w('title')}
        .value=${this.draft.title}
        @sl-input=${(e) => this.set({ title: e.target.value })}
      ></sl-input>
      ${this.#area('cause')}
      <sl-input
        name="owner"
        maxlength="200"
        size="small"
        class="wide"
        label=${w('owner')}
        .value=${this.draft.owner}
        @sl-input=${(e) => this.set({ owner: e.target.value })}
      ></sl-input>
      ${this.#area('remedy')}`;
  }

  #area(field) {
    return html`<sl-textarea
      name=${field}
      maxlength="4000"
      size="small"
      class="wide"
      rows="3"
      resize="auto"
      label=${w(field)}
      .value=${this.draft[field]}
      @sl-input=${(e) => this.set({ [field]: e.target.value })}
    ></sl-textarea>`;
  }

  save({ id, ...body }) {
    return id ? api.put(`incidents/${id}`, body) : api.post('incidents', body);
  }
}

// A name is taken for ever, and an upgraded bundle brings another class.
let free = 'huitong-incidents-editor';
for (let n = 2; customElements.get(free); n++) free = `huitong-incidents-editor-${n}`;
customElements.define(free, IncidentsEditor);

/** The tag for templates. */
export const editorTag = unsafeStatic(free);
