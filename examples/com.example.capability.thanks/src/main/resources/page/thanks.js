// SPDX-License-Identifier: Apache-2.0
// Messages that say thanks, and how many there are.
import { LitElement, html, nothing } from 'lit';
import { api, formatTime, platformName, sheet, t, toast } from 'huitong';

export default class ThanksPage extends LitElement {
  static properties = { items: { state: true }, next: { state: true }, job: { state: true } };
  static styles = [sheet];

  connectedCallback() {
    super.connectedCallback();
    this.#read();
  }

  async #read(before) {
    try {
      const page = await api.get(before ? `thanks?before=${before}` : 'thanks');
      this.items = before ? [...this.items, ...page.items] : page.items;
      this.next = page.next;
    } catch (problem) {
      toast(problem);
    }
  }

  async #count() {
    try {
      this.job = (await api.post('thanks/count')).id;
    } catch (problem) {
      toast(problem);
    }
  }

  render() {
    return html`<div class="page">
      <div class="head">
        <h2>${t({ zh: '全部致谢', en: 'All thanks' })}</h2>
        <span class="push"></span>
        <sl-button size="small" @click=${this.#count}>${t({ zh: '统计', en: 'Count' })}</sl-button>
      </div>
      ${this.job ? html`<huitong-job .job=${this.job}></huitong-job>` : nothing}
      <div class="panel">${this.#list()}</div>
      ${this.next ? html`<p><sl-button size="small" @click=${() => this.#read(this.next)}>${t({ zh: '更多', en: 'More' })}</sl-button></p>` : nothing}
    </div>`;
  }

  #list() {
    if (!this.items) return html`<div class="pad"><sl-spinner></sl-spinner></div>`;
    if (!this.items.length) return html`<div class="empty">${t({ zh: '还没有人致谢', en: 'Nobody has said thanks yet' })}</div>`;
    return html`<table class="stack">
      <tbody>
        ${this.items.map(
          (one) => html`<tr>
            <td>${platformName(one.platform)}</td>
            <td><strong>${one.sender}</strong></td>
            <td>${one.text}</td>
            <td class="quiet">${formatTime(one.sentAt, 'short')}</td>
          </tr>`,
        )}
      </tbody>
    </table>`;
  }
}
