// SPDX-License-Identifier: Apache-2.0
// Says something of all messages that fit the filters of the list: first what would change, then the job, which can be undone.
import { LitElement, css, html, nothing } from 'lit';
import { api, toast } from 'huitong';
import { part, sheet } from './inbox-sheet.js';
import { PRIORITIES, priorityName, w } from './inbox-words.js';

const words = (text) => text.split(/[,，、\n]/).map((word) => word.trim()).filter(Boolean);

/** The filters of the list as the language of filters says them. */
export function filterOf(asked) {
  const { platform, tenant, from, to, filter, ...rest } = asked;
  const all = Object.entries(rest).map(([name, value]) => ({ [name]: value }));
  if (platform) all.push({ platform });
  if (filter) all.push(JSON.parse(filter));
  if (from || to) all.push({ ...(from ? { from } : {}), ...(to ? { to } : {}) });
  return { all };
}

class InboxMany extends LitElement {
  static properties = {
    asked: {},
    job: { state: true },
    looked: { state: true },
    busy: { state: true },
  };

  static styles = [
    sheet,
    css`
      form {
        display: grid;
        gap: var(--sl-spacing-small);
      }
      label {
        display: grid;
        gap: var(--sl-spacing-3x-small);
      }
      select {
        font: inherit;
        height: var(--sl-input-height-small);
        color: var(--sl-input-color);
        background: var(--sl-input-background-color);
        border: 1px solid var(--sl-color-neutral-400);
        border-radius: var(--sl-input-border-radius-medium);
      }
      huitong-job {
        margin-top: var(--sl-spacing-medium);
      }
    `,
  ];

  show() {
    this.job = null;
    this.looked = null;
    this.renderRoot.querySelector('sl-dialog').show();
  }

  render() {
    return html`<sl-dialog label=${w('sayOfAll')}>
      <form @sl-input=${this.#changed} @change=${this.#changed} @submit=${(e) => e.preventDefault()}>
        <p>${w('sayOfAllWhy')}</p>
        <sl-input size="small" name="add" autocomplete="off" label=${w('tagsToAdd')} help-text=${w('commas')}></sl-input>
        <sl-input size="small" name="remove" autocomplete="off" label=${w('tagsToRemove')}></sl-input>
        <label>${w('rankIt')}
          <select name="priority">
            <option value="-">${w('unchanged')}</option>
            ${PRIORITIES.map((p) => html`<option value=${p}>${priorityName(p)}</option>`)}
            <option value="">${w('asJudged')}</option>
          </select>
        </label>
        <sl-input size="small" name="module" autocomplete="off" maxlength="128" label=${w('module')}></sl-input>
      </form>
      ${this.job ? html`<huitong-job .job=${this.job} @over=${this.#over}></huitong-job>` : nothing}
      <sl-button slot="footer" ?disabled=${this.busy} @click=${() => this.#start(true)}>${w('preview')}</sl-button>
      <sl-button slot="footer" variant="primary" ?disabled=${this.busy || this.looked !== this.#said()} @click=${() => this.#start(false)}>
        ${w('carryOut')}
      </sl-button>
    </sl-dialog>`;
  }

  #change() {
    const form = this.renderRoot?.querySelector('form');
    if (!form) return {};
    const field = (name) => form.querySelector(`[name=${name}]`).value ?? '';
    const change = { add: words(field('add')), remove: words(field('remove')) };
    if (field('priority') !== '-') change.priority = field('priority');
    if (field('module').trim()) change.module = field('module').trim();
    return change;
  }

  /** What was looked at and what is carried out are the same words. */
  #said() {
    return JSON.stringify([this.#change(), this.asked]);
  }

  #changed() {
    this.requestUpdate();
  }

  async #start(dryRun) {
    const said = this.#said();
    this.busy = true;
    try {
      const { id } = await api.post('messages/tags', { filter: filterOf(this.asked ?? {}), ...this.#change(), dryRun });
      this.job = id;
      this.running = dryRun ? said : null;
    } catch (problem) {
      this.busy = false;
      toast(problem);
    }
  }

  #over(event) {
    this.busy = false;
    this.looked = this.running && event.detail.state === 'done' ? this.running : null;
  }
}

export const many = part('huitong-inbox-many', InboxMany);
