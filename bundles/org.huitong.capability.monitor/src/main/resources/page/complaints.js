// SPDX-License-Identifier: Apache-2.0
// Complaints: a field to make one, one's own, and for whom it concerns everybody's.
import { LitElement, css, html, nothing } from 'lit';
import { api, doerName, formatTime, sentence, session, sheet, toast } from 'huitong';
import { w } from './incidents-words.js';

export default class ComplaintsPage extends LitElement {
  static properties = {
    items: { state: true },
    next: { state: true },
    problem: { state: true },
    busy: { state: true },
    /** The id of the one that is being answered. */
    answering: { state: true },
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
      li form {
        margin-top: 0.5rem;
      }
      .answer {
        margin: 0.5rem 0 0;
        padding-inline-start: 0.75rem;
        border-inline-start: 2px solid var(--huitong-line);
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
        ${this.items.map((one) => html`<li>${this.#one(one)}</li>`)}
      </ul>
      ${this.next ? html`<sl-button size="small" @click=${() => this.#load(this.next)}>${w('more')}</sl-button>` : nothing}`;
  }

  #one(one) {
    const waits = !one.answeredAt;
    return html`<p>${one.text}</p>
      <span class="small quiet">${formatTime(one.at, 'full')} · ${one.byName ?? doerName(one.by)}${waits ? ` · ${w('waits')}` : nothing}</span>
      ${waits
        ? nothing
        : html`<div class="answer">
            ${one.answer ? html`<p>${one.answer}</p>` : nothing}
            <span class="small quiet">${w('answered')} · ${formatTime(one.answeredAt, 'full')} · ${one.answeredByName ?? doerName(one.answeredBy)}</span>
          </div>`}
      ${waits && this.may ? (this.answering === one.id ? this.#answerForm(one) : this.#answerButton(one)) : nothing}`;
  }

  #answerButton(one) {
    return html`<sl-button class="reply" size="small" variant="text" @click=${() => this.#begin(one)}>${w('answer')}</sl-button>`;
  }

  async #begin(one) {
    this.answering = one.id;
    await this.updateComplete;
    const area = this.renderRoot.querySelector('li sl-textarea');
    await area?.updateComplete;
    area?.focus();
  }

  #answerForm(one) {
    const send = (event) => this.#post(event, `complaints/${one.id}/answer`, () => (this.answering = null));
    return html`<form @submit=${send}>
      <sl-textarea size="small" label=${w('answer')} help-text=${w('answerHelp')} rows="2" resize="auto" maxlength="4000"></sl-textarea>
      <div>
        <sl-button type="submit" variant="primary" size="small" ?loading=${this.busy}>${w('answerSend')}</sl-button>
        <sl-button size="small" @click=${() => (this.answering = null)}>${w('cancel')}</sl-button>
      </div>
    </form>`;
  }

  #send = (event) =>
    this.#post(event, 'complaints', () =>
      toast({ zh: '已收到，谢谢。答复后会通知您，也可以在这里看到。', en: 'Received, thank you. You will be told when it is answered, and see it here.' }, 'success'),
    );

  async #post(event, path, done) {
    event.preventDefault();
    const area = event.target.querySelector('sl-textarea');
    if (this.busy) return;
    if (!area.value.trim()) {
      area.focus();
      return;
    }
    this.busy = true;
    try {
      await api.post(path, { text: area.value });
      area.value = '';
      done();
      await this.#load();
    } catch (problem) {
      toast(problem);
    } finally {
      this.busy = false;
    }
  }
}
