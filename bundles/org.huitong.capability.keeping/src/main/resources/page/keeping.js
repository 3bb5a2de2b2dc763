// SPDX-License-Identifier: Apache-2.0
// Keeping: how long messages are kept, what is on hold, what is due, and what became of it.
import { LitElement, css, html, nothing } from 'lit';
import { api, confirm, download, formatNumber, formatTime, sentence, session, sheet, t, toast } from 'huitong';
import './keeping-editors.js';
import './keeping-months.js';
import {
  LIFT_QUESTION,
  PREPARE_QUESTION,
  REMOVE_QUESTION,
  RUN_QUESTION,
  YES_LIFT,
  YES_PREPARE,
  YES_REMOVE,
  YES_RUN,
  period,
  w,
} from './keeping-words.js';
import { inWords } from './keeping-filter.js';

const COUNTS = ['archived', 'announced', 'destroyed', 'held', 'needed', 'unjudged'];

export default class KeepingPage extends LitElement {
  static properties = {
    _state: { state: true },
    _rules: { state: true },
    _holds: { state: true },
    _runs: { state: true },
    _containers: { state: true },
    _certificates: { state: true },
    _earlier: { state: true },
    _departments: { state: true },
    _key: { state: true },
    _copies: { state: true },
    _pem: { state: true },
    _preview: { state: true },
    _looking: { state: true },
    _at: { state: true },
    _job: { state: true },
    _rule: { state: true },
    _hold: { state: true },
    _problem: { state: true },
  };

  static styles = [
    sheet,
    css`
      section {
        margin-block-end: 1.25rem;
      }
      .filter {
        overflow-wrap: anywhere;
        font-size: 0.8125rem;
      }
      td.keys {
        white-space: nowrap;
        text-align: end;
        padding-block: 0.125rem;
      }
      .line {
        display: flex;
        flex-wrap: wrap;
        align-items: end;
        gap: 0.5rem 0.75rem;
      }
    `,
  ];

  connectedCallback() {
    super.connectedCallback();
    this._at = '';
    this._departments = new Map();
    this.read();
    this.name();
  }

  /** An account that is nobody's sees ids. */
  async name() {
    const { items } = await api.get('colleagues/departments').catch(() => ({ items: [] }));
    this._departments = new Map(items.map(({ id, name }) => [id, name]));
  }

  may(word) {
    return (session()?.permissions ?? []).includes(word);
  }

  async read() {
    try {
      const paths = ['keeping', 'retention', 'holds', 'keeping/runs', 'keeping/containers', 'keeping/certificates', 'keeping/recipient'];
      const [state, rules, holds, runs, containers, certificates, copies] = await Promise.all(paths.map((path) => api.get(path)));
      Object.assign(this, {
        _state: state,
        _rules: rules.items,
        _holds: holds.items,
        _runs: runs.items,
        _containers: containers.items,
        _certificates: certificates.items,
        _earlier: certificates.next,
        _copies: copies,
        _problem: undefined,
      });
    } catch (problem) {
      this._problem = sentence(problem);
    }
  }

  async call(what) {
    try {
      await what();
    } catch (problem) {
      toast(problem);
    }
    this.read();
  }

  async removeItem(path, question, yes) {
    if (await confirm(question, { yes, danger: true })) this.call(() => api.delete(path));
  }

  async earlier() {
    try {
      const { items, next } = await api.get(`keeping/certificates?before=${encodeURIComponent(this._earlier)}`);
      Object.assign(this, { _certificates: [...this._certificates, ...items], _earlier: next });
    } catch (problem) {
      toast(problem);
    }
  }

  async look() {
    this._looking = true;
    try {
      this._preview = await api.post(`keeping/run?dryRun=true${this._at ? `&at=${this._at}` : ''}`);
    } catch (problem) {
      toast(problem);
    } finally {
      this._looking = false;
    }
  }

  async run() {
    if (!(await confirm(RUN_QUESTION, { yes: YES_RUN, danger: true }))) return;
    this.call(async () => {
      this._job = (await api.post('keeping/run')).job;
    });
  }

  async prepare() {
    if (!(await confirm(PREPARE_QUESTION, { yes: YES_PREPARE }))) return;
    this.call(async () => {
      this._key = (await api.post('keeping/place')).key;
    });
  }

  async lockFor() {
    this.call(async () => {
      await api.put('keeping/recipient', { certificate: this._pem });
      this._pem = undefined;
    });
  }

  render() {
    return html`<div class="page">
      ${this._problem ? html`<sl-alert open variant="danger">${this._problem}</sl-alert>` : nothing}
      ${this._state ? this.#all() : this._problem ? nothing : html`<sl-spinner></sl-spinner>`}
      ${this._rule
        ? html`<huitong-retention-rule .rule=${this._rule} @saved=${this.read} @closed=${() => (this._rule = null)}></huitong-retention-rule>`
        : nothing}
      ${this._hold ? html`<huitong-hold .hold=${this._hold} @saved=${this.read} @closed=${() => (this._hold = null)}></huitong-hold>` : nothing}
    </div>`;
  }

  #all() {
    return html`${this._state.away.length ? html`<sl-alert open variant="warning">${w('away')}${this._state.away.join('、')}</sl-alert>` : nothing}
      <section>${this.#ruleList()}</section>
      <section>${this.#holdList()}</section>
      <section>${this.#previewPart()}</section>
      <section>${this.#runList()}</section>
      <section>${this.#place()} ${this.#containerList()}</section>
      <section>${this.#recipient()}</section>
      <section><huitong-months></huitong-months></section>
      <section>${this.#certificateList()}</section>`;
  }

  #recipient() {
    const { pathSet, recipient } = this._copies;
    const editing = this._pem !== undefined;
    return html`<div class="head"><h2>${w('copies')}</h2>
        ${pathSet && !editing && this.may('keeping.write')
          ? html`<sl-button size="small" class="push recipient" @click=${() => (this._pem = '')}>${w('setRecipient')}</sl-button>`
          : nothing}
      </div>
      <p class="quiet small">${w('recipientNote')}</p>
      <div class="panel pad">
        ${recipient
          ? html`<div>${recipient.subject}</div>
              <div class="small quiet filter">${w('validUntil')} ${formatTime(recipient.until, 'short')} <code>${recipient.fingerprint}</code></div>`
          : html`<div class="quiet">${w(pathSet ? 'noRecipient' : 'noCopyPath')}</div>`}
        ${editing
          ? html`<sl-textarea size="small" name="certificate" rows="6" label=${w('certificate')} help-text=${w('certificateHelp')} spellcheck="false"
                .value=${this._pem} @sl-input=${(e) => (this._pem = e.target.value)}></sl-textarea>
              <div class="line">
                <sl-button size="small" variant="primary" class="lock" @click=${this.lockFor}>${w('save')}</sl-button>
                <sl-button size="small" @click=${() => (this._pem = undefined)}>${w('cancel')}</sl-button>
              </div>`
          : nothing}
      </div>`;
  }

  #ruleList() {
    return html`<div class="head">
        <h2>${w('rules')}</h2>
        ${this.may('keeping.write') ? this.#add('add', () => (this._rule = {})) : nothing}
      </div>
      <p class="quiet small">${w('rulesNote')}</p>
      <div class="panel">
        ${this._rules.length
          ? html`<table class="stack">
              <thead>
                <tr>${['name', 'keep', 'then', 'filter', 'basis'].map((name) => html`<th scope="col">${w(name)}</th>`)}<td></td></tr>
              </thead>
              <tbody>
                ${this._rules.map(
                  (rule) => html`<tr>
                    <td><strong>${rule.name}</strong></td>
                    <td data-label=${w('keep')}>${period(rule.keep)}</td>
                    <td data-label=${w('then')}>${w(rule.then)}</td>
                    <td data-label=${w('filter')} class="filter">${inWords(rule.filter, this._departments)}</td>
                    <td data-label=${w('basis')} class="small">${rule.basis}</td>
                    <td class="keys">
                      ${this.may('keeping.write')
                        ? this.#keys(w('edit'), () => (this._rule = rule), w('remove'), () => this.removeItem(`retention/${rule.id}`, REMOVE_QUESTION, YES_REMOVE))
                        : nothing}
                    </td>
                  </tr>`,
                )}
              </tbody>
            </table>`
          : html`<div class="empty">${w('noRules')}</div>`}
      </div>`;
  }

  #holdList() {
    return html`<div class="head">
        <h2>${w('holds')}</h2>
        ${this.may('keeping.hold') ? this.#add('addHold', () => (this._hold = {})) : nothing}
      </div>
      <p class="quiet small">${w('holdsNote')}</p>
      <div class="panel">
        ${this._holds.length
          ? html`<table class="stack">
              <thead>
                <tr>${['name', 'filter', 'reason', 'until'].map((name) => html`<th scope="col">${w(name)}</th>`)}<td></td></tr>
              </thead>
              <tbody>
                ${this._holds.map(
                  (hold) => html`<tr>
                    <td><strong>${hold.name}</strong>${hold.inForce ? nothing : html` <sl-badge variant="neutral">${w('ended')}</sl-badge>`}</td>
                    <td data-label=${w('filter')} class="filter">${inWords(hold.filter, this._departments)}</td>
                    <td data-label=${w('reason')}>${hold.reason}</td>
                    <td data-label=${w('until')}>${hold.until ? formatTime(hold.until, 'short') : w('forever')}</td>
                    <td class="keys">
                      ${this.may('keeping.hold')
                        ? this.#keys(w('editHold'), () => (this._hold = hold), w('lift'), () => this.removeItem(`holds/${hold.id}`, LIFT_QUESTION, YES_LIFT))
                        : nothing}
                    </td>
                  </tr>`,
                )}
              </tbody>
            </table>`
          : html`<div class="empty">${w('noHolds')}</div>`}
      </div>`;
  }

  #previewPart() {
    const { _preview: preview } = this;
    return html`<div class="head"><h2>${w('preview')}</h2></div>
      <div class="panel pad">
        <div class="line">
          <sl-input size="small" type="date" label=${w('at')} .value=${this._at} @sl-input=${(e) => (this._at = e.target.value)}></sl-input>
          <sl-button size="small" class="look" ?loading=${this._looking} @click=${this.look}>${w('look')}</sl-button>
          <span class="quiet small">${w('previewNote')}</span>
        </div>
        ${preview ? this.#counts(preview) : nothing}
      </div>`;
  }

  #counts(preview) {
    const columns = ['archived', 'announced', 'waiting', 'destroyed', 'held', 'needed', 'unjudged'];
    return html`<table class="stack">
        <thead>
          <tr><th scope="col">${w('name')}</th>${columns.map((name) => html`<th scope="col" class="number">${w(name)}</th>`)}</tr>
        </thead>
        <tbody>
          ${preview.rules.map(
            (rule) => html`<tr>
              <td><strong>${rule.name}</strong></td>
              ${columns.map((name) => html`<td class="number" data-label=${w(name)}>${formatNumber(rule[name])}</td>`)}
            </tr>`,
          )}
        </tbody>
      </table>
      ${preview.complete ? nothing : html`<p class="small"><sl-icon name="exclamation-triangle"></sl-icon> ${w('cut')}</p>`}
      ${preview.job ? html`<p class="small">${w('more')}</p><huitong-job .job=${preview.job}></huitong-job>` : nothing}`;
  }

  #runList() {
    return html`<div class="head">
        <h2>${w('runs')}</h2>
        <span class="quiet small">${this._state.next ? `${w('next')} ${formatTime(this._state.next, 'short')}` : nothing}</span>
        ${this.may('keeping.write')
          ? html`<sl-button size="small" class="push run" @click=${this.run}><sl-icon slot="prefix" name="play"></sl-icon>${w('run')}</sl-button>`
          : nothing}
      </div>
      <div class="panel">
        ${this._job ? html`<div class="pad"><huitong-job .job=${this._job} @over=${this.read}></huitong-job></div>` : nothing}
        ${this._runs.length
          ? html`<table class="stack">
              <thead>
                <tr>
                  <th scope="col">${w('started')}</th><th scope="col">${w('by')}</th>
                  ${COUNTS.map((name) => html`<th scope="col" class="number">${w(name)}</th>`)}
                </tr>
              </thead>
              <tbody>${this._runs.map((run) => this.#oneRun(run))}</tbody>
            </table>`
          : html`<div class="empty">${w('noRuns')}</div>`}
      </div>`;
  }

  #place() {
    const { state, why } = this._state.place;
    return html`<div class="head"><h2>${w('archives')}</h2>
        ${state === 'unprepared' && this.may('keeping.write')
          ? html`<sl-button size="small" variant="primary" class="push prepare" @click=${this.prepare}>${w('prepare')}</sl-button>`
          : nothing}
      </div>
      <p class=${state === 'ready' ? 'quiet small' : 'small'} role="status">
        ${state === 'ready' ? w('ready') : html`<sl-icon name="exclamation-triangle"></sl-icon> ${t(why)}`}
      </p>
      ${this._key
        ? html`<sl-alert open variant="warning"><strong>${w('key')}</strong> <code class="filter">${this._key}</code>
            <sl-copy-button value=${this._key}></sl-copy-button><br />${w('keyNote')}</sl-alert>`
        : nothing}`;
  }

  #containerList() {
    return html`<div class="panel">
      ${this._containers.length
        ? html`<table class="stack">
            <thead>
              <tr>
                <th scope="col">${w('container')}</th><th scope="col" class="number">${w('messages')}</th>
                <th scope="col">${w('checked')}</th><th scope="col">SHA-256</th>
              </tr>
            </thead>
            <tbody>
              ${this._containers.map(
                (one) => html`<tr>
                  <td><strong>${one.place}</strong> <sl-badge variant=${{ kept: 'success', gone: 'neutral' }[one.state] ?? 'danger'}>${w(one.state)}</sl-badge></td>
                  <td class="number" data-label=${w('messages')}>${formatNumber(one.messages)}</td>
                  <td data-label=${w('checked')}>${formatTime(one.checkedAt, 'short')}</td>
                  <td data-label="SHA-256" class="filter"><code>${one.sha256.slice(0, 16)}…</code></td>
                </tr>`,
              )}
            </tbody>
          </table>`
        : html`<div class="empty">${w('noContainers')}</div>`}
    </div>`;
  }

  #certificateList() {
    return html`<div class="head"><h2>${w('certificates')}</h2></div>
      <div class="panel">
        ${this._certificates.length
          ? html`<table class="stack">
              <thead>
                <tr>
                  <th scope="col">${w('number')}</th><th scope="col">${w('rules')}</th>
                  <th scope="col" class="number">${w('messages')}</th><th scope="col">SHA-256</th><td></td>
                </tr>
              </thead>
              <tbody>
                ${this._certificates.map(
                  (one) => html`<tr>
                    <td><strong>${one.number}</strong><div class="small quiet">${formatTime(one.madeAt, 'short')}</div></td>
                    <td data-label=${w('rules')}>${one.ruleName}${one.keep ? `, ${period(one.keep)}` : nothing}</td>
                    <td class="number" data-label=${w('messages')}>${formatNumber(one.messages)}</td>
                    <td data-label="SHA-256" class="filter"><code>${one.sha256.slice(0, 16)}…</code></td>
                    <td class="keys">
                      <sl-icon-button name="download" label=${w('download')}
                        @click=${() => this.call(() => download(`keeping/certificates/${one.number}`, `${one.number}.json`))}></sl-icon-button>
                    </td>
                  </tr>`,
                )}
              </tbody>
            </table>`
          : html`<div class="empty">${w('noCertificates')}</div>`}
        ${this._earlier ? html`<div class="pad"><sl-button size="small" class="earlier" @click=${this.earlier}>${w('earlier')}</sl-button></div>` : nothing}
      </div>`;
  }

  #oneRun(run) {
    return html`<tr>
      <td>${formatTime(run.startedAt, 'short')}${run.trouble ? html`<div class="small">${t(run.trouble)}</div>` : nothing}</td>
      <td data-label=${w('by')}>${run.by === '-hub' ? w('evening') : run.by}</td>
      ${COUNTS.map((name) => html`<td class="number" data-label=${w(name)}>${formatNumber(run[name])}</td>`)}
    </tr>`;
  }

  #add(word, what) {
    return html`<sl-button size="small" variant="primary" class="push add" @click=${what}><sl-icon slot="prefix" name="plus-lg"></sl-icon>${w(word)}</sl-button>`;
  }

  #keys(edit, onEdit, remove, onRemove) {
    return html`<sl-icon-button name="pencil" label=${edit} @click=${onEdit}></sl-icon-button
      ><sl-icon-button name="trash" label=${remove} @click=${onRemove}></sl-icon-button>`;
  }
}
