// SPDX-License-Identifier: Apache-2.0
// What is normal of one gauge, in a dialog.
import { html } from 'lit';
import { unsafeStatic } from 'lit/static-html.js';
import { Editor, api, toast } from 'huitong';
import { t2, w } from './monitor-words.js';

class MonitorNorm extends Editor {
  static properties = {
    /** The word of the gauge. */
    gauge: { attribute: false },
  };

  constructor() {
    super();
    this.begin({ near: '', norm: '', owner: '', tell: [] });
  }

  async connectedCallback() {
    super.connectedCallback();
    try {
      const { items } = await api.get('monitor/norms');
      this.begin(items.find((norm) => norm.gauge === this.gauge));
      this.requestUpdate();
    } catch (problem) {
      toast(problem);
    }
  }

  heading() {
    return this.draft.item ? `${w('change')} · ${t2(this.draft.item)}` : w('change');
  }

  fields() {
    const { draft } = this;
    return html`${this.#number('near')} ${this.#number('norm')}
      <sl-input
        name="owner"
        size="small"
        class="wide"
        label=${w('owner')}
        maxlength="100"
        .value=${draft.owner}
        @sl-input=${(e) => this.set({ owner: e.target.value })}
      ></sl-input>
      <sl-textarea
        name="tell"
        size="small"
        class="wide"
        rows="3"
        label=${w('alarmTo')}
        help-text=${w('alarmToHelp')}
        .value=${draft.tell.join('\n')}
        @sl-change=${(e) => this.set({ tell: e.target.value.split(/\s+/).filter(Boolean) })}
      ></sl-textarea>`;
  }

  #number(field) {
    return html`<sl-input
      name=${field}
      type="number"
      step="any"
      size="small"
      label="${w(field)}${this.draft.unit ? ` (${this.draft.unit})` : ''}"
      help-text=${w(`${field}Help`)}
      .value=${String(this.draft[field] ?? '')}
      @sl-input=${(e) => this.set({ [field]: e.target.valueAsNumber })}
    ></sl-input>`;
  }

  save({ gauge, version, near, norm, owner, tell }) {
    return api.put(`monitor/norms/${gauge}`, { gauge, version, near: Number(near), norm: Number(norm), owner, tell });
  }
}

// A name is taken for ever, and an upgraded bundle brings another class.
let free = 'huitong-monitor-norm';
for (let n = 2; customElements.get(free); n++) free = `huitong-monitor-norm-${n}`;
customElements.define(free, MonitorNorm);

/** The tag for templates. */
export const normTag = unsafeStatic(free);
