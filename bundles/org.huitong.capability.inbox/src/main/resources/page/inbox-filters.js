// SPDX-License-Identifier: Apache-2.0
// The filters: each is a parameter of the page's address, so that a filtered list can be sent to a colleague.
import { LitElement, css, html, nothing } from 'lit';
import { platforms } from 'huitong';
import { part, sheet, tell } from './inbox-sheet.js';
import {
  PERIODS, PRIORITIES, TYPES, filterName, fullTime, ownFilterName, periodName, platformName, priorityName, typeName, w,
} from './inbox-words.js';

const PLAIN = ['department', 'project', 'tag', 'sender', 'conversation', 'account'];
/** What is set elsewhere: by a click on a message, or a view. */
const FURTHER = ['company', 'person', 'assigned', 'customer', 'module', 'rule', 'filter'];
const ALL = ['text', 'platform', 'type', 'priority', 'since', 'from', 'to', ...PLAIN, ...FURTHER];

const SHOWN = {
  platform: platformName,
  type: typeName,
  priority: priorityName,
  since: periodName,
  from: fullTime,
  to: fullTime,
  filter: ownFilterName,
};

class InboxFilters extends LitElement {
  static properties = {
    query: { attribute: false },
    /** What the list has shown so far, by filter: suggestions, and names for ids. */
    seen: { attribute: false },
    open: { state: true },
  };

  static styles = [
    sheet,
    css`
      :host {
        display: block;
        border-bottom: 1px solid var(--huitong-line);
        padding: var(--sl-spacing-x-small) var(--sl-spacing-small);
      }
      form {
        display: flex;
        flex-wrap: wrap;
        gap: var(--sl-spacing-x-small);
        align-items: end;
      }
      label {
        display: flex;
        flex-direction: column;
        font-size: var(--sl-font-size-x-small);
        color: var(--sl-color-neutral-700);
        flex: 0 1 9.5rem;
        min-width: 7rem;
      }
      label.moment {
        flex-basis: 13rem;
      }
      label.find {
        flex: 1 1 14rem;
      }
      select,
      input {
        font: inherit;
        font-size: var(--sl-font-size-small);
        height: 1.9rem;
        padding: 0 var(--sl-spacing-x-small);
        width: 100%;
        color: var(--sl-input-color);
        background: var(--sl-input-background-color);
        border: 1px solid var(--sl-color-neutral-400);
        border-radius: var(--sl-input-border-radius-medium);
      }
      select.set,
      input.set {
        border-color: var(--sl-color-primary-600);
        background: var(--sl-color-primary-50);
      }
      .chips {
        display: flex;
        flex-wrap: wrap;
        gap: var(--sl-spacing-2x-small);
        margin-top: var(--sl-spacing-x-small);
      }
      .second {
        flex-basis: 100%;
        display: flex;
        flex-wrap: wrap;
        gap: var(--sl-spacing-x-small);
      }
      @media (max-width: 800px) {
        :host([folded]) {
          padding-block: var(--sl-spacing-2x-small);
        }
        label {
          flex: 1 1 40%;
        }
        label.moment {
          flex-basis: 100%;
        }
      }
    `,
  ];

  constructor() {
    super();
    this.query = {};
    this.seen = {};
    this.open = null;
  }

  get #narrow() {
    return matchMedia('(max-width: 800px)').matches;
  }

  render() {
    const { query } = this;
    const unfolded = this.open ?? (!this.#narrow && PLAIN.some((name) => query[name]));
    const first = !this.#narrow || this.open;
    return html`<form role="search" aria-label=${w('filters')} @submit=${(e) => e.preventDefault()} @change=${this.#changed}>
        ${this.#find()}
        ${first
          ? html`${this.#choice('platform', [...new Set([...platforms(), ...this.#names('platform')])], platformName)}
            ${this.#choice('type', TYPES, typeName)} ${this.#choice('priority', PRIORITIES, priorityName)}
            ${this.#choice('since', PERIODS, periodName)}`
          : nothing}
        <sl-button
          size="small"
          class="fold"
          aria-expanded=${unfolded ? 'true' : 'false'}
          @click=${() => (this.open = !unfolded)}
        >
          <sl-icon slot="prefix" name="funnel"></sl-icon>${this.#narrow && !unfolded ? w('filters') : unfolded ? w('less') : w('more')}
        </sl-button>
        ${unfolded
          ? html`<div class="second">
              ${PLAIN.map((name) => this.#plain(name))} ${this.#time('from')} ${this.#time('to')}
            </div>`
          : nothing}
      </form>
      ${this.#chips()}`;
  }

  #find() {
    const now = this.query.text ?? '';
    return html`<label class="find"
      >${w('find')}
      <input
        type="search"
        name="text"
        class=${now ? 'set' : ''}
        maxlength="200"
        placeholder=${w('findHint')}
        .value=${now}
        autocomplete="off"
        enterkeyhint="search"
        @search=${this.#changed}
    /></label>`;
  }

  #choice(name, values, shown) {
    const now = this.query[name] ?? '';
    return html`<label
      >${filterName(name)}
      <select name=${name} class=${now ? 'set' : ''}>
        <option value="" ?selected=${!now}>${w('all')}</option>
        ${values.map((v) => html`<option value=${v} ?selected=${v === now}>${shown(v)}</option>`)}
      </select></label
    >`;
  }

  #plain(name) {
    const now = this.query[name] ?? '';
    const words = this.#words(name);
    return html`<label
      >${filterName(name)}
      <input name=${name} class=${now ? 'set' : ''} list="seen-${name}" .value=${words.get(now) ?? now} autocomplete="off" />
      <datalist id="seen-${name}">
        ${[...words.values()].map((word) => html`<option value=${word}></option>`)}
      </datalist></label
    >`;
  }

  /** What people write for each id: its name, and the id beside it where two have one name. */
  #words(name) {
    const seen = [...(this.seen[name] ?? [])];
    const many = new Map();
    seen.forEach(([, label]) => many.set(label, (many.get(label) ?? 0) + 1));
    return new Map(seen.map(([id, label]) => [id, many.get(label) > 1 ? `${label} (${id})` : label]));
  }

  /** The id of which somebody wrote the name; who writes an id means it. */
  #meant(name, written) {
    const found = [...this.#words(name)].find(([, word]) => word === written);
    return found ? found[0] : written;
  }

  #time(name) {
    const now = this.query[name];
    return html`<label class="moment"
      >${filterName(name)}
      <input type="datetime-local" name=${name} class=${now ? 'set' : ''} .value=${local(now)}
    /></label>`;
  }

  #chips() {
    const set = ALL.filter((name) => this.query[name]);
    if (!set.length) return nothing;
    return html`<div class="chips">
      ${set.map(
        (name) =>
          html`<sl-tag size="small" pill removable @sl-remove=${() => this.#set(name, '')}
            >${filterName(name)}: ${this.#label(name)}</sl-tag
          >`,
      )}
      <button class="plain" type="button" @click=${() => tell(this, 'clear-filters')}>${w('clear')}</button>
    </div>`;
  }

  #label(name) {
    const value = this.query[name];
    return SHOWN[name] ? SHOWN[name](value) : (this.seen[name]?.get(value) ?? value);
  }

  #names(name) {
    return this.seen[name]?.keys() ?? [];
  }

  #changed(event) {
    const { name, type, value } = event.target;
    if (type === 'datetime-local') this.#set(name, value ? new Date(value).toISOString() : '');
    else this.#set(name, PLAIN.includes(name) ? this.#meant(name, value.trim()) : value.trim());
  }

  #set(name, value) {
    tell(this, 'filter', { [name]: value });
  }

  focus() {
    this.renderRoot.querySelector('input[type=search]')?.focus();
  }
}

/** An instant as the browser's own field wants it: local time without zone. */
function local(instant) {
  if (!instant || Number.isNaN(Date.parse(instant))) return '';
  const at = new Date(instant);
  return new Date(at - at.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}

export const filters = part('huitong-inbox-filters', InboxFilters);
