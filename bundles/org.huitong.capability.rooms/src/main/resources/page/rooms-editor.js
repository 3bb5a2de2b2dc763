// SPDX-License-Identifier: Apache-2.0
// One mapping in a dialog.
import { html, nothing } from 'lit';
import { Editor, ProblemError, api } from 'huitong';
import { platformName, platforms, w } from './rooms-words.js';

const lines = (text) => text.split(/\r?\n/).map((line) => line.trim()).filter(Boolean);

class RoomsEditor extends Editor {
  static properties = {
    /** The line to edit; one without an id is new. */
    line: { attribute: false },
    /** Platforms that other lines name. */
    platforms: { attribute: false },
    recent: { state: true },
  };

  #departments;

  willUpdate(changed) {
    if (changed.has('line')) {
      const { conversation, ...rest } = this.line;
      this.begin({
        platform: platforms()[0] ?? '',
        tenant: '',
        account: '',
        project: '',
        company: '',
        note: '',
        departments: [],
        ...rest,
        conversation: conversation && conversation !== '*' ? conversation : '',
      });
      this.#departments = this.draft.departments.join('\n');
    }
  }

  firstUpdated() {
    super.firstUpdated();
    if (!this.draft.id) this.#look();
  }

  /** Whoever may not read messages writes the ids by hand. */
  async #look() {
    try {
      const { items } = await api.get('messages?limit=200');
      const seen = new Map();
      for (const { platform, tenant, conversation, conversationTitle, account, departments } of items) {
        const key = `${platform} ${tenant} ${conversation}`;
        if (conversation && !seen.has(key)) {
          seen.set(key, { platform, tenant, account, id: conversation, title: conversationTitle, mapped: departments?.length > 0 });
        }
      }
      this.recent = [...seen.values()].sort((a, b) => a.mapped - b.mapped);
    } catch (problem) {
      if (!(problem instanceof ProblemError)) throw problem;
      this.recent = [];
    }
    const held = this.renderRoot.activeElement?.name === 'recent';
    if (held && !this.recent.length) {
      await this.updateComplete;
      this.renderRoot.querySelector('form [name]').focus();
    }
  }

  /** Also while they are being read: it is the first field of a new line, where the cursor begins. */
  get #offersRecent() {
    return !this.draft.id && this.recent?.length !== 0;
  }

  #chosen(event) {
    const one = this.recent[Number(event.target.value)];
    if (one) {
      this.set({ platform: one.platform, tenant: one.tenant, account: '', conversation: one.id, note: this.draft.note || (one.title ?? '') });
    }
  }

  heading() {
    return w(this.draft.id ? 'editLine' : 'add');
  }

  fields() {
    const { draft } = this;
    return html`${this.#offersRecent
        ? html`<sl-select name="recent" size="small" class="wide" label=${w('recent')} help-text=${w('recentHelp')} hoist @sl-change=${this.#chosen}>
            ${this.recent?.map(
              (one, i) => html`<sl-option value=${String(i)}>${platformName(one.platform)} · ${one.title ?? one.id}</sl-option>`,
            )}
          </sl-select>`
        : nothing}
      <sl-select size="small" name="platform" label=${w('platform')} hoist .value=${draft.platform} @sl-change=${(e) => this.set({ platform: e.target.value })}>
        ${[...new Set([...platforms(), ...(this.platforms ?? []), draft.platform].filter(Boolean))].map((p) => html`<sl-option value=${p}>${platformName(p)}</sl-option>`)}
      </sl-select>
      ${this.#text('conversation', 256)} ${this.#text('account', 128)} ${this.#text('tenant', 128)}
      <sl-textarea
        name="departments"
        size="small"
        class="wide"
        label=${w('departments')}
        help-text=${w('departmentsHelp')}
        rows="3"
        resize="auto"
        .value=${this.#departments}
        @sl-input=${(e) => this.set({ departments: lines(e.target.value) })}
      ></sl-textarea>
      ${this.#text('project', 128)} ${this.#text('company', 128)} ${this.#text('note', 1000, 'wide')}`;
  }

  #text(field, longest, style = '') {
    const help = ['project', 'company'].includes(field) ? '' : w(`${field}Help`);
    return html`<sl-input
      name=${field}
      size="small"
      class=${style}
      label=${w(field)}
      help-text=${help}
      maxlength=${longest}
      autocomplete="off"
      .value=${this.draft[field] ?? ''}
      @sl-input=${(e) => this.set({ [field]: e.target.value })}
    ></sl-input>`;
  }

  save({ id, ...body }) {
    return id ? api.put(`rooms/${id}`, body) : api.post('rooms', body);
  }
}

if (!customElements.get('huitong-rooms-editor')) customElements.define('huitong-rooms-editor', RoomsEditor);
