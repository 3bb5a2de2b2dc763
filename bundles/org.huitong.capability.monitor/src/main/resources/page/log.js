// SPDX-License-Identifier: Apache-2.0
// The log's last lines, the newest first, by account, message, phase, level or a word.
import { LitElement, css, html, nothing } from 'lit';
import { api, formatTime, loading, query, sentence, setQuery, sheet, t } from 'huitong';

const WORDS = {
  account: { zh: '账号，如 dingtalk/sales', en: 'Account, as dingtalk/sales' },
  message: { zh: '消息 id', en: 'Id of a message' },
  phase: { zh: '阶段，如 send', en: 'Phase, as send' },
  find: { zh: '含有的字词', en: 'A word' },
  level: { zh: '级别', en: 'Level' },
  all: { zh: '全部', en: 'All' },
  warn: { zh: '警告以上', en: 'Warnings' },
  error: { zh: '错误', en: 'Errors' },
  none: { zh: '没有这样的行。', en: 'There are no such lines.' },
  more: { zh: '更早的', en: 'Earlier ones' },
  look: { zh: '查看', en: 'Show' },
  about: {
    zh: '运行日志，最新的在前，往前可查到保存期限为止。日志里从不写消息内容和密钥。',
    en: 'The log, the newest first, as far back as it is kept. No words of a message and no secret is ever in it.',
  },
};
const w = (name) => t(WORDS[name]);
const FIELDS = ['account', 'message', 'phase', 'find'];

export default class LogPage extends LitElement {
  static properties = { items: { state: true }, next: { state: true }, problem: { state: true }, asked: { state: true } };

  static styles = [
    sheet,
    css`
      form {
        display: grid;
        grid-template-columns: repeat(auto-fit, minmax(11rem, 1fr));
        gap: 0.625rem;
        align-items: end;
      }
      td {
        overflow-wrap: anywhere;
        vertical-align: top;
      }
      td.text {
        font-family: var(--sl-font-mono);
        font-size: 0.8125rem;
        white-space: pre-wrap;
      }
      .when {
        white-space: nowrap;
      }
    `,
  ];

  #round = 0;
  #moved = () => this.#follow();

  connectedCallback() {
    super.connectedCallback();
    addEventListener('huitong:query', this.#moved);
    this.#follow();
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    removeEventListener('huitong:query', this.#moved);
  }

  #follow() {
    this.asked = query();
    this.#read();
  }

  async #read(before) {
    const round = ++this.#round;
    const asked = new URLSearchParams({ limit: '100' });
    for (const field of [...FIELDS, 'level']) if (this.asked[field]) asked.set(field, this.asked[field]);
    if (before) asked.set('before', before);
    try {
      const { items, next } = await api.get(`log?${asked}`);
      if (round !== this.#round) return;
      this.items = before ? [...this.items, ...items] : items;
      this.next = next;
      this.problem = null;
    } catch (problem) {
      if (round === this.#round) this.problem = problem;
    }
  }

  #look(event) {
    event.preventDefault();
    const said = {};
    for (const field of FIELDS) said[field] = event.target.querySelector(`[name=${field}]`).value.trim() || undefined;
    const level = event.target.querySelector('[name=level]').value;
    said.level = level === 'all' ? undefined : level;
    setQuery(said, { push: true });
    this.#follow();
  }

  render() {
    return html`<div class="page">
      <p class="quiet small">${w('about')}</p>
      <form @submit=${(event) => this.#look(event)}>
        ${FIELDS.map(
          (field) => html`<sl-input size="small" name=${field} label=${w(field)} autocomplete="off" clearable .value=${this.asked[field] ?? ''}></sl-input>`,
        )}
        <sl-select size="small" name="level" label=${w('level')} value=${this.asked.level ?? 'all'}>
          ${['all', 'warn', 'error'].map((level) => html`<sl-option value=${level}>${w(level)}</sl-option>`)}
        </sl-select>
        <sl-button size="small" type="submit">${w('look')}</sl-button>
      </form>
      ${this.problem && this.items ? html`<p role="alert">${sentence(this.problem)}</p>` : nothing}
      ${this.items ? this.#lines() : loading(this.problem, () => this.#read())}
    </div>`;
  }

  #lines() {
    const variant = (level) => ({ ERROR: 'danger', WARN: 'warning' })[level] ?? 'neutral';
    return html`<div class="panel scroll-x">
        ${this.items.length ? nothing : html`<div class="empty">${w('none')}</div>`}
        <table class="stack">
          <tbody>
            ${this.items.map(
              (line) => html`<tr>
                <td class="when number small">${formatTime(line.at, 'full')}</td>
                <td><sl-badge variant=${variant(line.level)}>${line.level}</sl-badge></td>
                <td class="text">${line.text}<br /><span class="quiet small">${line.source}</span></td>
              </tr>`,
            )}
          </tbody>
        </table>
      </div>
      ${this.next ? html`<sl-button size="small" @click=${() => this.#read(this.next)}>${w('more')}</sl-button>` : nothing}`;
  }
}
