// SPDX-License-Identifier: Apache-2.0
// Rooms that the hub opens on platforms and keeps: what is planned, what stands in the way, and what somebody has to say.
import { LitElement, css, html, nothing } from 'lit';
import { api, confirm, formatNumber, platformName, session, sheet, t, toast } from 'huitong';

const say = (zh, en) => ({ zh, en });

const W = {
  account: say('用哪个账号建群', 'By which account'),
  add: say('建群', 'Open a room'),
  again: say('没有，重新建群', 'It is not there: open it again'),
  all: say('汇通管理的群', 'Rooms that the hub keeps'),
  away: say('未知', 'Not known'),
  conversation: say('平台上的群 ID', 'The platform’s id of the room'),
  department: say('部门', 'Department'),
  despite: (n) => say(`确定让 ${n} 人退出这个群吗？`, `Let ${n} people leave this room?`),
  empty: say('还没有由汇通管理的群。', 'The hub keeps no room yet.'),
  go: say('仍然执行', 'Carry it out'),
  joining: (n) => say(`加入 ${n} 人`, `${n} join`),
  keep: say('现在核对', 'Look now'),
  leaving: (n) => say(`退出 ${n} 人`, `${n} leave`),
  members: (n) => say(`${n} 人`, `${n} people`),
  none: say('没有能建群的账号。', 'There is no account that opens rooms.'),
  of: say('哪个部门或项目的群', 'Of which department or project'),
  project: say('项目', 'Project'),
  remove: say('不再管理', 'Keep it no more'),
  removeSure: say('汇通不再跟随它的名称和成员，群在平台上保持原样。', 'The hub no longer follows its name and members; on its platform the room stays as it is.'),
  renamed: say('改名', 'another name'),
  room: say('群', 'Room'),
  state: say('情况', 'State'),
  there: say('已建好，填写群 ID', 'It is there: enter its id'),
  unreached: (n) => say(`${n} 人没有该平台账号`, `${n} have no account there`),
  why: say(
    '群名和成员随通讯录变化，每 10 分钟核对一次；一次要退出的人太多时先停下，等人确认。',
    'Name and members follow the directory, looked at every ten minutes; where too many would leave at once, somebody is asked first.',
  ),
};

const STATES = {
  kept: say('与通讯录一致', 'As the directory has it'),
  opening: say('正在建群', 'Being opened'),
  changing: say('正在更新', 'Changing'),
  braked: say('已停下，等人确认', 'Stopped: somebody has to look'),
  unknown: say('不知道是否建成', 'Nobody knows whether it was opened'),
  'too-few': say('有平台账号的人太少', 'Too few have an account there'),
  ended: say('部门或项目已结束', 'Its department or project has ended'),
  away: say('连接器不在', 'The connector is away'),
};

const w = (name, ...values) => t(typeof W[name] === 'function' ? W[name](...values) : W[name]);

export default class ManagedRoomsPage extends LitElement {
  static properties = {
    items: { state: true },
    hosts: { state: true },
    targets: { state: true },
    busy: { state: true },
  };

  static styles = [
    sheet,
    css`
      form {
        display: flex;
        flex-wrap: wrap;
        gap: 0.75rem;
        align-items: end;
      }
      sl-select {
        min-width: 15rem;
      }
      td p {
        margin: 0.125rem 0 0;
      }
      .bad {
        color: var(--huitong-bad);
      }
      .actions {
        display: flex;
        flex-wrap: wrap;
        gap: 0.375rem;
      }
    `,
  ];

  #again;

  connectedCallback() {
    super.connectedCallback();
    this.#read();
    this.#choices();
    this.#again = setInterval(() => !document.hidden && this.#read(true), 5000);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    clearInterval(this.#again);
  }

  get #writes() {
    return session()?.permissions.includes('rooms.write');
  }

  async #read(quietly) {
    try {
      this.items = (await api.get('managed-rooms')).items;
    } catch (problem) {
      if (!quietly) toast(problem);
    }
  }

  async #choices() {
    if (!this.#writes) return;
    const list = (path) => api.get(path).then((page) => page.items, () => []);
    const [hosts, companies, departments, projects] = await Promise.all([
      list('managed-rooms/hosts'),
      list('colleagues/companies'),
      list('colleagues/departments'),
      list('projects'),
    ]);
    this.hosts = hosts;
    // Each company has departments of the same name.
    const firm = new Map(companies.map(({ id, name }) => [id, name]));
    this.targets = [
      ...departments.map((one) => ({ kind: 'department', id: one.id, name: `${firm.get(one.company) ?? one.company} · ${one.name}` })),
      ...projects.map((one) => ({ kind: 'project', id: one.id, name: one.name })),
    ];
  }

  async #do(work) {
    this.busy = true;
    try {
      await work();
    } catch (problem) {
      toast(problem);
    }
    this.busy = false;
    await this.#read();
  }

  #add(event) {
    event.preventDefault();
    const [platform, account] = this.renderRoot.querySelector('[name=host]').value.split('|');
    const [kind, target] = this.renderRoot.querySelector('[name=target]').value.split('|');
    if (!account || !target) return;
    this.#do(() => api.post('managed-rooms', { platform, account, kind, target }));
  }

  async #despite(room) {
    const leaving = room.plan.leaving;
    if (!(await confirm(W.despite(leaving), { yes: W.go, danger: true }))) return;
    this.#do(() => api.post(`managed-rooms/${room.id}/keep`, { leaving }));
  }

  #decide(room) {
    const field = this.renderRoot.querySelector(`[name="there-${room.id}"]`);
    return (there) => this.#do(() => api.post(`managed-rooms/${room.id}/decide`, { conversation: there ? field.value : '' }));
  }

  async #remove(room) {
    if (!(await confirm(W.removeSure, { yes: W.remove, title: W.remove }))) return;
    this.#do(() => api.delete(`managed-rooms/${room.id}`));
  }

  render() {
    if (!this.items) return html`<div class="page"><sl-spinner></sl-spinner></div>`;
    return html`<div class="page">
      ${this.#writes ? this.#form() : nothing}
      <div class="head"><h2>${w('all')}</h2></div>
      <p class="quiet small">${w('why')}</p>
      ${this.items.length
        ? html`<div class="panel scroll-x">
            <table class="stack">
              <thead>
                <tr>
                  <th scope="col">${w('room')}</th>
                  <th scope="col">${w('state')}</th>
                  <th scope="col"><sl-visually-hidden>${w('keep')}</sl-visually-hidden></th>
                </tr>
              </thead>
              <tbody>
                ${this.items.map((room) => this.#row(room))}
              </tbody>
            </table>
          </div>`
        : html`<div class="panel empty"><sl-icon name="people"></sl-icon>${w('empty')}</div>`}
    </div>`;
  }

  #form() {
    if (!this.hosts) return nothing;
    if (!this.hosts.length) return html`<p class="quiet">${w('none')}</p>`;
    return html`<form class="panel pad" @submit=${(e) => this.#add(e)}>
      <sl-select name="host" size="small" label=${w('account')}>
        ${this.hosts.map(
          (host) => html`<sl-option value=${`${host.platform}|${host.account}`} ?disabled=${Boolean(host.problem)}>
            ${platformName(host.platform)} / ${host.account}${host.problem ? `：${t(host.problem)}` : ''}
          </sl-option>`,
        )}
      </sl-select>
      <sl-select name="target" size="small" label=${w('of')}>
        ${this.targets.map(
          (one) => html`<sl-option value=${`${one.kind}|${one.id}`}>${one.name} · ${w(one.kind)}</sl-option>`,
        )}
      </sl-select>
      <sl-button type="submit" size="small" variant="primary" ?disabled=${this.busy}>${w('add')}</sl-button>
    </form>`;
  }

  #row(room) {
    const { plan } = room;
    const planned = plan
      ? [
          plan.renamed && w('renamed'),
          plan.joining && w('joining', formatNumber(plan.joining)),
          plan.leaving && w('leaving', formatNumber(plan.leaving)),
          plan.unreached && w('unreached', formatNumber(plan.unreached)),
        ].filter(Boolean)
      : [];
    return html`<tr>
      <td data-label=${w('room')}>
        ${room.name ?? room.target}
        <p class="quiet small">
          ${platformName(room.platform)} / ${room.account} · ${w(room.kind)} · ${w('members', formatNumber(room.members))}
        </p>
      </td>
      <td data-label=${w('state')}>
        ${STATES[room.state] ? t(STATES[room.state]) : room.state}
        ${planned.length ? html`<p class="quiet small">${planned.join(' · ')}</p>` : nothing}
        ${room.why ? html`<p class="bad small">${t(room.why)}</p>` : nothing}
      </td>
      <td>${this.#writes ? this.#actions(room) : nothing}</td>
    </tr>`;
  }

  #actions(room) {
    return html`<div class="actions">
      ${room.state === 'braked'
        ? html`<sl-button size="small" variant="warning" @click=${() => this.#despite(room)}>${w('go')}</sl-button>`
        : nothing}
      ${room.state === 'unknown'
        ? html`<sl-input name=${`there-${room.id}`} size="small" label=${w('conversation')}></sl-input>
            <sl-button size="small" @click=${() => this.#decide(room)(true)}>${w('there')}</sl-button>
            <sl-button size="small" @click=${() => this.#decide(room)(false)}>${w('again')}</sl-button>`
        : nothing}
      <sl-button size="small" ?disabled=${this.busy} @click=${() => this.#do(() => api.post(`managed-rooms/${room.id}/keep`, {}))}>
        ${w('keep')}
      </sl-button>
      <sl-button size="small" variant="text" @click=${() => this.#remove(room)}>${w('remove')}</sl-button>
    </div>`;
  }
}
