// SPDX-License-Identifier: Apache-2.0
// Messages that bear the mark of a state secret: that they are here, since when, and who has seen to them. No word of them.
import { LitElement, css, html, nothing } from 'lit';
import { api, confirm, formatTime, platformName, sheet, t, toast } from 'huitong';

const say = (zh, en) => ({ zh, en });

const W = {
  acknowledge: say('确认已处置', 'Acknowledge'),
  acknowledged: say('已确认', 'Acknowledged'),
  all: say('全部', 'All'),
  found: say('发现', 'Found'),
  id: say('编号', 'Id'),
  more: say('更多', 'More'),
  none: say('没有被隔离的消息', 'Nothing is in quarantine'),
  platform: say('平台', 'Platform'),
  sent: say('发送', 'Sent'),
  state: say('处置', 'State'),
  sure: say('请先按保密规定在来源平台处置。确认后不再在健康检查中提示，消息继续隔离。', 'See to it first on the platform that it came from. Acknowledged it is no longer told of in the health check, and stays in quarantine.'),
  why: say(
    '正文或文件名带有“秘密★”“机密★”“绝密★”的消息：任何人都看不到内容，不搜索、不推送、不归档、不导出。',
    'Messages that bear 秘密★, 机密★ or 绝密★ in their text or the name of a file: shown to nobody, not found, sent, archived or exported.',
  ),
};

const w = (name) => t(W[name]);

export default class QuarantinePage extends LitElement {
  static properties = {
    items: { state: true },
    next: { state: true },
  };

  static styles = [
    sheet,
    css`
      code {
        overflow-wrap: anywhere;
      }
    `,
  ];

  connectedCallback() {
    super.connectedCallback();
    this.#read();
  }

  async #read(before) {
    try {
      const page = await api.get(before ? `quarantine?before=${before}` : 'quarantine');
      this.items = before ? [...this.items, ...page.items] : page.items;
      this.next = page.next;
    } catch (problem) {
      toast(problem);
    }
  }

  render() {
    return html`<div class="page">
      <div class="head"><h2>${w('all')}</h2></div>
      <p class="quiet small">${w('why')}</p>
      <div class="panel">${this.#cases()}</div>
      ${this.next ? html`<p><sl-button size="small" @click=${() => this.#read(this.next)}>${w('more')}</sl-button></p>` : nothing}
    </div>`;
  }

  #cases() {
    if (!this.items) return html`<div class="pad"><sl-spinner></sl-spinner></div>`;
    if (!this.items.length) return html`<div class="empty"><sl-icon name="shield-check"></sl-icon>${w('none')}</div>`;
    return html`<table class="stack">
      <thead>
        <tr>
          ${['platform', 'sent', 'found', 'id', 'state'].map((name) => html`<th scope="col">${w(name)}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${this.items.map(
          (one) => html`<tr>
            <td data-label=${w('platform')}>${platformName(one.platform)}</td>
            <td data-label=${w('sent')}>${formatTime(one.sentAt)}</td>
            <td data-label=${w('found')}>${formatTime(one.foundAt)}</td>
            <td data-label=${w('id')}><code>${one.id}</code></td>
            <td data-label=${w('state')}>
              ${one.acknowledgedAt
                ? html`${w('acknowledged')} <span class="quiet">${one.acknowledgedBy} · ${formatTime(one.acknowledgedAt)}</span>`
                : html`<sl-button size="small" variant="warning" @click=${() => this.#acknowledge(one)}>${w('acknowledge')}</sl-button>`}
            </td>
          </tr>`,
        )}
      </tbody>
    </table>`;
  }

  async #acknowledge(one) {
    if (!(await confirm(W.sure, { yes: W.acknowledge, title: W.acknowledge }))) return;
    try {
      await api.post(`quarantine/${encodeURIComponent(one.id)}/acknowledge`);
    } catch (problem) {
      toast(problem);
    }
    await this.#read();
  }
}
