// SPDX-License-Identifier: Apache-2.0
// 《任务跟踪表》 comes back edited: what that would do, line by line, and that it is done.
import { LitElement, css, html, nothing } from 'lit';
import { api, download, sentence, sheet, t } from 'huitong';
import { stateName } from './tasks-words.js';

const say = (zh, en) => () => t({ zh, en });

const WORDS = {
  title: say('任务跟踪表', 'Table of tasks'),
  help: say(
    '下载 xlsx，在 Excel 或 WPS 里修改任务、部门、负责人、截止时间、状态，再上传。可以排序、删行、调整列；不要删除隐藏的两列。上传后先看差异，确认后才修改。',
    'Take out the xlsx, edit task, department, assignee, due and state in Excel or WPS, and upload it. Lines may be sorted and left out, columns moved; leave the two hidden ones. You see the difference first; nothing is changed until you confirm.',
  ),
  download: say('下载任务跟踪表', 'Take out the table'),
  choose: say('上传改过的表', 'Upload the edited table'),
  nothing: say('表里没有修改', 'Nothing was edited'),
  confirm: say('确认修改', 'Change them'),
  close: say('关闭', 'Close'),
  row: say('行', 'Line'),
  task: say('任务', 'Task'),
  edits: say('修改', 'What was edited'),
  unknown: say('没有这个任务，或您无权查看', 'There is no such task, or you may not see it'),
  nobody: say('空', 'empty'),
};
const w = (name) => WORDS[name]();
const VERDICTS = {
  change: ['success', say('将修改', 'will be done')],
  conflict: ['warning', say('有冲突', 'conflict')],
  fixed: ['neutral', say('不能在表中改', 'not by the table')],
  refused: ['danger', say('无权修改', 'not yours to do')],
  unclear: ['danger', say('看不懂', 'unclear')],
};

const STATES = ['open', 'doing', 'done', 'cancelled'];

class TasksTable extends LitElement {
  static properties = { told: { state: true }, job: { state: true }, busy: { state: true }, problem: { state: true } };

  static styles = [
    sheet,
    css`
      sl-dialog {
        --width: min(60rem, 96vw);
      }
      .row {
        display: flex;
        flex-wrap: wrap;
        gap: 0.75rem;
        align-items: center;
      }
      .edit {
        overflow-wrap: anywhere;
        padding: 0.125rem 0;
      }
      td {
        vertical-align: top;
      }
    `,
  ];

  #file;

  render() {
    return html`<sl-dialog open label=${w('title')} @sl-after-hide=${this.#hidden}>
      <p class="quiet small">${w('help')}</p>
      <div class="row">
        <sl-button size="small" @click=${this.#takeOut}><sl-icon slot="prefix" name="download"></sl-icon>${w('download')}</sl-button>
        <label class="small">${w('choose')} <input type="file" accept=".xlsx" ?disabled=${this.busy} @change=${this.#chosen} /></label>
        ${this.busy ? html`<sl-spinner></sl-spinner>` : nothing}
      </div>
      <div role="status">
        ${this.problem ? html`<sl-alert open variant="danger">${sentence(this.problem)}</sl-alert>` : nothing} ${this.told ? this.#summary(this.told) : nothing}
      </div>
      ${this.job ? html`<huitong-job .job=${this.job} @over=${this.#changed}></huitong-job>` : this.told?.lines.length ? this.#lines(this.told.lines) : nothing}
      ${this.told?.changes && !this.job
        ? html`<sl-button slot="footer" variant="primary" ?loading=${this.busy} @click=${this.#confirm}>${w('confirm')} (${this.told.changes})</sl-button>`
        : nothing}
      <sl-button slot="footer" @click=${() => this.renderRoot.querySelector('sl-dialog').hide()}>${w('close')}</sl-button>
    </sl-dialog>`;
  }

  #hidden(event) {
    if (event.target.localName === 'sl-dialog') this.dispatchEvent(new CustomEvent('closed'));
  }

  #changed() {
    this.dispatchEvent(new CustomEvent('changed'));
  }

  #takeOut() {
    download('documents/task-table.xlsx', 'task-table.xlsx').catch((problem) => (this.problem = problem));
  }

  async #chosen(event) {
    [this.#file] = event.target.files;
    event.target.value = '';
    if (!this.#file) return;
    this.told = null;
    this.job = null;
    await this.#call(async () => (this.told = await api.post('task-table', this.#file)));
  }

  async #confirm() {
    await this.#call(async () => (this.job = (await api.post(`task-table?confirm=${this.told.confirm}`, this.#file)).job));
  }

  async #call(what) {
    this.busy = true;
    this.problem = null;
    try {
      await what();
    } catch (problem) {
      this.problem = problem;
    }
    this.busy = false;
  }

  #summary(told) {
    const { lines, untouched, without, changes } = told;
    if (!lines.length && !without.length) return html`<p>${w('nothing')}</p>`;
    return html`<p>
      ${t({
        zh: `${changes} 个任务将被修改，${untouched} 行没有改动。`,
        en: `${changes} tasks will be changed, ${untouched} lines are as they were.`,
      })}
      ${without.length
        ? t({
            zh: `第 ${without.join('、')} 行没有汇通编号，不会新建任务。`,
            en: `Lines ${without.join(', ')} have no id of Huitong; no task is made of them.`,
          })
        : nothing}
    </p>`;
  }

  #lines(lines) {
    return html`<table class="stack">
      <thead><tr><th scope="col">${w('row')}</th><th scope="col">${w('task')}</th><th scope="col">${w('edits')}</th></tr></thead>
      <tbody>
        ${lines.map(
          (line) => html`<tr>
            <td data-label=${w('row')} class="number">${line.row}</td>
            <td>${line.task ? html`<strong>${line.title}</strong> <span class="quiet small">${line.code}</span>` : html`<span class="quiet">${w('unknown')}</span>`}</td>
            <td>${line.changes.map((change) => this.#change(change))}</td>
          </tr>`,
        )}
      </tbody>
    </table>`;
  }

  #change(change) {
    const [variant, words] = VERDICTS[change.verdict];
    const names = { ...Object.fromEntries(STATES.map((state) => [state, stateName(state)])), yes: t({ zh: '是', en: 'yes' }) };
    const shown = (text) => (['state', 'supervised'].includes(change.field) ? names[text] : null) ?? (text || w('nobody'));
    return html`<div class="edit">
      <sl-tag size="small" pill variant=${variant}>${words()}</sl-tag> ${t(change.name)}：${shown(change.before)} → <strong>${shown(change.after)}</strong>
      ${change.why ? html`<div class="quiet small">${t(change.why)}</div>` : nothing}
    </div>`;
  }
}

if (!customElements.get('huitong-tasks-table')) customElements.define('huitong-tasks-table', TasksTable);
