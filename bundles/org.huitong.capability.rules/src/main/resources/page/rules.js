// SPDX-License-Identifier: Apache-2.0
// The rules: a list with switches, an editor, and a box in which to try them.
import { LitElement, css, html, nothing } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { ProblemError, api, confirm, formatTime, query, session, setQuery, sheet, shortcut, t, toast } from 'huitong';
import './rules-editor.js';
import { variantOf } from './rules-trial.js';
import {
  DELETE, counted, editLabel, moreWords, notInForce, platformName, priorityName, removeLabel, removeQuestion, switchLabel, typeName, w,
} from './rules-words.js';

const SHOWN_WORDS = 12;

export default class RulesPage extends LitElement {
  static properties = {
    list: { state: true },
    find: { state: true },
    editing: { state: true },
    changes: { state: true },
    problem: { state: true },
  };

  static styles = [
    sheet,
    css`
      .two {
        display: grid;
        gap: 1.25rem;
        grid-template-columns: minmax(0, 1fr) minmax(17rem, 24rem);
        align-items: start;
      }
      .aside {
        position: sticky;
        top: 1rem;
        display: grid;
        gap: 0.75rem;
        grid-template-columns: minmax(0, 1fr);
      }
      .aside section {
        display: grid;
        gap: 0.5rem;
        grid-template-columns: minmax(0, 1fr);
      }
      .find {
        flex: 0 1 16rem;
      }
      .find::part(form-control-label) {
        position: absolute;
        clip-path: inset(50%);
      }
      ul.rules,
      ol {
        margin: 0;
        padding: 0;
        list-style: none;
      }
      ul.rules > li {
        display: grid;
        grid-template-columns: auto minmax(0, 1fr) auto;
        gap: 0.25rem 0.75rem;
        padding: 0.75rem 1rem;
        border-bottom: 1px solid var(--huitong-line);
      }
      ul.rules > li:last-child {
        border-bottom: 0;
      }
      li.off .body {
        color: var(--huitong-quiet);
      }
      .title {
        display: flex;
        flex-wrap: wrap;
        gap: 0.375rem 0.5rem;
        align-items: center;
      }
      .title button {
        font: inherit;
        font-weight: 600;
        color: inherit;
        background: none;
        border: 0;
        padding: 0;
        cursor: pointer;
        text-align: start;
      }
      .title button:hover {
        text-decoration: underline;
      }
      .words {
        margin-top: 0.25rem;
        overflow-wrap: anywhere;
      }
      .words span + span::before {
        content: ' · ';
        color: var(--huitong-quiet);
      }
      ol li {
        display: flex;
        flex-wrap: wrap;
        gap: 0 0.75rem;
        padding: 0.25rem 0;
      }
      @media (max-width: 60rem) {
        .two {
          grid-template-columns: minmax(0, 1fr);
        }
        .aside {
          position: static;
        }
      }
      @media (max-width: 40rem) {
        ul.rules > li {
          padding: 0.75rem;
        }
        .find {
          flex: 1 1 100%;
        }
      }
    `,
  ];

  #ends = [];

  connectedCallback() {
    super.connectedCallback();
    this.#followAddress();
    const moved = () => this.#followAddress();
    addEventListener('huitong:query', moved);
    this.#ends = [
      () => removeEventListener('huitong:query', moved),
      shortcut('n', { zh: '新建规则', en: 'New rule' }, () => this.#may && this.#edit({})),
      shortcut('/', { zh: '查找规则', en: 'Find a rule' }, () => this.renderRoot.querySelector('.find')?.focus()),
    ];
    this.#read();
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.#ends.forEach((end) => end());
    clearTimeout(this.later);
  }

  get #may() {
    const has = session()?.permissions ?? [];
    return has.includes('rules.write') || has.includes('hub.administer');
  }

  #followAddress() {
    const { q = '', rule } = query();
    this.find = q;
    this.wanted = rule;
    this.#openWanted();
  }

  #openWanted() {
    const rule = this.wanted && this.list?.items.find((r) => String(r.id) === this.wanted || r.name === this.wanted);
    if (rule && this.#may) this.editing = rule;
  }

  async #read() {
    try {
      this.list = await api.get('rules');
      this.problem = null;
      this.#openWanted();
      clearTimeout(this.later);
      if (this.list.inForce !== this.list.snapshot) this.later = setTimeout(() => this.#read(), 1_000);
      if (this.changes) this.changes = (await api.get('rules/versions')).items;
    } catch (problem) {
      this.problem = problem instanceof ProblemError ? problem.detail : String(problem);
    }
  }

  render() {
    return html`<div class="page">
      <div class="head">
        <h2>${this.list ? counted(this.list.items.length, this.list.items.filter((r) => !r.enabled).length) : w('keywords')}</h2>
        ${this.list && this.list.inForce !== this.list.snapshot
          ? html`<span class="quiet small" role="status">${notInForce(this.list.snapshot, this.list.inForce)}</span>`
          : nothing}
        <sl-input
          class="find push"
          size="small"
          type="search"
          clearable
          placeholder=${w('find')}
          label=${w('find')}
          .value=${this.find}
          @sl-input=${(e) => this.#search(e.target.value)}
        >
          <sl-icon slot="prefix" name="search"></sl-icon>
        </sl-input>
        ${this.#may
          ? html`<sl-button size="small" variant="primary" class="add" @click=${() => this.#edit({})}>
              <sl-icon slot="prefix" name="plus-lg"></sl-icon>${w('add')}
            </sl-button>`
          : nothing}
      </div>
      ${this.problem
        ? html`<sl-alert open variant="danger">${this.problem} <sl-button size="small" @click=${this.#read}>${w('retry')}</sl-button></sl-alert>`
        : nothing}
      <div class="two">
        <div class="panel">${this.#rules()}</div>
        <div class="aside">
          <section class="panel pad" aria-labelledby="try">
            <h2 id="try">${w('tryHere')}</h2>
            <huitong-rules-trial edition=${this.list?.inForce ?? ''}></huitong-rules-trial>
          </section>
          <sl-details summary=${w('changes')} @sl-show=${this.#showChanges}>${this.#changeList()}</sl-details>
        </div>
      </div>
      ${this.editing
        ? html`<huitong-rules-editor
            .rule=${this.editing}
            .platforms=${[...new Set((this.list?.items ?? []).flatMap((r) => r.platforms))]}
            @saved=${this.#saved}
            @closed=${this.#closed}
          ></huitong-rules-editor>`
        : nothing}
    </div>`;
  }

  #rules() {
    if (!this.list) return this.problem ? nothing : html`<div class="empty"><sl-spinner></sl-spinner></div>`;
    const find = this.find.trim().toLowerCase();
    const shown = this.list.items.filter((rule) => !find || matches(rule, find));
    if (!shown.length) {
      return html`<div class="empty"><sl-icon name="funnel"></sl-icon>${find ? w('noMatch') : w('noRules')}</div>`;
    }
    return html`<ul class="rules">
      ${repeat(shown, (rule) => rule.id, (rule) => this.#rule(rule))}
    </ul>`;
  }

  #rule(rule) {
    const scope = [...rule.platforms.map(platformName), ...rule.types.map(typeName)];
    return html`<li class=${rule.enabled ? '' : 'off'}>
      <sl-switch
        size="small"
        aria-label=${switchLabel(rule.name)}
        title=${w('enabled')}
        ?disabled=${!this.#may}
        .checked=${rule.enabled}
        @sl-change=${(e) => this.#switch(rule, e.target)}
        ><sl-visually-hidden>${switchLabel(rule.name)}</sl-visually-hidden></sl-switch
      >
      <div class="body">
        <div class="title">
          ${this.#may
            ? html`<button type="button" title=${w('edit')} @click=${() => this.#edit(rule)}>${rule.name}</button>`
            : html`<strong>${rule.name}</strong>`}
          ${rule.priority ? html`<sl-badge pill variant=${variantOf(rule.priority)}>${priorityName(rule.priority)}</sl-badge>` : nothing}
          ${rule.tags.map((tag) => html`<sl-tag size="small" pill>${tag}</sl-tag>`)}
          ${rule.enabled ? nothing : html`<span class="quiet small">${w('off')}</span>`}
        </div>
        <div class="words">
          ${rule.keywords.slice(0, SHOWN_WORDS).map((word) => html`<span>${word}</span>`)}
          ${rule.keywords.length > SHOWN_WORDS ? html`<span class="quiet">${moreWords(rule.keywords.length - SHOWN_WORDS)}</span>` : nothing}
        </div>
        ${rule.exceptions.length
          ? html`<div class="words small quiet">
              ${w('exceptions')}${t({ zh: '：', en: ': ' })}${rule.exceptions.slice(0, SHOWN_WORDS).map((word) => html`<span>${word}</span>`)}
              ${rule.exceptions.length > SHOWN_WORDS ? html`<span>${moreWords(rule.exceptions.length - SHOWN_WORDS)}</span>` : nothing}
            </div>`
          : nothing}
        ${scope.length ? html`<div class="small quiet">${scope.join(' · ')}</div>` : nothing}
        ${rule.note ? html`<div class="small quiet">${rule.note}</div>` : nothing}
      </div>
      ${this.#may
        ? html`<div>
            <sl-icon-button name="pencil" label=${editLabel(rule.name)} @click=${() => this.#edit(rule)}></sl-icon-button>
            <sl-icon-button name="trash" label=${removeLabel(rule.name)} @click=${() => this.#remove(rule)}></sl-icon-button>
          </div>`
        : nothing}
    </li>`;
  }

  #changeList() {
    if (!this.changes) return html`<sl-spinner></sl-spinner>`;
    return html`<ol class="small">
      ${this.changes.map(
        (change) => html`<li>
          <span class="number">${change.snapshot}</span><span>${change.what}</span>
          <span class="quiet">${change.by}${change.version > 1 ? html` · ${formatTime(change.at)}` : nothing}</span>
        </li>`,
      )}
    </ol>`;
  }

  async #showChanges(event) {
    if (event.target.tagName !== 'SL-DETAILS' || this.changes) return;
    try {
      this.changes = (await api.get('rules/versions')).items;
    } catch (problem) {
      toast(problem);
    }
  }

  #search(text) {
    this.find = text;
    setQuery({ ...query(), q: text });
  }

  #edit(rule) {
    this.editing = rule;
    if (rule.id) setQuery({ ...query(), rule: rule.id }, { push: true });
  }

  #saved() {
    toast(w('saved'));
    this.#read();
  }

  #closed() {
    this.editing = null;
    this.wanted = null;
    setQuery({ ...query(), rule: undefined });
  }

  async #switch(rule, control) {
    try {
      await api.put(`rules/${rule.id}`, { ...rule, enabled: control.checked });
    } catch (problem) {
      control.checked = rule.enabled;
      toast(problem);
    }
    this.#read();
  }

  async #remove(rule) {
    if (!(await confirm(removeQuestion(rule.name), { yes: DELETE, danger: true }))) return;
    try {
      await api.delete(`rules/${rule.id}`);
    } catch (problem) {
      toast(problem);
    }
    this.#read();
  }
}

function matches(rule, find) {
  return [rule.name, rule.note, ...rule.tags, ...rule.keywords, ...rule.exceptions].some((text) => text.toLowerCase().includes(find));
}
