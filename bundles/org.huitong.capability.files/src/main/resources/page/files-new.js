// SPDX-License-Identifier: Apache-2.0
// A file to be handed on, in a dialog: what, to whom, under which secrecy; and how it would go by the rules.
import { html, nothing } from 'lit';
import { Editor, api, formatBytes, secrecyName, sentence, t } from 'huitong';
import { w } from './files-words.js';

const TIERS = ['public', 'internal', 'secret', 'confidential'];

class FilesNew extends Editor {
  static properties = {
    /** <message>/<n>, where it is a file of a message. */
    file: { attribute: false },
    _people: { state: true },
    _upload: { state: true },
    _judged: { state: true },
    _why: { state: true },
  };

  #stop;

  willUpdate(changed) {
    if (changed.has('file')) this.begin({ file: this.file ?? '', to: [], tier: this.file ? '' : 'internal', note: '' });
  }

  firstUpdated() {
    super.firstUpdated();
    this.#look();
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.#stop?.abort();
  }

  async #look() {
    try {
      this._people = (await api.get('colleagues?limit=1000')).items;
    } catch (problem) {
      this._why = sentence(problem);
      this._people = [];
    }
  }

  missing({ file, to }) {
    if (!file) return this._upload && !this._upload.problem ? w('uploading') : w('fileFirst');
    return to.length ? null : w('peopleFirst');
  }

  heading() {
    return w('add');
  }

  deed() {
    return w('send');
  }

  fields() {
    const { draft } = this;
    return html`${this.file ? html`<p class="wide">${w('fileChosen')}</p>` : this.#chooser()}
      <sl-select class="wide" size="small" name="to" multiple clearable hoist required label=${w('people')} help-text=${this._why ?? ''}
        .value=${draft.to} @sl-change=${(e) => this.#set({ to: e.target.value })}>
        ${(this._people ?? []).map((p) => html`<sl-option value=${p.id}>${p.name}${p.post ? ` · ${p.post}` : ''}</sl-option>`)}
      </sl-select>
      <sl-select size="small" name="tier" hoist label=${w('tier')} help-text=${w('tierHelp')} ?clearable=${!!this.file}
        .value=${draft.tier} @sl-change=${(e) => this.#set({ tier: e.target.value })}>
        ${TIERS.map((tier) => html`<sl-option value=${tier}>${secrecyName(tier)}</sl-option>`)}
      </sl-select>
      <sl-textarea class="wide" size="small" name="note" rows="2" resize="auto" maxlength="2000" label=${w('note')} .value=${draft.note}
        @sl-input=${(e) => this.set({ note: e.target.value })}></sl-textarea>
      <p class="wide small" role="status">${this.#outlook()}</p>`;
  }

  #chooser() {
    const up = this._upload;
    return html`<div class="wide">
      <input type="file" name="file" aria-label=${w('file')} @change=${(e) => this.#bring(e.target.files[0])} />
      ${up?.problem ? html`<p role="alert">${up.problem}</p>` : nothing}
      ${up && !up.id && !up.problem ? html`<progress max="1" .value=${up.done} aria-label=${w('uploading')}></progress>` : nothing}
      ${up?.id ? html`<span class="quiet small">${formatBytes(up.bytes)}</span>` : nothing}
    </div>`;
  }

  async #bring(file) {
    if (!file) return;
    this.#stop?.abort();
    this.#stop = new AbortController();
    this._upload = { done: 0 };
    try {
      const progress = (done) => (this._upload = { done });
      this._upload = await api.upload('files', file, { progress, signal: this.#stop.signal });
      this.#set({ file: this._upload.id });
    } catch (problem) {
      if (problem.name !== 'AbortError') this._upload = { problem: sentence(problem) };
    }
  }

  #set(change) {
    this.set(change);
    this.#judge();
  }

  /** How it would go: the hub says it before anything is done. */
  async #judge() {
    const { file, to } = this.draft;
    if (!file || !to.length) {
      this._judged = null;
      return;
    }
    const asked = JSON.stringify(this.draft);
    try {
      const judged = await api.post('transfers?dryRun=true', this.#body(this.draft));
      if (asked === JSON.stringify(this.draft)) this._judged = judged;
    } catch (problem) {
      this._judged = { verdict: 'refused', text: sentence(problem) };
    }
  }

  #outlook() {
    const judged = this._judged;
    if (!judged) return nothing;
    if (judged.verdict === 'goes') return w('goesNow');
    return judged.verdict === 'asks' ? w('approvalNeeded') : (judged.text ?? t(judged.why));
  }

  #body({ file, to, tier, note }) {
    return { file, to: to.map((person) => ({ person })), tier: tier || undefined, note };
  }

  save(draft) {
    return api.post('transfers', this.#body(draft));
  }
}

if (!customElements.get('huitong-files-new')) customElements.define('huitong-files-new', FilesNew);
