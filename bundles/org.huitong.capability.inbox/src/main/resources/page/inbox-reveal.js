// SPDX-License-Identifier: Apache-2.0
// The way to see a masked number whole: a reason, which the hub notes before it answers. What was revealed is hidden again
// by itself, and with every other message.
import { LitElement, css, html, nothing } from 'lit';
import { api, session, toast } from 'huitong';
import { part, sheet, tell } from './inbox-sheet.js';
import { w } from './inbox-words.js';

/** As long as the hub takes the reason for given. */
const SHOWN_MILLIS = 10 * 60_000;

const mayReveal = () => (session()?.permissions ?? []).includes('messages.reveal');

class InboxReveal extends LitElement {
  static properties = {
    message: {},
    /** The message with its numbers whole, while it is shown so. */
    whole: {},
    asking: { state: true },
    busy: { state: true },
  };

  static styles = [
    sheet,
    css`
      :host {
        display: block;
      }
      div,
      form {
        display: flex;
        flex-wrap: wrap;
        gap: var(--sl-spacing-x-small);
        align-items: center;
        margin-bottom: var(--sl-spacing-small);
      }
      form {
        align-items: end;
      }
      sl-input {
        flex: 1 1 14rem;
        max-width: 24rem;
      }
    `,
  ];

  #timer;

  willUpdate(changed) {
    if (changed.has('message') && changed.get('message')?.id !== this.message?.id) this.asking = false;
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.#show(null);
  }

  render() {
    if (this.whole) {
      return html`<div role="status">
        <sl-icon name="eye"></sl-icon><span class="quiet">${w('maskedWhole')}</span>
        <sl-button size="small" @click=${() => this.#show(null)}>${w('hide')}</sl-button>
      </div>`;
    }
    if (!this.message?.masked) return nothing;
    if (this.asking) {
      return html`<form @submit=${this.#ask} @keydown=${(e) => e.key === 'Escape' && (this.asking = false)}>
        <sl-input size="small" name="reason" required maxlength="200" autocomplete="off" label=${w('revealWhy')}></sl-input>
        <sl-button size="small" type="submit" variant="primary" ?disabled=${this.busy}>${w('reveal')}</sl-button>
      </form>`;
    }
    return html`<div>
      <sl-icon name="eye-slash"></sl-icon><span class="quiet">${w('masked')}</span>
      ${mayReveal() ? html`<sl-button size="small" class="reveal" @click=${this.#open}>${w('reveal')}</sl-button>` : nothing}
    </div>`;
  }

  async #open() {
    this.asking = true;
    await this.updateComplete;
    const field = this.renderRoot.querySelector('sl-input');
    await field.updateComplete;
    field.focus();
  }

  async #ask(event) {
    event.preventDefault();
    const reason = this.renderRoot.querySelector('sl-input').value.trim();
    if (!reason) return;
    const { id } = this.message;
    this.busy = true;
    try {
      const message = await api.post(`messages/${encodeURIComponent(id)}/reveal`, { reason });
      // Who has gone on to another message meanwhile does not want this one any more.
      if (this.message?.id !== id) return;
      this.asking = false;
      this.#show(message);
    } catch (problem) {
      toast(problem);
    } finally {
      this.busy = false;
    }
  }

  #show(message) {
    clearTimeout(this.#timer);
    if (message) this.#timer = setTimeout(() => this.#show(null), SHOWN_MILLIS);
    tell(this, 'whole', { message });
  }
}

export const reveal = part('huitong-inbox-reveal', InboxReveal);
