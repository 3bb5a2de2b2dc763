// SPDX-License-Identifier: Apache-2.0
import { LitElement, css, html, nothing } from 'lit';
import { api, confirm, formatNumber, formatTime, partName, plural, sentence, sheet, t, toast } from 'huitong';
import { refreshing } from './refreshing.js';

/** How far every reader has come, and what each stage still owes. */
class ReaderBoard extends LitElement {
  static properties = { _board: { state: true }, _parked: { state: true }, _problem: { state: true } };

  static styles = [
    sheet,
    css`
      :host {
        display: grid;
        gap: 1.25rem;
      }
      section {
        display: grid;
        gap: 0.5rem;
        grid-template-columns: minmax(0, 1fr);
      }
      .state {
        display: inline-flex;
        gap: 0.4rem;
        align-items: center;
        white-space: nowrap;
      }
      .dot {
        width: 8px;
        height: 8px;
        border-radius: 50%;
        background: var(--huitong-good);
      }
      [data-tone='fair'] .dot {
        background: var(--huitong-fair);
      }
      [data-tone='bad'] .dot {
        background: var(--huitong-bad);
      }
      td:last-child:not([colspan]) {
        white-space: nowrap;
        text-align: end;
      }
      .plain {
        font: inherit;
        background: none;
        border: 0;
        padding: 0 0.25rem;
        color: var(--sl-color-primary-700);
        text-decoration: underline;
        cursor: pointer;
      }
      .failure {
        max-width: 40rem;
        overflow-wrap: anywhere;
        white-space: normal;
      }
      .parked td {
        background: var(--huitong-canvas);
      }
      .parked div {
        display: flex;
        gap: 0.75rem;
        align-items: center;
        justify-content: space-between;
        padding: 0.125rem 0;
        text-align: start;
        white-space: normal;
      }
    `,
  ];

  connectedCallback() {
    super.connectedCallback();
    this.end = refreshing(() => this.#read(), 4_000);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.end();
  }

  async #read() {
    try {
      this._board = await api.get('readers');
      this._problem = undefined;
    } catch (problem) {
      this._problem = problem;
    }
  }

  render() {
    if (!this._board) {
      return html`<div class="panel empty">${this._problem ? sentence(this._problem) : html`<sl-spinner></sl-spinner>`}</div>`;
    }
    return html`${this.#readers()} ${this.#stages()}`;
  }

  #readers() {
    return html`<section>
      <h2>${t({ zh: '读者', en: 'Readers' })}</h2>
      <div class="panel scroll-x">
        <table class="stack">
          <thead>
            <tr>
              <th>${t({ zh: '名称', en: 'Name' })}</th>
              <th>${t({ zh: '状态', en: 'State' })}</th>
              <th class="number">${t({ zh: '读到', en: 'Read up to' })}</th>
              <th class="number">${t({ zh: '落后', en: 'Behind' })}</th>
              <th class="number">${t({ zh: '搁置', en: 'Parked' })}</th>
              <th>${t({ zh: '等待阶段', en: 'Waits for' })}</th>
              <th><sl-visually-hidden>${t({ zh: '操作', en: 'Actions' })}</sl-visually-hidden></th>
            </tr>
          </thead>
          <tbody>
            ${this._board.items.length === 0
              ? html`<tr><td colspan="7" class="empty">${t({ zh: '还没有读者。', en: 'There are no readers yet.' })}</td></tr>`
              : this._board.items.map((reader) => this.#reader(reader))}
          </tbody>
        </table>
      </div>
    </section>`;
  }

  #reader(reader) {
    const [tone, said] = !reader.present
      ? ['bad', { zh: '不在', en: 'Away' }]
      : !reader.alive
        ? ['bad', { zh: '已停止', en: 'Stopped' }]
        : reader.tries > 0
          ? ['bad', { zh: `出错，已重试 ${reader.tries} 次`, en: `Failing, ${plural(reader.tries, 'try', 'tries')}` }]
          : reader.lag > 0
            ? ['fair', { zh: '正在追赶', en: 'Catching up' }]
            : ['good', { zh: '跟上了', en: 'Up to date' }];
    return html`<tr>
        <td>
          ${partName(reader.name)}
          ${reader.failedAt
            ? html`<div class="quiet failure">
                ${t({ zh: '上次出错', en: 'Last failure' })} ${formatTime(reader.failedAt)} · ${reader.lastFailure}
              </div>`
            : nothing}
        </td>
        <td><span class="state" data-tone=${tone}><i class="dot"></i>${t(said)}</span></td>
        <td class="number" data-label=${t({ zh: '读到', en: 'Read up to' })}>${formatNumber(reader.cursor)}</td>
        <td class="number" data-label=${t({ zh: '落后', en: 'Behind' })}>${formatNumber(reader.lag)}</td>
        <td class="number" data-label=${t({ zh: '搁置', en: 'Parked' })}>
          ${reader.parked
            ? html`<button class="plain" @click=${() => this.#show(reader.name)}>${formatNumber(reader.parked)}</button>`
            : 0}
        </td>
        <td data-label=${t({ zh: '等待阶段', en: 'Waits for' })}>${partName(reader.waitsFor) || '–'}</td>
        <td>
          <sl-button size="small" ?disabled=${!reader.present} @click=${() => this.#replay(reader)}>
            <sl-icon slot="prefix" name="arrow-counterclockwise"></sl-icon>${t({ zh: '从头重放', en: 'Replay' })}
          </sl-button>
        </td>
      </tr>
      ${this._parked?.reader === reader.name
        ? html`<tr class="parked">
            <td colspan="7">
              ${this._parked.items.map(
                (entry) => html`<div>
                  <span>
                    <b class="number">#${entry.seq}</b> ${entry.reason}
                    <span class="quiet">
                      · ${t({ zh: `${entry.tries} 次`, en: plural(entry.tries, 'try', 'tries') })} · ${formatTime(entry.since)}
                    </span>
                  </span>
                  <sl-button size="small" @click=${() => this.#retry(reader.name, entry.seq)}>${t({ zh: '再试', en: 'Try again' })}</sl-button>
                </div>`,
              )}
            </td>
          </tr>`
        : nothing}`;
  }

  #stages() {
    return html`<section>
      <h2>${t({ zh: '阶段', en: 'Stages' })}</h2>
      <div class="panel scroll-x">
        <table class="stack">
          <thead>
            <tr>
              <th>${t({ zh: '名称', en: 'Name' })}</th>
              <th>${t({ zh: '状态', en: 'State' })}</th>
              <th class="number">${t({ zh: '版本', en: 'Version' })}</th>
              <th>${t({ zh: '快照', en: 'Snapshot' })}</th>
              <th class="number">${t({ zh: '欠判断', en: 'Owed' })}</th>
              <th class="number">${t({ zh: '超时', en: 'Late' })}</th>
            </tr>
          </thead>
          <tbody>
            ${this._board.stages.length === 0
              ? html`<tr><td colspan="6" class="empty">${t({ zh: '还没有阶段。', en: 'There are no stages yet.' })}</td></tr>`
              : this._board.stages.map(
                  (stage) => html`<tr>
                    <td>${partName(stage.name)}</td>
                    <td>
                      <span class="state" data-tone=${stage.present ? (stage.owed ? 'fair' : 'good') : 'bad'}
                        ><i class="dot"></i>${stage.present
                          ? stage.owed
                            ? t({ zh: '正在补做', en: 'Making up' })
                            : t({ zh: '在', en: 'Running' })
                          : t({ zh: '不在', en: 'Away' })}</span
                      >
                    </td>
                    <td class="number" data-label=${t({ zh: '版本', en: 'Version' })}>${stage.version}</td>
                    <td data-label=${t({ zh: '快照', en: 'Snapshot' })}>${stage.snapshot}</td>
                    <td class="number" data-label=${t({ zh: '欠判断', en: 'Owed' })}>${formatNumber(stage.owed)}</td>
                    <td class="number" data-label=${t({ zh: '超时', en: 'Late' })}>${formatNumber(stage.late)}</td>
                  </tr>`,
                )}
          </tbody>
        </table>
      </div>
    </section>`;
  }

  async #show(reader) {
    if (this._parked?.reader === reader) {
      this._parked = undefined;
      return;
    }
    try {
      this._parked = { reader, items: (await api.get(`readers/${encodeURIComponent(reader)}/parked`)).items };
    } catch (problem) {
      toast(problem);
    }
  }

  async #retry(reader, seq) {
    try {
      const { taken } = await api.post(`readers/${encodeURIComponent(reader)}/retry`, { seq });
      if (taken) {
        this._parked = { reader, items: this._parked.items.filter((entry) => entry.seq !== seq) };
        toast({ zh: '这次处理了。', en: 'Taken this time.' });
      } else {
        toast({ zh: '又被拒绝，仍然搁置。', en: 'Refused again; it stays parked.' }, 'warning');
      }
      this.#read();
    } catch (problem) {
      toast(problem);
    }
  }

  async #replay(reader) {
    const sure = await confirm(
      {
        zh: `把 ${formatNumber(reader.cursor)} 条记录重新交给“${partName(reader.name)}”？它会知道这些是重放的，不会因此提醒任何人。`,
        en: `Hand ${plural(reader.cursor, 'entry', 'entries')} to “${partName(reader.name)}” again? It is told that this is a replay and alarms nobody.`,
      },
      { yes: { zh: '从头重放', en: 'Replay' } },
    );
    if (sure) {
      try {
        await api.post(`readers/${encodeURIComponent(reader.name)}/replay`, { seq: 0 });
        this.#read();
      } catch (problem) {
        toast(problem);
      }
    }
  }
}

customElements.define('huitong-reader-board', ReaderBoard);
