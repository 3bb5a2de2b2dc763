// SPDX-License-Identifier: Apache-2.0
// What is attached to a message: pictures, sound and films in their place, other files to be saved, and of what is not here
// the reason.
import { LitElement, css, nothing } from 'lit';
import { html } from 'lit/static-html.js';
import { api, formatBytes, session, t } from 'huitong';
import { insideFile, marked } from './inbox-highlight.js';
import { part, sheet } from './inbox-sheet.js';
import { durationName, typeIcon, typeName, w } from './inbox-words.js';

const AGAIN_MILLIS = 3000;
const MOST_LOOKS = 20;
// A file that nobody has taken down after so many looks never will be.
const LOOKS_FOR_NONE = 4;

class InboxFiles extends LitElement {
  static properties = { message: { attribute: false }, states: { state: true } };

  static styles = [
    sheet,
    css`
      ul {
        list-style: none;
        padding: 0;
        margin: var(--sl-spacing-medium) 0;
        display: grid;
        gap: var(--sl-spacing-x-small);
      }
      li {
        padding: var(--sl-spacing-x-small) var(--sl-spacing-small);
        border: 1px solid var(--huitong-line);
        border-radius: var(--sl-border-radius-medium);
      }
      .line {
        display: flex;
        flex-wrap: wrap;
        gap: var(--sl-spacing-2x-small) var(--sl-spacing-x-small);
        align-items: center;
      }
      sl-icon {
        flex: none;
        font-size: 1.4rem;
        color: var(--huitong-quiet);
      }
      span,
      a {
        overflow-wrap: anywhere;
      }
      .inside {
        margin: var(--sl-spacing-2x-small) 0 0;
        overflow-wrap: anywhere;
      }
      .infected,
      .infected sl-icon {
        color: var(--sl-color-danger-700);
      }
      img,
      audio,
      video {
        display: block;
        max-width: 100%;
        max-height: 24rem;
        margin-top: var(--sl-spacing-x-small);
        border-radius: var(--sl-border-radius-small);
      }
      audio {
        width: min(100%, 26rem);
      }
    `,
  ];

  #looks = 0;
  #timer = 0;

  willUpdate(changed) {
    if (changed.has('message') && changed.get('message')?.id !== this.message?.id) {
      this.states = [];
      this.#looks = 0;
      this.#look();
    }
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    clearTimeout(this.#timer);
  }

  async #look() {
    clearTimeout(this.#timer);
    const of = this.message.id;
    try {
      // To look again at what has become of them is no reading of the message: the names are known by then.
      const names = this.#looks ? `?names=${this.states.map((file) => file.name).join(',')}` : '';
      const { items } = await api.get(`media/${of}${names}`);
      if (this.message.id !== of) return;
      this.states = items;
      const coming = items.some((file) => this.#isComing(file));
      if (coming && this.#looks++ < MOST_LOOKS && this.isConnected) {
        this.#timer = setTimeout(() => this.#look(), AGAIN_MILLIS);
      }
    } catch {
      // What was shown stays; what cannot be asked for now is looked for when the message is opened again.
    }
  }

  #isComing(file) {
    return file.state === 'waiting' || file.state === 'checking' || (file.state === 'none' && this.#looks < LOOKS_FOR_NONE);
  }

  render() {
    const m = this.message;
    return html`<ul aria-label=${w('attachments')}>
      ${m.attachments.map((a, i) => this.#file(m, a, i, this.states?.[i] ?? {}))}
    </ul>`;
  }

  #file(m, a, i, file) {
    const address = `/api/v1/media/${m.id}/${i}`;
    const name = a.name ? marked(a.name, m, `attachments[${i}].name`) : typeName(a.type);
    const kept = file.state === 'kept';
    return html`<li>
      <div class="line">
        <sl-icon name=${typeIcon(a.type)} label=${typeName(a.type)}></sl-icon>
        ${kept && file.shows !== 'picture' ? html`<a href=${address} download=${a.name ?? ''}>${name}</a>` : html`<span>${name}</span>`}
        <span class="quiet">${[durationName(a.durationMillis), formatBytes(a.bytes ?? file.bytes)].filter(Boolean).join(' · ')}</span>
        ${kept ? this.#onward(m, i) : this.#why(file)}
      </div>
      ${this.#inside(m, i)} ${this.#unsearched(a, file)}
      ${kept ? this.#shown(file, address, a.name ?? typeName(a.type)) : nothing}
    </li>`;
  }

  /** Where the words that were searched for stand in the file. */
  #inside(m, i) {
    const hit = m.highlights?.find((one) => one.field === `attachments[${i}].text`);
    return hit?.excerpt ? html`<p class="inside">${w('fileInside')}${insideFile(hit)}</p>` : nothing;
  }

  /** Why what stands in it is not found, or not all of it. */
  #unsearched(a, file) {
    const why = a.type === 'file' && file.state === 'kept' ? file.words?.why : null;
    return why ? html`<p class="inside quiet">${t(why)}</p>` : nothing;
  }

  /** To somebody else, by the rules of its secrecy. */
  #onward(m, i) {
    if (!session()?.permissions.includes('files.transfer')) return nothing;
    return html`<a class="onward small" href=${`#/files?file=${encodeURIComponent(`${m.id}/${i}`)}`}>${w('fileOnward')}</a>`;
  }

  #shown(file, address, name) {
    if (file.shows === 'picture') {
      const whole = (event) => (event.target.src = address);
      return html`<a href=${address} target="_blank" rel="noopener"
        ><img src="${address}/thumbnail" alt=${name} loading="lazy" @error=${{ handleEvent: whole, once: true }}
      /></a>`;
    }
    // Nothing is fetched before somebody plays it: each fetch is a reading that is written down.
    if (file.shows === 'sound') return html`<audio controls preload="none" src=${address} aria-label=${name}></audio>`;
    if (file.shows === 'film') return html`<video controls preload="none" src=${address} aria-label=${name}></video>`;
    return file.kind === 'audio/amr' ? html`<p class="quiet">${w('fileAmr')}</p>` : nothing;
  }

  #why(file) {
    const why = file.why ? t(file.why) : '';
    if (file.state === 'infected') return html`<span class="infected"><sl-icon name="shield-exclamation"></sl-icon> ${why}</span>`;
    if (file.state === 'checking') return html`<span class="quiet">${why || w('fileChecked')}</span>`;
    if (this.#isComing(file)) return html`<span class="quiet">${w('fileComing')}${why ? `: ${why}` : ''}</span>`;
    if (file.state === 'failed') return html`<span class="quiet">${w('fileLost')}${why ? `: ${why}` : ''}</span>`;
    return file.state === 'none' ? html`<span class="quiet">${w('fileLost')}: ${w('fileNever')}</span>` : nothing;
  }
}

export const files = part('huitong-inbox-files', InboxFiles);
