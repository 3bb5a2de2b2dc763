// SPDX-License-Identifier: Apache-2.0
// “This was wrong”: whoever reads a message says so of a rule that fired on it, or takes it back.
import { LitElement, css, html, nothing } from 'lit';
import { api, t, toast } from 'huitong';
import { part, sheet } from './inbox-sheet.js';

class InboxWrong extends LitElement {
  static properties = { message: {}, _wrong: { state: true } };

  static styles = [
    sheet,
    css`
      div {
        display: flex;
        flex-wrap: wrap;
        gap: var(--sl-spacing-2x-small) var(--sl-spacing-small);
        margin-top: var(--sl-spacing-2x-small);
      }
    `,
  ];

  willUpdate(changed) {
    if (changed.has('message') && changed.get('message')?.id !== this.message?.id) this.#look(this.message?.id);
  }

  async #look(id) {
    this._wrong = null;
    if (!id || !this.message.rules.length) return;
    try {
      const { rules } = await api.get(`rules/wrong?message=${encodeURIComponent(id)}`);
      if (this.message?.id === id) this._wrong = rules;
    } catch {
      this._wrong = null;
    }
  }

  async #say(rule, wrong) {
    const { id } = this.message;
    try {
      if (wrong) await api.post('rules/wrong', { message: id, rule });
      else await api.delete(`rules/wrong?${new URLSearchParams({ message: id, rule })}`);
      await this.#look(id);
    } catch (problem) {
      toast(problem);
    }
  }

  render() {
    if (!this._wrong) return nothing;
    return html`<div>
      ${this.message.rules.map((rule) => {
        const wrong = this._wrong.includes(rule);
        const words = wrong ? { zh: `已反馈“${rule}”判断有误，撤回`, en: `“${rule}” was called wrong; take it back` } : { zh: `“${rule}”判断有误`, en: `“${rule}” was wrong` };
        return html`<sl-button size="small" variant="text" aria-pressed=${wrong} @click=${() => this.#say(rule, !wrong)}>${t(words)}</sl-button>`;
      })}
    </div>`;
  }
}

export const wrong = part('huitong-inbox-wrong', InboxWrong);
