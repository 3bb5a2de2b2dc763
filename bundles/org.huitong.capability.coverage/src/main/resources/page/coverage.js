// SPDX-License-Identifier: Apache-2.0
// What each account sees, what it does not, and what would change that; then its groups, one by one.
import { LitElement, css, html, nothing } from 'lit';
import { api, download, formatNumber, formatTime, platformName, query, setQuery, sheet, t, toast } from 'huitong';

const say = (zh, en) => ({ zh, en });

const W = {
  accounts: say('各账号', 'Accounts'),
  away: say('连接器未运行，不知道它看得到什么。', 'The connector is away: what it sees is not known.'),
  calling: (n) => say(`@ 了人的 ${n} 条`, `${n} that call somebody`),
  document: say('覆盖范围说明', 'Coverage as a document'),
  empty: say('还没有连接任何平台。', 'No platform is connected yet.'),
  group: say('群', 'Group'),
  last: (at) => say(`最近 ${at}`, `last ${at}`),
  more: say('更多', 'More'),
  noRooms: say('还没有从任何群收到消息。', 'Nothing has come from any group yet.'),
  paused: say('已暂停，现在什么都收不到。', 'Paused: nothing comes in now.'),
  plain: (n) => say(`没有 @ 任何人的 ${n} 条`, `${n} that call nobody`),
  received: (n) => say(`${n} 条`, `${n} came`),
  remedy: say('怎样改变', 'What would change it'),
  rooms: say('各群', 'Groups'),
  show: say('查看各群', 'Show groups'),
  state: say('情况', 'State'),
  why: say(
    '“看得到”以最近 30 天确实收到为准；不能确认的写“未知”。',
    'Seen means that it came within the last 30 days; what cannot be told is unknown.',
  ),
};

const STATES = {
  seen: [say('看得到', 'Seen'), 'eye'],
  unknown: [say('未知', 'Unknown'), 'question-circle'],
  withheld: [say('目前看不到', 'Not seen'), 'eye-slash'],
  never: [say('平台不提供', 'Not given'), 'dash-circle'],
  whole: [say('全部消息', 'All of it'), 'eye'],
  called: [say('仅 @ 机器人的', 'What calls the robot'), 'at'],
};

const w = (name, ...values) => t(typeof W[name] === 'function' ? W[name](...values) : W[name]);

export default class CoveragePage extends LitElement {
  static properties = {
    accounts: { state: true },
    rooms: { state: true },
    next: { state: true },
    chosen: { state: true },
  };

  static styles = [
    sheet,
    css`
      section {
        display: grid;
        gap: 0.625rem;
        grid-template-columns: minmax(0, 1fr);
      }
      .account > h3 {
        display: flex;
        flex-wrap: wrap;
        gap: 0.5rem;
        align-items: baseline;
        margin-bottom: 0.5rem;
      }
      ul {
        list-style: none;
        margin: 0;
        padding: 0;
        display: grid;
        gap: 0.625rem;
      }
      li {
        display: grid;
        grid-template-columns: 8.5rem minmax(0, 1fr);
        gap: 0.125rem 0.75rem;
      }
      li p,
      td p {
        margin: 0.125rem 0 0;
      }
      .state {
        white-space: nowrap;
        font-weight: 500;
        color: var(--huitong-quiet);
      }
      .state sl-icon {
        vertical-align: -0.125em;
        margin-inline-end: 0.25rem;
      }
      .state[data-state='seen'],
      .state[data-state='whole'] {
        color: var(--huitong-good);
      }
      .state[data-state='unknown'],
      .state[data-state='called'] {
        color: var(--sl-color-warning-700);
      }
      .state[data-state='withheld'],
      .bad {
        color: var(--huitong-bad);
      }
      td {
        overflow-wrap: anywhere;
      }
      .actions {
        margin-top: 0.75rem;
      }
      @media (max-width: 40rem) {
        li {
          grid-template-columns: minmax(0, 1fr);
        }
      }
    `,
  ];

  #moved = () => this.#follow();

  connectedCallback() {
    super.connectedCallback();
    addEventListener('huitong:query', this.#moved);
    this.#read();
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    removeEventListener('huitong:query', this.#moved);
  }

  async #read() {
    try {
      this.accounts = (await api.get('coverage')).items;
      await this.#follow();
    } catch (problem) {
      toast(problem);
    }
  }

  async #follow() {
    const { platform, account } = query();
    this.chosen = this.accounts?.find((one) => one.platform === platform && one.account === account);
    if (!this.chosen) {
      this.rooms = null;
      return;
    }
    await this.#page();
  }

  async #page(after) {
    const { platform, account } = this.chosen;
    try {
      const path = `coverage/${encodeURIComponent(platform)}/${encodeURIComponent(account)}/rooms`;
      const page = await api.get(after ? `${path}?after=${after}` : path);
      this.rooms = after ? [...this.rooms, ...page.items] : page.items;
      this.next = page.next;
    } catch (problem) {
      toast(problem);
    }
  }

  #choose(account) {
    setQuery({ platform: account.platform, account: account.account }, { push: true });
    this.#follow().then(() => this.updateComplete).then(() => this.renderRoot.querySelector('#rooms')?.focus());
  }

  async #download(kind) {
    try {
      await download(`documents/coverage.${kind}`, `${w('document')}.${kind}`);
    } catch (problem) {
      toast(problem);
    }
  }

  render() {
    if (!this.accounts) return html`<div class="page"><sl-spinner></sl-spinner></div>`;
    return html`<div class="page">
      <section>
        <div class="head">
          <h2>${w('accounts')}</h2>
          <span class="push"></span>
          <sl-dropdown>
            <sl-button slot="trigger" size="small" caret>${w('document')}</sl-button>
            <sl-menu @sl-select=${(e) => this.#download(e.detail.item.value)}>
              ${['docx', 'xlsx', 'pdf'].map((kind) => html`<sl-menu-item value=${kind}>${kind}</sl-menu-item>`)}
            </sl-menu>
          </sl-dropdown>
        </div>
        <p class="quiet small">${w('why')}</p>
        ${this.accounts.length ? this.accounts.map((one) => this.#account(one)) : html`<div class="panel empty">${w('empty')}</div>`}
      </section>
      ${this.chosen && this.rooms ? this.#rooms() : nothing}
    </div>`;
  }

  #account(account) {
    return html`<div class="panel pad account">
      <h3>
        ${platformName(account.platform)} / ${account.account}
        <span class="quiet small">${account.name ? t(account.name) : nothing}</span>
      </h3>
      ${account.problem ? html`<p class="bad small" role="alert">${t(account.problem)}</p>` : nothing}
      ${account.paused ? html`<p class="bad small">${w('paused')}</p>` : nothing}
      ${account.away && !account.paused ? html`<p class="quiet small">${w('away')}</p>` : nothing}
      <ul>
        ${account.sights.map((sight) => this.#sight(sight))}
      </ul>
      <div class="actions">
        <sl-button size="small" @click=${() => this.#choose(account)}>${w('show')}</sl-button>
      </div>
    </div>`;
  }

  #sight(sight) {
    return html`<li>
      ${this.#state(sight.state)}
      <div>
        ${t(sight.what)}
        <p class="quiet small">
          ${t(sight.why)}
          ${sight.messages
            ? html` · ${w('received', formatNumber(sight.messages))} · ${w('last', formatTime(sight.lastAt))}`
            : nothing}
        </p>
        ${this.#remedies(sight.remedies)}
      </div>
    </li>`;
  }

  #state(word) {
    const [name, icon] = STATES[word];
    return html`<span class="state" data-state=${word}><sl-icon name=${icon}></sl-icon>${t(name)}</span>`;
  }

  #remedies(remedies) {
    return remedies.map((remedy) => html`<p class="small">→ ${t(remedy.how)}</p>`);
  }

  #rooms() {
    return html`<section>
      <div class="head">
        <h2 id="rooms" tabindex="-1">${w('rooms')} · ${platformName(this.chosen.platform)} / ${this.chosen.account}</h2>
      </div>
      ${this.rooms.length
        ? html`<div class="panel scroll-x">
            <table class="stack">
              <thead>
                <tr>
                  <th scope="col">${w('group')}</th>
                  <th scope="col">${w('state')}</th>
                  <th scope="col">${w('remedy')}</th>
                </tr>
              </thead>
              <tbody>
                ${this.rooms.map(
                  (room) => html`<tr>
                    <td data-label=${w('group')}>
                      ${room.name ?? room.conversation}
                      <p class="quiet small">
                        ${w('plain', formatNumber(room.plain))} · ${w('calling', formatNumber(room.calling))} ·
                        ${w('last', formatTime(room.lastAt))}
                      </p>
                    </td>
                    <td data-label=${w('state')}>
                      ${this.#state(room.state)}
                      <p class="quiet small">${t(room.why)}</p>
                    </td>
                    <td data-label=${w('remedy')}>${this.#remedies(room.remedies)}</td>
                  </tr>`,
                )}
              </tbody>
            </table>
            ${this.next ? html`<p class="pad"><sl-button size="small" @click=${() => this.#page(this.next)}>${w('more')}</sl-button></p>` : nothing}
          </div>`
        : html`<div class="panel empty">${w('noRooms')}</div>`}
    </section>`;
  }
}
