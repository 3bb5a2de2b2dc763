// SPDX-License-Identifier: Apache-2.0
// What staff are told: everybody reads it and says so; whoever is in charge writes it and sees who has not.
import { LitElement, css, html, nothing } from 'lit';
import { api, download, formatTime, platformName, session, sheet, t, toast } from 'huitong';

const say = (zh, en) => ({ zh, en });

const W = {
  account: say('账号', 'Account'),
  accounts: say('各账号', 'Accounts'),
  acknowledge: say('我已阅读并知悉', 'I have read it'),
  acknowledged: say('您已确认', 'You acknowledged it'),
  all: say('所有人都已确认', 'Everybody has acknowledged it'),
  assessment: say('影响评估结论', 'What the impact assessment found'),
  basis: say('处理依据', 'Lawful basis'),
  cancel: say('取消', 'Cancel'),
  departments: say('部门', 'Departments'),
  employee: say('工号', 'Employee'),
  lacking: say('还缺', 'Lacking'),
  live: say('正式', 'Live'),
  notice: say('告知书', 'Notice'),
  name: say('姓名', 'Name'),
  nobody: say('您的登录账号还没有关联通讯录里的人员，因此不能确认。', 'Your account is nobody’s in the directory yet, so there is nobody to acknowledge it.'),
  none: say('还没有发布告知书', 'No notice was published yet'),
  noneWhy: say(
    '发布后，这里写明单位收集哪些工作消息、为什么、谁可以看、保存多久，请您读后确认。',
    'Once there is one, it says here which messages of work are gathered, what for, who reads them and for how long; you are asked to say that you have read it.',
  ),
  noneYet: say(
    '员工会在这里读到并确认告知书。发布之前，各账号只能试用，不能转为正式。',
    'Staff will read and acknowledge it here. Until it is published accounts are in trial and cannot go live.',
  ),
  outstanding: say('尚未确认', 'Not acknowledged yet'),
  platform: say('平台', 'Platform'),
  publish: say('发布', 'Publish'),
  ready: say('可以转为正式', 'May go live'),
  state: say('状态', 'State'),
  test: say('试用', 'In trial'),
  text: say('告知内容：收集什么、为什么、谁可以看、保存多久、找谁', 'What is gathered, what for, who reads it, how long it is kept, whom to ask'),
  version: say('版本', 'Version'),
  write: say('起草新版本', 'Write another version'),
};

const BASES = {
  rules: say('按依法制定的劳动规章制度和集体合同实施人力资源管理所必需', 'Managing staff by lawful rules of labour'),
  contract: say('订立、履行合同所必需', 'Necessary for a contract'),
  duty: say('履行法定职责或义务所必需', 'A duty by law'),
  consent: say('取得个人同意（每个人都要确认）', 'Consent (everybody has to acknowledge)'),
};

const DOCUMENTS = {
  notice: say('个人信息处理告知书', 'Notice to staff'),
  'impact-assessment': say('影响评估说明', 'Note on the impact assessment'),
};

const w = (name) => t(W[name]);

export default class NoticePage extends LitElement {
  static properties = {
    own: { state: true },
    outstanding: { state: true },
    accounts: { state: true },
    draft: { state: true },
    busy: { state: true },
  };

  static styles = [
    sheet,
    css`
      .text {
        white-space: pre-wrap;
        overflow-wrap: anywhere;
        max-width: 46rem;
        margin: var(--sl-spacing-small) 0;
      }
      form {
        display: grid;
        gap: var(--sl-spacing-medium);
        max-width: 46rem;
      }
      form p {
        margin: 0;
      }
    `,
  ];

  connectedCallback() {
    super.connectedCallback();
    this.#read();
  }

  get #manages() {
    return session()?.permissions.includes('notice.manage');
  }

  async #read() {
    try {
      this.own = await api.get('notice');
      if (this.#manages) {
        [this.outstanding, this.accounts] = await Promise.all([api.get('notice/outstanding'), api.get('notice/accounts')]);
      }
    } catch (problem) {
      toast(problem);
    }
  }

  render() {
    if (!this.own) return html`<div class="page"><sl-spinner></sl-spinner></div>`;
    return html`<div class="page">
      ${this.draft ? this.#editor() : this.#notice()} ${this.#manages && !this.draft ? [this.#accounts(), this.#outstanding()] : nothing}
    </div>`;
  }

  #notice() {
    const { notice, acknowledgedAt } = this.own;
    return html`<div class="head">
        <h2>${notice ? `${w('version')} ${notice.version}` : w('notice')}</h2>
        <span class="push"></span>
        ${this.#manages
          ? html`${notice ? Object.keys(DOCUMENTS).map((name) => this.#document(name)) : nothing}
              <sl-button size="small" variant="primary" @click=${this.#write}>${w('write')}</sl-button>`
          : nothing}
      </div>
      ${notice
        ? html`<div class="panel pad">
            <p class="quiet small">${w('basis')}: ${t(notice.basisTitle)} · ${formatTime(notice.at)}</p>
            <p class="text">${notice.text}</p>
            ${acknowledgedAt
              ? html`<p class="quiet" role="status">${w('acknowledged')} · ${formatTime(acknowledgedAt)}</p>`
              : this.#acknowledging()}
          </div>`
        : html`<div class="panel empty">
            <sl-icon name="file-text"></sl-icon>${w('none')}
            <p class="quiet small">${w(this.#manages ? 'noneYet' : 'noneWhy')}</p>
          </div>`}`;
  }

  /** An account that is nobody's in the directory has nobody to say it for. */
  #acknowledging() {
    return session()?.person
      ? html`<sl-button variant="primary" ?loading=${this.busy} @click=${this.#acknowledge}>${w('acknowledge')}</sl-button>`
      : html`<p class="quiet">${w('nobody')}</p>`;
  }

  #document(name) {
    const title = t(DOCUMENTS[name]);
    return html`<sl-button size="small" @click=${() => download(`documents/${name}.docx`, `${title}.docx`).catch(toast)}>
      <sl-icon slot="prefix" name="download"></sl-icon>${title}
    </sl-button>`;
  }

  #editor() {
    return html`<form class="panel pad" @submit=${this.#publish}>
      <sl-select label=${w('basis')} name="basis" value=${this.draft.basis}>
        ${Object.entries(BASES).map(([word, title]) => html`<sl-option value=${word}>${t(title)}</sl-option>`)}
      </sl-select>
      <sl-textarea label=${w('text')} name="text" rows="10" maxlength="20000" required .value=${this.draft.text}></sl-textarea>
      <sl-textarea label=${w('assessment')} name="assessment" rows="6" maxlength="20000" required .value=${this.draft.assessment}></sl-textarea>
      <p>
        <sl-button type="submit" variant="primary" ?loading=${this.busy}>${w('publish')}</sl-button>
        <sl-button @click=${() => (this.draft = undefined)}>${w('cancel')}</sl-button>
      </p>
    </form>`;
  }

  #accounts() {
    if (!this.accounts?.items.length) return nothing;
    return html`<div class="head"><h2>${w('accounts')}</h2></div>
      <div class="panel">
        <table class="stack">
          <thead>
            <tr>
              ${['platform', 'account', 'state', 'lacking'].map((name) => html`<th scope="col">${w(name)}</th>`)}
            </tr>
          </thead>
          <tbody>
            ${this.accounts.items.map(
              (one) => html`<tr>
                <td data-label=${w('platform')}>${platformName(one.platform)}</td>
                <td data-label=${w('account')}>${one.account}</td>
                <td data-label=${w('state')}>${one.live ? w('live') : w('test')}</td>
                <td data-label=${w('lacking')}>${one.lacking ? t(one.lacking) : one.live ? '' : w('ready')}</td>
              </tr>`,
            )}
          </tbody>
        </table>
      </div>`;
  }

  #outstanding() {
    if (!this.outstanding || !this.own.notice) return nothing;
    return html`<div class="head"><h2>${w('outstanding')} (${this.outstanding.count})</h2></div>
      <div class="panel">
        ${this.outstanding.items.length
          ? html`<table class="stack">
              <thead>
                <tr>
                  ${['employee', 'name', 'departments'].map((name) => html`<th scope="col">${w(name)}</th>`)}
                </tr>
              </thead>
              <tbody>
                ${this.outstanding.items.map(
                  (one) => html`<tr>
                    <td data-label=${w('employee')}>${one.employee}</td>
                    <td data-label=${w('name')}>${one.name}</td>
                    <td data-label=${w('departments')}>${one.departments.join('、')}</td>
                  </tr>`,
                )}
              </tbody>
            </table>`
          : html`<div class="empty"><sl-icon name="check2-all"></sl-icon>${w('all')}</div>`}
      </div>`;
  }

  #write() {
    const { notice } = this.own;
    this.draft = { version: notice?.version ?? 0, basis: notice?.basis ?? 'rules', text: notice?.text ?? '', assessment: notice?.assessment ?? '' };
  }

  async #publish(event) {
    event.preventDefault();
    const field = (name) => event.target.querySelector(`[name=${name}]`).value;
    await this.#run(() =>
      api.post('notice', { version: this.draft.version, basis: field('basis'), text: field('text'), assessment: field('assessment') }).then(() => (this.draft = undefined)),
    );
  }

  #acknowledge() {
    return this.#run(() => api.post('notice/acknowledge', { version: this.own.notice.version }));
  }

  async #run(act) {
    this.busy = true;
    try {
      await act();
    } catch (problem) {
      toast(problem);
    }
    this.busy = false;
    await this.#read();
  }
}
