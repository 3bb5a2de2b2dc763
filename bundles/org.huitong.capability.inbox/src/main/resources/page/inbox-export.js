// SPDX-License-Identifier: Apache-2.0
// Takes all messages that fit the filters of the list out as a file: a job, which asks at each page what its owner may take.
import { LitElement, css, html, nothing } from 'lit';
import { api, toast } from 'huitong';
import { filterOf } from './inbox-many.js';
import { part, sheet } from './inbox-sheet.js';
import { w } from './inbox-words.js';

const FORMATS = ['xlsx', 'pdf', 'jsonl'];

class InboxExport extends LitElement {
  static properties = {
    asked: {},
    job: { state: true },
    busy: { state: true },
  };

  static styles = [
    sheet,
    css`
      huitong-job {
        margin-top: var(--sl-spacing-medium);
      }
    `,
  ];

  show() {
    this.job = null;
    this.busy = false;
    this.renderRoot.querySelector('sl-dialog').show();
  }

  render() {
    return html`<sl-dialog label=${w('takeOut')}>
      <p>${w('takeOutWhy')}</p>
      <sl-radio-group name="format" size="small" label=${w('format')} value=${FORMATS[0]}>
        ${FORMATS.map((format) => html`<sl-radio value=${format}>${w(format)}</sl-radio>`)}
      </sl-radio-group>
      ${this.job ? html`<huitong-job .job=${this.job} @over=${() => (this.busy = false)}></huitong-job>` : nothing}
      <sl-button slot="footer" variant="primary" ?disabled=${this.busy} @click=${this.#start}>${w('takeOutNow')}</sl-button>
    </sl-dialog>`;
  }

  async #start() {
    const format = this.renderRoot.querySelector('sl-radio-group').value;
    this.busy = true;
    try {
      const { id } = await api.post('exports', { filter: filterOf(this.asked ?? {}), format });
      this.job = id;
    } catch (problem) {
      this.busy = false;
      toast(problem);
    }
  }
}

export const exporting = part('huitong-inbox-export', InboxExport);
