// SPDX-License-Identifier: Apache-2.0
// The rules of who is told at once.
import { LitElement, html, nothing } from 'lit';
import { Editor, api, confirm, loading, session, sheet, toast } from 'huitong';
import { TEXTS, w } from './attention-words.js';

class AttentionRule extends Editor {
  static properties = { rule: { attribute: false } };

  willUpdate(changed) {
    if (changed.has('rule')) {
      const { name = '', tags = [], recipients = ['head'], pause = 'PT10M', times = 2, on = true } = this.rule;
      this.begin({ name, tags: tags.join(' '), recipients: recipients.join('\n'), pause, times: String(times), on });
    }
  }

  heading() {
    return w(this.rule.id ? 'edit' : 'add');
  }

  fields() {
    const text = (field, extra = {}) =>
      html`<sl-input size="small" name=${field} label=${w(field)} autocomplete="off" type=${extra.type ?? 'text'} ?required=${extra.required}
        .value=${this.draft[field]} @sl-input=${(e) => this.set({ [field]: e.target.value })}></sl-input>`;
    return html`${text('name', { required: true })} ${text('tags')}
      <sl-textarea class="wide" size="small" name="recipients" rows="3" label=${w('recipients')} help-text=${w('recipientsHelp')}
        .value=${this.draft.recipients} @sl-input=${(e) => this.set({ recipients: e.target.value })}></sl-textarea>
      ${text('pause')} ${text('times', { type: 'number' })}
      <sl-checkbox size="small" ?checked=${this.draft.on} @sl-change=${(e) => this.set({ on: e.target.checked })}>${w('on')}</sl-checkbox>`;
  }

  save({ name, tags, recipients, pause, times, on }) {
    const body = {
      ...this.rule,
      name,
      tags: tags.split(/[\s,，]+/).filter(Boolean),
      recipients: recipients.split('\n').map((line) => line.trim()).filter(Boolean),
      pause,
      times: Number(times),
      on,
    };
    return this.rule.id ? api.put(`attention/rules/${this.rule.id}`, body) : api.post('attention/rules', body);
  }
}

class AttentionRules extends LitElement {
  static properties = { _rules: { state: true }, _editing: { state: true }, _problem: { state: true } };
  static styles = [sheet];

  connectedCallback() {
    super.connectedCallback();
    this.#read();
  }

  async #read() {
    try {
      this._rules = (await api.get('attention/rules')).items;
    } catch (problem) {
      if (this._rules) toast(problem);
      else this._problem = problem;
    }
  }

  async #remove(rule) {
    if (!(await confirm(TEXTS.remove, { yes: { zh: '删除', en: 'Delete' }, danger: true }))) return;
    try {
      await api.delete(`attention/rules/${rule.id}`);
      await this.#read();
    } catch (problem) {
      toast(problem);
    }
  }

  render() {
    const may = (session()?.permissions ?? []).includes('attention.write');
    if (!this._rules) return loading(this._problem, () => this.#read());
    return html`<table class="stack">
        <tbody>
          ${this._rules.map(
            (rule) => html`<tr>
              <td><strong>${rule.name}</strong></td>
              <td data-label=${w('tags')}>${rule.priority} ${rule.tags.join(' ')}</td>
              <td data-label=${w('recipients')}>${rule.recipients.join('、')}</td>
              <td class="number">${rule.pause} × ${rule.times}${rule.on ? '' : html` <sl-badge variant="neutral">off</sl-badge>`}</td>
              <td>
                ${may
                  ? html`<sl-icon-button name="pencil" label=${w('edit')} @click=${() => (this._editing = rule)}></sl-icon-button
                      ><sl-icon-button name="trash" label=${w('remove')} @click=${() => this.#remove(rule)}></sl-icon-button>`
                  : nothing}
              </td>
            </tr>`,
          )}
        </tbody>
      </table>
      ${may ? html`<div class="pad"><sl-button size="small" @click=${() => (this._editing = {})}>${w('add')}</sl-button></div>` : nothing}
      ${this._editing
        ? html`<huitong-attention-rule .rule=${this._editing} @saved=${() => this.#read()} @closed=${() => (this._editing = null)}></huitong-attention-rule>`
        : nothing}`;
  }
}

if (!customElements.get('huitong-attention-rule')) customElements.define('huitong-attention-rule', AttentionRule);
if (!customElements.get('huitong-attention-rules')) customElements.define('huitong-attention-rules', AttentionRules);
