// SPDX-License-Identifier: Apache-2.0
// The rules: a list with switches, an editor, and a box in which to try them.
import { css, html, nothing } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { ListPage, api, formatTime, query, session, setQuery, t, toast } from 'huitong';
import './rules-editor.js';
import './rules-evidence.js';
import { variantOf } from './rules-trial.js';
import {
  DELETE, TEXTS, counted, editLabel, moreWords, notInForce, platformName, priorityName, removeLabel, removeQuestion, switchLabel,
  typeName, w,
} from './rules-words.js';

const SHOWN_WORDS = 12;
const MOST_BEGUN = 10;
const BETWEEN = /[\s,.;:!?，。；：！？、]+/;

export default class RulesPage extends ListPage {
  static properties = {
    changes: { state: true },
    figures: { state: true },
  };

  static styles = [
    ListPage.styles,
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
      }
    `,
  ];

  path = 'rules';
  texts = TEXTS;

  get may() {
    const has = session()?.permissions ?? [];
    return has.includes('rules.write');
  }

  isFound({ name, note, tags, keywords, exceptions }, find) {
    return [name, note, ...tags, ...keywords, ...exceptions].some((text) => text.toLowerCase().includes(find));
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    clearTimeout(this.later);
  }

  followAddress() {
    super.followAddress();
    this.wanted = query().rule;
    this.#openWanted();
  }

  /** A rule that begins with what a message said: whoever writes it leaves the words that matter. */
  async #beginLike(message) {
    setQuery({});
    try {
      const { text } = await api.get(`messages/${encodeURIComponent(message)}`);
      const keywords = (text ?? '').split(BETWEEN).filter((word) => word.length > 1).slice(0, MOST_BEGUN);
      this.editing = { keywords };
    } catch (problem) {
      toast(problem);
    }
  }

  #openWanted() {
    const rule = this.wanted && this.list?.items.find((r) => String(r.id) === this.wanted || r.name === this.wanted);
    if (rule && this.may) this.editing = rule;
    else if (query().message && this.may && this.list) this.#beginLike(query().message);
  }

  async read() {
    await super.read();
    clearTimeout(this.later);
    if (this.problem) return;
    this.#openWanted();
    if (this.list.inForce !== this.list.snapshot) this.later = setTimeout(() => this.read(), 1_000);
    if (this.changes) this.#readChanges();
    this.#readFigures();
  }

  async #readFigures() {
    try {
      const { items } = await api.get('rules/figures');
      this.figures = new Map(items.map((one) => [one.id, one]));
    } catch (problem) {
      toast(problem);
    }
  }

  render() {
    const { list } = this;
    const beside =
      list && list.inForce !== list.snapshot
        ? html`<span class="quiet small" role="status">${notInForce(list.snapshot, list.inForce)}</span>`
        : nothing;
    return html`<div class="page">
      ${this.head(list ? counted(list.items.length, list.items.filter((r) => !r.enabled).length) : w('keywords'), beside)} ${this.trouble()}
      <div class="two">
        <div class="panel">${this.#rules()}</div>
        <div class="aside">
          <section class="panel pad" aria-labelledby="try">
            <h2 id="try">${w('tryHere')}</h2>
            <huitong-rules-trial edition=${list?.inForce ?? ''}></huitong-rules-trial>
          </section>
          ${this.may
            ? html`<sl-details summary=${t({ zh: '重新判断以前的消息', en: 'Judge earlier messages anew' })}
                ><huitong-judge-anew path="rules/judge"></huitong-judge-anew
              ></sl-details>`
            : nothing}
          <sl-details summary=${w('changes')} @sl-show=${this.#showChanges}>${this.#changeList()}</sl-details>
        </div>
      </div>
      ${this.editing
        ? html`<huitong-rules-editor
            .rule=${this.editing}
            .platforms=${[...new Set((list?.items ?? []).flatMap((r) => r.platforms))]}
            @saved=${this.saved}
            @closed=${this.closed}
          ></huitong-rules-editor>`
        : nothing}
    </div>`;
  }

  #rules() {
    const { shown } = this;
    if (!shown) return this.waiting();
    if (!shown.length) {
      return html`<div class="empty"><sl-icon name="funnel"></sl-icon>${this.find.trim() ? w('noMatch') : w('noRules')}</div>`;
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
        ?disabled=${!this.may}
        .checked=${rule.enabled}
        @sl-change=${(e) => this.#switch(rule, e.target)}
        ><sl-visually-hidden>${switchLabel(rule.name)}</sl-visually-hidden></sl-switch
      >
      <div class="body">
        <div class="title">
          ${this.may
            ? html`<button type="button" title=${w('edit')} @click=${() => this.edit(rule)}>${rule.name}</button>`
            : html`<strong>${rule.name}</strong>`}
          ${rule.priority ? html`<sl-badge pill variant=${variantOf(rule.priority)}>${priorityName(rule.priority)}</sl-badge>` : nothing}
          ${rule.tags.map((tag) => html`<sl-tag size="small" pill>${tag}</sl-tag>`)}
          ${rule.enabled ? nothing : html`<span class="quiet small">${w('off')}</span>`}
          ${rule.shadow ? html`<sl-badge pill variant="neutral" title=${w('shadowHelp')}>${w('shadow')}</sl-badge>` : nothing}
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
        <huitong-rules-evidence .rule=${rule} .figures=${this.figures?.get(rule.id)} ?may=${this.may} @told=${this.#readFigures}></huitong-rules-evidence>
      </div>
      ${this.may
        ? html`<div>
            <sl-icon-button name="pencil" label=${editLabel(rule.name)} @click=${() => this.edit(rule)}></sl-icon-button>
            <sl-icon-button name="trash" label=${removeLabel(rule.name)} @click=${() => this.removeItem(rule.id, removeQuestion(rule.name), DELETE)}></sl-icon-button>
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
    if (event.target.tagName === 'SL-DETAILS' && !this.changes) await this.#readChanges();
  }

  async #readChanges() {
    try {
      this.changes = (await api.get('rules/versions')).items;
    } catch (problem) {
      toast(problem);
    }
  }

  edit(rule) {
    super.edit(rule);
    if (rule.id) setQuery({ ...query(), rule: rule.id }, { push: true });
  }

  closed() {
    super.closed();
    this.wanted = null;
    setQuery({ ...query(), rule: undefined });
  }

  async #switch(rule, control) {
    await this.call(async () => {
      try {
        await api.put(`rules/${rule.id}`, { ...rule, enabled: control.checked });
      } catch (problem) {
        control.checked = rule.enabled;
        throw problem;
      }
    });
  }
}
