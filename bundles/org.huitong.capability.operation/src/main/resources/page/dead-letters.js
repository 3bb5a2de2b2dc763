// SPDX-License-Identifier: Apache-2.0
import { LitElement, css, html, nothing } from 'lit';
import { api, formatNumber, formatTime, platformName, session, sheet, t, toast } from 'huitong';

const PAGE = 50;

/** What was taken in and could not be processed, with its reason, to be sent again once that is mended. */
class DeadLetterList extends LitElement {
  static properties = {
    _items: { state: true },
    _next: { state: true },
    _count: { state: true },
    _busy: { state: true },
    _failed: { state: true },
  };

  static styles = [
    sheet,
    css`
      .more {
        padding: 0.75rem;
        text-align: center;
      }
      td:last-child:not([colspan]) {
        white-space: nowrap;
        text-align: end;
      }
      .when {
        font-variant-numeric: tabular-nums;
        white-space: nowrap;
      }
      .reason {
        min-width: 14rem;
      }
      .again {
        color: var(--sl-color-danger-700);
      }
    `,
  ];

  constructor() {
    super();
    this._busy = new Set();
    this._failed = new Set();
  }

  connectedCallback() {
    super.connectedCallback();
    this.#read();
  }

  async #read(before) {
    try {
      const { items, next, count } = await api.get(`dead-letters?limit=${PAGE}${before ? `&before=${before}` : ''}`);
      this._items = before ? [...this._items, ...items] : items;
      this._next = next;
      this._count = count;
    } catch (problem) {
      this._items ??= [];
      toast(problem);
    }
  }

  render() {
    if (!this._items) {
      return html`<div class="empty"><sl-spinner></sl-spinner></div>`;
    }
    if (this._items.length === 0) {
      return html`<div class="panel empty">
        <sl-icon name="envelope-check"></sl-icon>${t({ zh: '没有死信，收到的都处理了。', en: 'No dead letters: all that came in was processed.' })}
      </div>`;
    }
    return html`<div class="panel scroll-x">
      <table class="stack">
        <thead>
          <tr>
            <th>${t({ zh: '收到', en: 'Received' })}</th>
            <th>${t({ zh: '账号', en: 'Account' })}</th>
            <th>${t({ zh: '原因', en: 'Reason' })}</th>
            <th class="number">${t({ zh: '字节', en: 'Bytes' })}</th>
            <th class="number">${t({ zh: '尝试', en: 'Tries' })}</th>
            <th><sl-visually-hidden>${t({ zh: '操作', en: 'Actions' })}</sl-visually-hidden></th>
          </tr>
        </thead>
        <tbody>
          ${this._items.map((letter) => this.#row(letter))}
        </tbody>
      </table>
      ${this._next
        ? html`<div class="more">
            <sl-button size="small" @click=${() => this.#read(this._next)}>
              ${t({ zh: `更多（共 ${formatNumber(this._count)}）`, en: `More (${formatNumber(this._count)} in all)` })}
            </sl-button>
          </div>`
        : nothing}
    </div>`;
  }

  #row(letter) {
    const may = session()?.permissions.includes('dead-letters.send');
    return html`<tr>
      <td class="when" title=${formatTime(letter.receivedAt, 'full')}>${formatTime(letter.receivedAt)}</td>
      <td>${platformName(letter.platform)} / ${letter.account}</td>
      <td class="reason">
        ${t(letter.reason)}
        ${this._failed.has(letter.id)
          ? html`<div class="again">${t({ zh: '再次失败，仍在这里。', en: 'It failed again and stays.' })}</div>`
          : nothing}
      </td>
      <td class="number" data-label=${t({ zh: '字节', en: 'Bytes' })}>${formatNumber(letter.bytes)}</td>
      <td class="number" data-label=${t({ zh: '尝试', en: 'Tries' })}>${letter.tries}</td>
      <td>
        ${may
          ? html`<sl-button size="small" ?loading=${this._busy.has(letter.id)} @click=${() => this.#send(letter.id)}>
              <sl-icon slot="prefix" name="arrow-repeat"></sl-icon>${t({ zh: '重新处理', en: 'Send again' })}
            </sl-button>`
          : nothing}
      </td>
    </tr>`;
  }

  async #send(id) {
    this._busy = new Set(this._busy).add(id);
    try {
      const { outcome } = await api.post(`dead-letters/${id}/send-again`);
      if (outcome === 'taken') {
        this._items = this._items.filter((letter) => letter.id !== id);
        toast({ zh: '已处理。', en: 'Processed.' });
      } else {
        this._failed = new Set(this._failed).add(id);
        this._items = this._items.map((letter) => (letter.id === id ? { ...letter, tries: letter.tries + 1 } : letter));
      }
      this.dispatchEvent(new CustomEvent('changed'));
    } catch (problem) {
      toast(problem);
    } finally {
      this._busy = new Set([...this._busy].filter((other) => other !== id));
    }
  }
}

customElements.define('huitong-dead-letters', DeadLetterList);
