// SPDX-License-Identifier: Apache-2.0
// Complaints: a field to make one, one's own, and for whom it concerns everybody's.
import { LitElement, css, html, nothing } from 'lit';
import { api, formatTime, sentence, session, sheet, toast } from 'huitong';
import { w } from './incidents-words.js';

export default class ComplaintsPage extends LitElement {
  static properties = {
    items: { state: true },
    next: { state: true },
    problem: { state: true },
    busy: { state: true },
  };

  static styles = [
    sheet,
    css`
      form {
        display: grid;
        gap: 0.75rem;
        justify-items: start;
        max-width: 44rem;
      }
      sl-textarea {
        width: 100%;
      }
      ul {
        margin: 0;
        padding: 0;
        list-style: none;
      }
      li {
        padding: 0.75rem 1rem;
        border-bottom: 1px solid var(--huitong-line);
      }
      li:last-child {
        border: 0;
      }
      p {
        margin: 0 0 0.25rem;
        white-space: pre-line;
        overflow-wrap: anywhere;
      }
    `,
  ];

  connectedCallback() {
    super.connectedCallback();
    this.#load();
  }

  get may() {
    return (session()?.permissions ?? []).includes('complaints.read');
  }

  async #load(before) {
    try {
      const { items, next } = await api.get(`complaints?limit=50${before ? `&before=${encodeURIComponent(before)}` : ''}`);
      this.items = before ? [...this.items, ...items] : items;
      this.next = next;
      this.problem = null;
    } catch (problem) {
      this.problem = problem;
    }
  }

  render() {
    return html`<div class="page">
      <form class="panel pad" @submit=${this.#send}>
        <sl-textarea label=${w('complaint')} help-text=${w('complaintHelp')} rows="3" resize="auto" maxlength="4000"></sl-textarea>
        <sl-button type="submit" variant="primary" size="small" ?loading=${this.busy}>${w('complain')}</sl-button>
      </form>
      ${this.problem ? html`<p role="alert">${sentence(this.problem)}</p>` : nothing}
      ${this.items ? this.#list() : this.problem ? nothing : html`<div class="empty"><sl-spinner></sl-spinner></div>`}
    </div>`;
  }

  #list() {
    if (!this.items.length) return html`<div class="empty"><sl-icon name="chat-square-text"></sl-icon><p>${w('noComplaints')}</p></div>`;
    return html`<ul class="panel">
        ${this.items.map(
          (one) => html`<li>
            <p>${one.text}</p>
            <span class="small quiet">${formatTime(one.at, 'full')} · ${one.by} · ${one.answeredAt ? w('answered') : w('waits')}</span>
            ${this.may && !one.answeredAt
              ? html`<sl-button size="small" variant="text" @click=${() => this.#answered(one)}>${w('answer')}</sl-button>`
              : nothing}
          </li>`,
        )}
      </ul>
      ${this.next ? html`<sl-button size="small" @click=${() => this.#load(this.next)}>${w('more')}</sl-button>` : nothing}`;
  }

  #send = async (event) => {
    event.preventDefault();
    const area = this.renderRoot.querySelector('sl-textarea');
    if (this.busy) return;
    if (!area.value.trim()) {
      area.focus();
      return;
    }
    this.busy = true;
    try {
      await api.post('complaints', { text: area.value });
      area.value = '';
      toast({ zh: '已收到，谢谢。处理后可以在这里看到。', en: 'Received, thank you. You will see here when it was answered.' }, 'success');
      await this.#load();
    } catch (problem) {
      toast(problem);
    } finally {
      this.busy = false;
    }
  };

  async #answered(one) {
    try {
      await api.post(`complaints/${one.id}/answer`, {});
      await this.#load();
    } catch (problem) {
      toast(problem);
    }
  }
}
