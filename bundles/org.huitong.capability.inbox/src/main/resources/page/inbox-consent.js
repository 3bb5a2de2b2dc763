// SPDX-License-Identifier: Apache-2.0
// Of a conversation with customers: who agreed to being kept. Where nobody asks, or nobody may know, it says nothing.
import { LitElement, css, html, nothing } from 'lit';
import { api, t } from 'huitong';
import { part, sheet } from './inbox-sheet.js';
import { w } from './inbox-words.js';

/** The platforms that ask people of other companies. */
const ASKING = ['wecom'];

class InboxConsent extends LitElement {
  static properties = {
    /** Any message of the room. */
    room: { attribute: false },
    items: { state: true },
  };

  static styles = [
    sheet,
    css`
      p {
        margin: 0 0 var(--sl-spacing-small);
        overflow-wrap: anywhere;
      }
    `,
  ];

  #shown;

  willUpdate() {
    const { platform, conversation } = this.room ?? {};
    const place = `${platform} ${conversation}`;
    if (place === this.#shown) return;
    this.#shown = place;
    this.items = [];
    if (ASKING.includes(platform)) this.#read(place, { platform, conversation });
  }

  async #read(place, asked) {
    try {
      const page = await api.get(`consents/room?${new URLSearchParams(asked)}`);
      if (place === this.#shown) this.items = page.items;
    } catch (problem) {
      console.info('inbox: nobody tells who agreed', problem.status ?? problem.message);
    }
  }

  render() {
    if (!this.items?.length) return nothing;
    return html`<p class="quiet small" role="note">
      ${w('consent')}: ${this.items.map((one, i) => html`${i ? '、' : ''}${one.outsider} ${t(one.title)}`)}
    </p>`;
  }
}

export const consent = part('inbox-consent', InboxConsent);
