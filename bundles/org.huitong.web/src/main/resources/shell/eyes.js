// SPDX-License-Identifier: Apache-2.0
// Looking through the eyes of another: how it begins, and the band that is there as long as it lasts.
import { LitElement, css, html } from 'lit';
import { api } from './api.js';
import { toast } from './toast.js';
import { formatTime, t } from './words.js';

/** Begins it, by {account} or {person}; the hub is then read anew as that one sees it. */
export async function lookAs(whose) {
  try {
    await api.post('session/view', whose);
    location.assign('/');
  } catch (problem) {
    toast(problem);
  }
}

class HuitongEyes extends LitElement {
  static properties = { view: { attribute: false } };

  static styles = css`
    :host {
      grid-area: eyes;
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      gap: 0.25rem 0.75rem;
      padding: 0.375rem 1rem;
      background: var(--sl-color-warning-200);
      color: var(--sl-color-warning-950);
      border-bottom: 2px solid var(--sl-color-warning-600);
      font-size: 0.8125rem;
    }
    sl-button {
      margin-inline-start: auto;
    }
  `;

  #over;

  connectedCallback() {
    super.connectedCallback();
    this.setAttribute('role', 'status');
    // It ends by itself, and what stands on the screen is then nobody's view any more.
    this.#over = setTimeout(() => location.reload(), Math.max(1_000, new Date(this.view.until) - Date.now() + 1_000));
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    clearTimeout(this.#over);
  }

  render() {
    const { name, until } = this.view;
    const end = formatTime(until, 'time');
    return html`<sl-icon name="eye" aria-hidden="true"></sl-icon>
      <span
        ><strong>${t({ zh: `正在以“${name}”的视角查看`, en: `You look through the eyes of ${name}` })}</strong> ${t({
          zh: `只能看，不能改；内容只显示你们两人都可查看的。${end} 自动结束，对方会看到这次查看。`,
          en: `You change nothing; of content you see what both of you may. It ends at ${end}, and they are told of it.`,
        })}</span
      >
      <sl-button size="small" @click=${this.#end}>${t({ zh: '结束查看', en: 'End' })}</sl-button>`;
  }

  #end = async () => {
    try {
      await api.delete('session/view');
      location.reload();
    } catch (problem) {
      toast(problem);
    }
  };
}

customElements.define('huitong-eyes', HuitongEyes);
