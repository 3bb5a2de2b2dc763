// SPDX-License-Identifier: Apache-2.0
// Incidents: a list, and one with its timeline.
import { LitElement, css, nothing } from 'lit';
import { html } from 'lit/static-html.js';
import { api, doerName, download, formatTime, query, sentence, session, setQuery, sheet, shortcut, t, toast } from 'huitong';
import { editorTag } from './incidents-editor.js';
import { STATE_NAMES, eventName, kindName, stateName, stateVariant, w } from './incidents-words.js';

export default class IncidentsPage extends LitElement {
  static properties = {
    items: { state: true },
    next: { state: true },
    problem: { state: true },
    state: { state: true },
    shown: { state: true },
    around: { state: true },
    editing: { state: true },
  };

  static styles = [
    sheet,
    css`
      .head sl-radio-group {
        flex: none;
      }
      sl-radio-group::part(form-control-label) {
        position: absolute;
        clip-path: inset(50%);
      }
      button.name {
        all: unset;
        cursor: pointer;
        color: var(--sl-color-primary-700);
        overflow-wrap: anywhere;
      }
      button.name:focus-visible {
        outline: var(--sl-focus-ring);
      }
      sl-drawer {
        --size: min(44rem, 100vw);
      }
      dl {
        display: grid;
        grid-template-columns: max-content minmax(0, 1fr);
        gap: 0.25rem 1rem;
        margin: 0 0 1rem;
      }
      dt {
        color: var(--huitong-quiet);
      }
      dd {
        margin: 0;
        overflow-wrap: anywhere;
        white-space: pre-line;
      }
      ol {
        margin: 0 0 1rem;
        padding: 0;
        list-style: none;
        border-inline-start: 2px solid var(--huitong-line);
      }
      ol li {
        padding: 0.25rem 0 0.25rem 0.75rem;
        overflow-wrap: anywhere;
        white-space: pre-line;
      }
      form {
        display: grid;
        gap: 0.5rem;
        margin-bottom: 1rem;
        justify-items: start;
      }
      form sl-textarea {
        width: 100%;
      }
    `,
  ];

  #keys;
  #onQuery = () => this.#readQuery();

  connectedCallback() {
    super.connectedCallback();
    addEventListener('huitong:query', this.#onQuery);
    if (this.may) this.#keys = shortcut('n', { zh: '记录问题', en: 'Open an incident' }, () => (this.editing = {}));
    this.state = query().state ?? '';
    this.#readQuery();
    this.#load();
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    removeEventListener('huitong:query', this.#onQuery);
    this.#keys?.();
  }

  get may() {
    return (session()?.permissions ?? []).includes('monitor.change');
  }

  async #readQuery() {
    const { id } = query();
    if (this.shown?.id !== id) this.around = null;
    if (!id) this.shown = null;
    else if (this.shown?.id !== id) await this.#try(async () => (this.shown = await api.get(`incidents/${encodeURIComponent(id)}`)));
  }

  async #try(work) {
    try {
      await work();
      this.problem = null;
      return true;
    } catch (problem) {
      toast(problem);
      return false;
    }
  }

  async #load(before) {
    const asked = new URLSearchParams({ limit: 50, ...(this.state ? { state: this.state } : {}), ...(before ? { before } : {}) });
    try {
      const { items, next } = await api.get(`incidents?${asked}`);
      this.items = before ? [...this.items, ...items] : items;
      this.next = next;
      this.problem = null;
    } catch (problem) {
      this.problem = problem;
    }
  }

  render() {
    return html`<div class="page">
      <div class="head">
        <sl-radio-group size="small" label=${w('state')} value=${this.state} @sl-change=${this.#choose}>
          <sl-radio-button value="">${w('all')}</sl-radio-button>
          ${STATE_NAMES.map((state) => html`<sl-radio-button value=${state}>${stateName(state)}</sl-radio-button>`)}
        </sl-radio-group>
        <span class="push"></span>
        ${this.may
          ? html`<sl-button size="small" variant="primary" @click=${() => (this.editing = {})}><sl-icon slot="prefix" name="plus-lg"></sl-icon>${w('add')}</sl-button>`
          : nothing}
      </div>
      ${this.problem ? html`<p role="alert">${sentence(this.problem)}</p>` : nothing}
      ${this.items ? this.#list() : this.problem ? nothing : html`<div class="empty"><sl-spinner></sl-spinner></div>`}
      ${this.shown ? this.#drawer() : nothing}
      ${this.editing
        ? html`<${editorTag} .incident=${this.editing} @saved=${this.#saved} @closed=${() => (this.editing = null)}></${editorTag}>`
        : nothing}
    </div>`;
  }

  #list() {
    if (!this.items.length) {
      return html`<div class="empty"><sl-icon name="check2-circle"></sl-icon><p><strong>${w('none')}</strong></p><p>${w('noneWhy')}</p></div>`;
    }
    return html`<div class="panel">
        <table class="stack">
          <thead>
            <tr>
              <th scope="col">${w('title')}</th>
              <th scope="col">${w('state')}</th>
              <th scope="col">${w('owner')}</th>
              <th scope="col">${w('opened')}</th>
              <th scope="col">${w('over')}</th>
            </tr>
          </thead>
          <tbody>
            ${this.items.map(
              (one) => html`<tr>
                <td>
                  <button class="name" @click=${() => this.#show(one.id)}><strong>${t(one.title)}</strong></button>
                  <div class="small quiet">${one.code}</div>
                </td>
                <td data-label=${w('state')}><sl-tag size="small" variant=${stateVariant(one.state)}>${stateName(one.state)}</sl-tag></td>
                <td data-label=${w('owner')}>${one.owner}</td>
                <td data-label=${w('opened')}>${formatTime(one.openedAt, 'short')}</td>
                <td data-label=${w('over')}>${one.overAt ? formatTime(one.overAt, 'short') : ''}</td>
              </tr>`,
            )}
          </tbody>
        </table>
      </div>
      ${this.next ? html`<sl-button size="small" @click=${() => this.#load(this.next)}>${w('more')}</sl-button>` : nothing}`;
  }

  #drawer() {
    const one = this.shown;
    const line = (name, value) => (value ? html`<dt>${w(name)}</dt><dd>${value}</dd>` : nothing);
    return html`<sl-drawer open label=${one.code} @sl-after-hide=${this.#hidden}>
      <h2>${t(one.title)}</h2>
      <dl>
        <dt>${w('state')}</dt>
        <dd><sl-tag size="small" variant=${stateVariant(one.state)}>${stateName(one.state)}</sl-tag></dd>
        ${line('cause', t(one.cause))} ${line('owner', one.owner)} ${line('remedy', t(one.remedy))}
        ${line('opened', formatTime(one.openedAt, 'full'))} ${line('over', one.overAt && formatTime(one.overAt, 'full'))}
        ${line('closed', one.closedAt && `${formatTime(one.closedAt, 'full')} · ${doerName(one.closedBy)}`)}
        ${line('reviewed', one.review)}
      </dl>
      <h3>${w('timeline')}</h3>
      <ol>
        ${one.timeline.map(
          (step) => html`<li>
            <span class="small quiet">${formatTime(step.at, 'full')} · ${doerName(step.by)}</span><br />
            <strong>${kindName(step.kind)}</strong>${t(step.text) ? html` ${t(step.text)}` : nothing}
          </li>`,
        )}
      </ol>
      ${this.#surroundings()}
      ${this.may && one.state !== 'closed'
        ? html`${this.#form('note', 'send', 'notes', 'text')} ${this.#form('review', 'close', 'close', 'review')}
            <sl-button slot="footer" size="small" @click=${() => (this.editing = one)}>${w('edit')}</sl-button>`
        : nothing}
      <sl-button slot="footer" size="small" @click=${() => this.#try(() => download(`incidents/${one.id}/evidence`, `${one.code}.zip`))}
        ><sl-icon slot="prefix" name="file-earmark-zip"></sl-icon>${w('evidence')}</sl-button
      >
    </sl-drawer>`;
  }

  #surroundings() {
    if (!(session()?.permissions ?? []).includes('logs.read')) return nothing;
    const read = () => this.#try(async () => (this.around = (await api.get(`incidents/${this.shown.id}/surroundings`)).items));
    if (!this.around) return html`<p><sl-button size="small" @click=${read}>${w('surroundings')}</sl-button></p>`;
    return html`<h3>${w('surroundings')}</h3>
      ${this.around.length ? nothing : html`<p class="quiet">${w('nothingElse')}</p>`}
      <ol class="small">
        ${this.around.map(
          (one) => html`<li>
            <span class="quiet">${formatTime(one.at, 'full')} · ${eventName(one.kind)} · ${one.level}</span><br />${one.text}
          </li>`,
        )}
      </ol>`;
  }

  #form(label, button, path, field) {
    const send = async (event) => {
      event.preventDefault();
      const area = event.target.querySelector('sl-textarea');
      if (!area.value.trim()) {
        area.focus();
        return;
      }
      const done = await this.#try(async () => (this.shown = await api.post(`incidents/${this.shown.id}/${path}`, { [field]: area.value })));
      if (done) {
        area.value = '';
        this.#load();
      }
    };
    return html`<form @submit=${send}>
      <sl-textarea size="small" rows="2" resize="auto" maxlength="4000" label=${w(label)}></sl-textarea>
      <sl-button size="small" type="submit">${w(button)}</sl-button>
    </form>`;
  }

  #choose = (event) => {
    this.state = event.target.value;
    setQuery(this.state ? { state: this.state } : {});
    this.#load();
  };

  #show(id) {
    setQuery({ ...query(), id }, { push: true });
    this.#readQuery();
  }

  #hidden = (event) => {
    if (event.target.tagName !== 'SL-DRAWER') return;
    this.shown = null;
    const { id, ...rest } = query();
    setQuery(rest);
  };

  #saved = ({ detail }) => {
    this.editing = null;
    if (this.shown?.id === detail.id) this.shown = detail;
    this.#load();
  };
}
