// SPDX-License-Identifier: Apache-2.0
import { LitElement, css, html, nothing } from 'lit';
import { api, download, formatNumber, formatTime, loading, platformName, session, sheet, t, toast } from 'huitong';

const PAGE = 50;
const MOST_SHOWN = 20_000;

/** What a dialog tells of itself, not of what stands in it. */
const own = (run) => (event) => event.target === event.currentTarget && run();

/** What was taken in and could not be processed, with its reason, to be sent again once that is mended. */
class DeadLetterList extends LitElement {
  static properties = {
    _items: { state: true },
    _next: { state: true },
    _count: { state: true },
    _busy: { state: true },
    _failed: { state: true },
    _raw: { state: true },
    _discarding: { state: true },
    _problem: { state: true },
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
      pre {
        margin: 0;
        padding: 0.75rem;
        max-height: 50vh;
        overflow: auto;
        white-space: pre-wrap;
        overflow-wrap: anywhere;
        background: var(--sl-color-neutral-50);
        border-radius: 8px;
        font-size: 0.8125rem;
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
      if (this._items) toast(problem);
      else this._problem = problem;
    }
  }

  render() {
    if (!this._items) {
      return loading(this._problem, () => this.#read());
    }
    if (this._items.length === 0) {
      return html`<div class="panel empty">
        <sl-icon name="envelope-check"></sl-icon>${t({ zh: '没有死信，收到的都处理了。', en: 'No dead letters: all that came in was processed.' })}
      </div>`;
    }
    return html`${this.#dialogs()}<div class="panel scroll-x">
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
    const has = (word) => session()?.permissions.includes(word);
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
        ${has('messages.read.all')
          ? html`<sl-button size="small" variant="text" @click=${() => this.#look(letter)}>${t({ zh: '原文', en: 'Raw' })}</sl-button>`
          : nothing}
        ${has('dead-letters.discard')
          ? html`<sl-button size="small" variant="text" @click=${() => (this._discarding = letter)}>${t({ zh: '丢弃', en: 'Discard' })}</sl-button>`
          : nothing}
        ${has('dead-letters.send')
          ? html`<sl-button size="small" ?loading=${this._busy.has(letter.id)} @click=${() => this.#send(letter.id)}>
              <sl-icon slot="prefix" name="arrow-repeat"></sl-icon>${t({ zh: '重新处理', en: 'Send again' })}
            </sl-button>`
          : nothing}
      </td>
    </tr>`;
  }

  /** Shown as text whatever it claims to be, and not longer than one reads. */
  async #look(letter) {
    try {
      // Bytes that may be no text, which is why they are no JSON.
      const blob = await api.blob(`dead-letters/${letter.id}/raw`);
      const text = await blob.slice(0, MOST_SHOWN).text();
      this._raw = { letter, text: blob.size > MOST_SHOWN ? `${text}\n…` : text };
    } catch (problem) {
      toast(problem);
    }
  }

  #dialogs() {
    const raw = this._raw;
    const letter = this._discarding;
    return html`${raw
      ? html`<sl-dialog open class="raw" label=${t({ zh: '死信原文', en: 'What it holds' })} @sl-after-hide=${own(() => (this._raw = undefined))}>
          <p class="quiet">${t(raw.letter.reason)}</p>
          <pre tabindex="0">${raw.text}</pre>
          <sl-button slot="footer" @click=${() => download(`dead-letters/${raw.letter.id}/raw`, `letter-${raw.letter.id}.bin`)}>
            ${t({ zh: '下载', en: 'Download' })}
          </sl-button>
        </sl-dialog>`
      : nothing}
    ${letter
      ? html`<sl-dialog open class="discard" label=${t({ zh: '丢弃这封死信', en: 'Throw this dead letter away' })} @sl-after-hide=${own(() => (this._discarding = undefined))}>
          <p>${t({ zh: '内容会删除，不能恢复；谁、何时、为什么会记入审计。', en: 'What it holds is deleted for good; who did it, when and why stays in the audit.' })}</p>
          <sl-textarea name="reason" rows="2" maxlength="300" label=${t({ zh: '理由', en: 'Reason' })} required></sl-textarea>
          <sl-button slot="footer" variant="danger" @click=${() => this.#discard(letter.id)}>${t({ zh: '丢弃', en: 'Discard' })}</sl-button>
        </sl-dialog>`
      : nothing}`;
  }

  async #discard(id) {
    const field = this.renderRoot.querySelector('[name=reason]');
    if (!field.reportValidity()) return;
    try {
      await api.post(`dead-letters/${id}/discard`, { reason: field.value });
      this._items = this._items.filter((letter) => letter.id !== id);
      this._discarding = undefined;
      toast({ zh: '已丢弃。', en: 'Discarded.' });
      this.dispatchEvent(new CustomEvent('changed'));
    } catch (problem) {
      toast(problem);
    }
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
