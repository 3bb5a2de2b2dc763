// SPDX-License-Identifier: Apache-2.0
// What a person says of the message: tags, priority, module. It holds over whatever rules find.
import { LitElement, css, html, nothing } from 'lit';
import { api, session, toast } from 'huitong';
import { part, sheet, tell } from './inbox-sheet.js';
import { PRIORITIES, priorityName, untagLabel, w } from './inbox-words.js';

export const maySay = () => (session()?.permissions ?? []).includes('messages.tag');

class InboxSay extends LitElement {
  static properties = {
    message: {},
    busy: { state: true },
  };

  static styles = [
    sheet,
    css`
      form {
        display: flex;
        flex-wrap: wrap;
        gap: var(--sl-spacing-x-small);
        align-items: end;
        margin-top: var(--sl-spacing-small);
      }
      label {
        display: grid;
        gap: var(--sl-spacing-3x-small);
        font-size: var(--sl-font-size-x-small);
        color: var(--huitong-quiet);
      }
      select {
        font: inherit;
        height: var(--sl-input-height-small);
        color: var(--sl-input-color);
        background: var(--sl-input-background-color);
        border: 1px solid var(--sl-color-neutral-400);
        border-radius: var(--sl-input-border-radius-medium);
      }
      sl-input {
        width: 9rem;
      }
      .tags {
        display: flex;
        flex-wrap: wrap;
        gap: var(--sl-spacing-2x-small);
        flex-basis: 100%;
      }
    `,
  ];

  render() {
    const m = this.message;
    if (!m || !maySay()) return nothing;
    return html`<form aria-label=${w('sayOf')} @submit=${this.#tag}>
      ${m.tags.length
        ? html`<div class="tags">
            ${m.tags.map(
              (tag) => html`<sl-button size="small" pill ?disabled=${this.busy} aria-label=${untagLabel(tag)} title=${untagLabel(tag)}
                @click=${() => this.#put('tags', { remove: [tag] })}>${tag}<sl-icon slot="suffix" name="x"></sl-icon></sl-button>`,
            )}
          </div>`
        : nothing}
      <sl-input size="small" name="tag" maxlength="128" autocomplete="off" label=${w('addTag')}></sl-input>
      <sl-button size="small" type="submit" ?disabled=${this.busy}>${w('add')}</sl-button>
      <label>${w('rankIt')}
        <select ?disabled=${this.busy} .value=${m.priority} @change=${(e) => this.#put('priority', { priority: e.target.value || null })}>
          ${PRIORITIES.map((p) => html`<option value=${p} ?selected=${p === m.priority}>${priorityName(p)}</option>`)}
          <option value="">${w('asJudged')}</option>
        </select>
      </label>
      <sl-input
        size="small"
        maxlength="128"
        autocomplete="off"
        label=${w('module')}
        .value=${m.module ?? ''}
        @sl-change=${(e) => this.#put('module', { module: e.target.value.trim() || null })}
      ></sl-input>
    </form>`;
  }

  #tag(event) {
    event.preventDefault();
    const field = this.renderRoot.querySelector('[name=tag]');
    const tag = field.value.trim();
    if (!tag) return;
    field.value = '';
    this.#put('tags', { add: [tag] });
  }

  async #put(what, words) {
    this.busy = true;
    try {
      const now = await api.put(`messages/${encodeURIComponent(this.message.id)}/${what}`, words);
      // Nothing comes back where what was said took it out of one's own sight.
      if (now) this.message = now;
      else toast(w('outOfSight'), 'success');
      tell(this, 'said', { message: this.message });
    } catch (problem) {
      toast(problem);
      this.requestUpdate();
    } finally {
      this.busy = false;
    }
  }
}

export const say = part('huitong-inbox-say', InboxSay);
