// SPDX-License-Identifier: Apache-2.0
// A conversation as it was spoken, in the platform's own order, oldest above.
import { LitElement, css, nothing } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { html } from 'lit/static-html.js';
import { api, sentence } from 'huitong';
import { composer } from './inbox-composer.js';
import { url } from './inbox-feed.js';
import { part, sheet, tell } from './inbox-sheet.js';
import { conversationName, fullTime, platformName, senderName, shortTime, summary, typeIcon, typeName, w } from './inbox-words.js';

const PAGE = 50;

class InboxConversation extends LitElement {
  static properties = {
    items: { state: true },
    /** Where older and newer messages go on; null at either end. */
    older: { state: true },
    newer: { state: true },
    loading: { state: true },
    problem: { state: true },
    around: { type: String },
  };

  static styles = [
    sheet,
    css`
      :host {
        display: block;
        padding: var(--sl-spacing-medium);
      }
      h2 {
        font-size: var(--sl-font-size-large);
        margin: 0 0 var(--sl-spacing-small);
        padding-block: var(--sl-spacing-x-small);
        overflow-wrap: anywhere;
        position: sticky;
        top: 0;
        background: var(--huitong-surface);
      }
      ol {
        list-style: none;
        margin: 0;
        padding: 0;
      }
      li {
        margin-bottom: var(--sl-spacing-small);
      }
      li > button {
        font: inherit;
        color: inherit;
        text-align: start;
        display: block;
        width: 100%;
        border: 1px solid var(--huitong-line);
        border-radius: var(--sl-border-radius-medium);
        background: var(--huitong-surface);
        padding: var(--sl-spacing-x-small) var(--sl-spacing-small);
        cursor: pointer;
      }
      li > button:hover {
        background: var(--sl-color-neutral-50);
      }
      li > button[aria-current='true'] {
        border-color: var(--sl-color-primary-600);
        background: var(--sl-color-primary-50);
      }
      .line {
        display: block;
        white-space: pre-wrap;
        overflow-wrap: anywhere;
      }
      .line.gone {
        text-decoration: line-through;
        color: var(--huitong-quiet);
      }
      .center {
        text-align: center;
        padding: var(--sl-spacing-x-small);
      }
    `,
  ];

  #message;
  #round = 0;

  /** Shows the conversation around this message: what came before it, and what came after. */
  async show(message) {
    this.around = message.id;
    if (this.#message && same(this.#message, message) && this.items?.some((m) => m.id === message.id)) return;
    this.#message = message;
    this.#round++;
    this.items = [message];
    this.older = message.seq;
    this.newer = message.seq;
    await this.#go('older');
    await this.#go('newer');
    await this.updateComplete;
    this.renderRoot.querySelector('[aria-current=true]')?.scrollIntoView({ block: 'center' });
  }

  /** Something was said, edited or taken back. */
  async heard(id) {
    if (!this.#message) return;
    const round = this.#round;
    if (this.items.some((m) => m.id === id)) {
      const message = await api.get(`messages/${encodeURIComponent(id)}`);
      if (round === this.#round) this.items = this.items.map((m) => (m.id === id ? message : m));
    } else if (this.newer == null) {
      this.newer = this.items.at(-1).seq;
      await this.#go('newer');
    }
  }

  /** Pages of a conversation are in the order in which it was spoken, whichever way one reads. */
  async #go(way) {
    const round = this.#round;
    const { platform, tenant, conversation } = this.#message;
    const place = way === 'older' ? { before: this.older } : { after: this.newer };
    this.loading = true;
    this.problem = null;
    try {
      const page = await api.get(url({ platform, tenant, conversation, order: 'conversation', limit: PAGE, ...place }));
      if (round !== this.#round) return;
      const known = new Set(this.items.map((m) => m.id));
      const more = page.items.filter((m) => !known.has(m.id));
      this.items = way === 'older' ? [...more, ...this.items] : [...this.items, ...more];
      this[way] = page.next ?? null;
    } catch (problem) {
      if (round === this.#round) this.problem = problem;
    }
    this.loading = false;
  }

  render() {
    if (!this.#message) return nothing;
    return html`<section aria-label=${w('conversation')}>
      <h2 tabindex="-1">
        ${conversationName(this.#message)}
        <span class="platform" data-platform=${this.#message.platform}>${platformName(this.#message.platform)}</span>
      </h2>
      ${this.problem ? html`<p role="alert">${this.problem.status ? sentence(this.problem) : w('offline')}</p>` : nothing}
      <div class="center">${this.#end('older', w('conversationOlder'), w('end'))}</div>
      <ol>
        ${repeat(
          this.items ?? [],
          (m) => m.id,
          (m) => html`<li>
            <button aria-current=${m.id === this.around ? 'true' : 'false'} @click=${() => tell(this, 'open', { id: m.id })}>
              <strong>${senderName(m)}</strong>
              <time class="quiet" datetime=${m.sentAt} title=${fullTime(m.sentAt)}>${shortTime(m.sentAt)}</time>
              ${m.recalled ? html`<span class="chip recalled">${w('recalled')}</span>` : nothing}
              ${m.version > 1 ? html`<span class="chip">${w('edited')}</span>` : nothing}
              <span class="line ${m.recalled ? 'gone' : ''}"
                >${m.type === 'text' ? nothing : html`<sl-icon name=${typeIcon(m.type)} label=${typeName(m.type)}></sl-icon> `}${summary(m)}</span
              >
            </button>
          </li>`,
        )}
      </ol>
      <div class="center">${this.#end('newer', w('conversationNewer'), '')}</div>
      <${composer} .room=${this.#message}></${composer}>
    </section>`;
  }

  #end(way, title, none) {
    if (this.loading) return html`<sl-spinner></sl-spinner>`;
    return this[way] != null
      ? html`<sl-button size="small" @click=${() => this.#go(way)}>${title}</sl-button>`
      : html`<span class="quiet">${none}</span>`;
  }
}

function same(a, b) {
  return a.platform === b.platform && a.account === b.account && a.conversation === b.conversation;
}

export const conversation = part('huitong-inbox-conversation', InboxConversation);
