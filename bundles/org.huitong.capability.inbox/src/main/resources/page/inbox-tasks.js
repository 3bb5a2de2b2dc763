// SPDX-License-Identifier: Apache-2.0
// Which tasks there are of a message, and how another one is made; nothing where the hub keeps no tasks.
import { LitElement, css, html, nothing } from 'lit';
import { api, t } from 'huitong';
import { part, sheet } from './inbox-sheet.js';

class InboxTasks extends LitElement {
  static properties = { message: {}, tasks: { state: true } };

  static styles = [
    sheet,
    css`
      div {
        display: flex;
        flex-wrap: wrap;
        gap: var(--sl-spacing-x-small);
        align-items: center;
        margin-top: var(--sl-spacing-small);
      }
    `,
  ];

  willUpdate(changed) {
    if (changed.has('message') && changed.get('message')?.id !== this.message?.id) this.#look(this.message?.id);
  }

  async #look(id) {
    this.tasks = null;
    if (!id) return;
    try {
      const { items } = await api.get(`tasks?message=${encodeURIComponent(id)}&limit=10`);
      if (this.message?.id === id) this.tasks = items;
    } catch {
      this.tasks = null;
    }
  }

  render() {
    if (!this.tasks) return nothing;
    const title = (this.message.text ?? '').split('\n')[0].slice(0, 80);
    const make = new URLSearchParams({ message: this.message.id, make: '1', title });
    return html`<div>
      ${this.tasks.map(
        (task) => html`<sl-button size="small" pill href=${`#/tasks?message=${task.message}&task=${task.id}`}>
          <sl-icon slot="prefix" name=${task.state === 'done' ? 'check-circle' : 'check2-square'}></sl-icon>${task.code}
          ${task.assigneeName ?? ''}
        </sl-button>`,
      )}
      <sl-button size="small" href=${`#/tasks?${make}`}
        ><sl-icon slot="prefix" name="plus-lg"></sl-icon>${t({ zh: '转任务', en: 'Make a task' })}</sl-button
      >
    </div>`;
  }
}

export const tasks = part('huitong-inbox-tasks', InboxTasks);
