// SPDX-License-Identifier: Apache-2.0
// A list of people comes in: what it would do, and that it is done.
import { LitElement, css, html, nothing } from 'lit';
import { api, sentence, sheet, t } from 'huitong';
import { brakeWords, summary, w } from './people-words.js';

const MOST_SHOWN = 300;
const VARIANTS = { added: 'success', returned: 'success', changed: 'primary', left: 'danger' };

class Import extends LitElement {
  static properties = { plan: { state: true }, busy: { state: true }, problem: { state: true }, despite: { state: true } };

  static styles = [
    sheet,
    css`
      :host {
        display: grid;
        gap: 1rem;
      }
      .row {
        display: flex;
        flex-wrap: wrap;
        gap: 0.75rem;
        align-items: end;
      }
      .step {
        overflow-wrap: anywhere;
      }
      sl-input {
        flex: 1 1 16rem;
      }
    `,
  ];

  render() {
    return html`<div class="panel pad">
        <p class="quiet small">${w('planHelp')}</p>
        <p>
          <label>${w('choose')} <input type="file" accept=".xlsx,.csv,.txt" ?disabled=${this.busy} @change=${this.#chosen} /></label>
          ${this.busy ? html`<sl-spinner></sl-spinner>` : nothing}
        </p>
      </div>
      <div role="status">${this.problem ? html`<sl-alert open variant="danger">${this.problem}</sl-alert>` : nothing}</div>
      ${this.plan ? this.#shown(this.plan) : nothing}`;
  }

  async #chosen(event) {
    const [file] = event.target.files;
    if (!file) return;
    this.plan = null;
    this.despite = '';
    await this.#call(async () => (this.plan = await api.post('people/import?dryRun=true', file)));
    event.target.value = '';
  }

  async #carryOut() {
    const body = this.despite?.trim() ? { despite: this.despite.trim() } : {};
    await this.#call(async () => (this.plan = await api.post(`people/import/${this.plan.plan}`, body)));
  }

  async #call(what) {
    this.busy = true;
    this.problem = null;
    try {
      await what();
    } catch (problem) {
      this.problem = sentence(problem);
    } finally {
      this.busy = false;
    }
  }

  #shown(plan) {
    const nothingToDo = !plan.differences.length;
    return html`<h2>${summary(plan)}</h2>
      ${plan.ignored.length ? html`<p class="quiet small">${w('ignoredColumns')}：${plan.ignored.join('、')}</p>` : nothing}
      ${plan.done
        ? html`<sl-alert open variant="success">${w('done')}</sl-alert>`
        : nothingToDo
          ? html`<p>${w('nothingToDo')}</p>`
          : html`${plan.braked ? html`<sl-alert open variant="warning">${brakeWords(plan)}</sl-alert>` : nothing}
              <div class="row">
                ${plan.braked
                  ? html`<sl-input size="small" label=${w('despite')} maxlength="200" .value=${this.despite ?? ''} @sl-input=${(e) => (this.despite = e.target.value)}></sl-input>`
                  : nothing}
                <sl-button size="small" variant="primary" ?loading=${this.busy} ?disabled=${plan.braked && !this.despite?.trim()} @click=${this.#carryOut}>${w('carryOut')}</sl-button>
              </div>`}
      ${plan.conflicts.length ? this.#conflicts(plan.conflicts) : nothing} ${nothingToDo ? nothing : this.#differences(plan.differences)}`;
  }

  #conflicts(conflicts) {
    return html`<div class="panel">
      <table class="stack">
        <thead><tr><th scope="col">${w('row')}</th><th scope="col">${w('whom')}</th><th scope="col">${w('conflicts')}</th></tr></thead>
        <tbody>
          ${conflicts.slice(0, MOST_SHOWN).map(
            (c) => html`<tr><td data-label=${w('row')}>${c.rows.join('、')}</td><td>${c.person}</td><td>${t(c.reason)}</td></tr>`,
          )}
        </tbody>
      </table>
    </div>`;
  }

  #differences(differences) {
    return html`<div class="panel">
      <table class="stack">
        <thead>
          <tr><th scope="col">${w('state')}</th><th scope="col">${w('name')}</th><th scope="col">${w('employee')}</th><th scope="col">${w('company')}</th><th scope="col">${w('changed')}</th></tr>
        </thead>
        <tbody>
          ${differences.slice(0, MOST_SHOWN).map(
            (d) => html`<tr>
              <td><sl-tag size="small" pill variant=${VARIANTS[d.what]}>${w(d.what)}</sl-tag></td>
              <td><strong>${d.name}</strong></td>
              <td data-label=${w('employee')}>${d.employee}</td>
              <td>${d.company}</td>
              <td>${d.steps.map((s) => html`<div class="step small">${w(s.field)}：${s.before || '—'} → ${s.after || '—'}</div>`)}</td>
            </tr>`,
          )}
        </tbody>
      </table>
    </div>`;
  }
}

if (!customElements.get('huitong-people-import')) customElements.define('huitong-people-import', Import);
