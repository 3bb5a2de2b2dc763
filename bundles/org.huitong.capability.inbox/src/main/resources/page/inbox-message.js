// SPDX-License-Identifier: Apache-2.0
// One message: what was said, where it came from, its way through the hub, what was found, its versions.
import { LitElement, css, nothing } from 'lit';
import { html } from 'lit/static-html.js';
import { api, sentence, session, t } from 'huitong';
import { avatar, avatarSheet } from './inbox-avatar.js';
import { difference } from './inbox-diff.js';
import { files } from './inbox-files.js';
import { marked } from './inbox-highlight.js';
import { readers } from './inbox-readers.js';
import { say } from './inbox-say.js';
import { reveal } from './inbox-reveal.js';
import { part, sheet, tell } from './inbox-sheet.js';
import { tasks } from './inbox-tasks.js';
import { wrong } from './inbox-wrong.js';
import {
  conversationName, delayName, fullTime, gateName, markName, partName, platformName, priorityName,
  nameOf, reasonName, secrecyName, senderKind, senderName, typeName, verdictName, versionName, w,
} from './inbox-words.js';

const REST_MILLIS = 150;

const mayAskReaders = () => (session()?.permissions ?? []).includes('messages.readers');

class InboxMessage extends LitElement {
  static properties = {
    message: { state: true },
    /** The same with its numbers whole, for a while. */
    whole: { state: true },
    trace: { state: true },
    versions: { state: true },
    problem: { state: true },
    tab: { state: true },
    /** Whether the reader wants the trace, findings, versions and source. */
    detailed: { state: true },
  };

  static styles = [
    sheet,
    avatarSheet,
    css`
      :host {
        display: block;
        padding: var(--sl-spacing-medium);
      }
      h2 {
        font-size: var(--sl-font-size-large);
        line-height: 1.3;
        margin: 0;
        overflow-wrap: anywhere;
      }
      h2:focus {
        outline: none;
      }
      .under {
        display: flex;
        flex-wrap: wrap;
        gap: var(--sl-spacing-2x-small) var(--sl-spacing-x-small);
        align-items: baseline;
        margin-top: var(--sl-spacing-2x-small);
      }
      sl-alert {
        margin-top: var(--sl-spacing-small);
      }
      /* Why there is nothing to read: one sentence, and it says so once. */
      .why::first-letter {
        text-transform: uppercase;
      }
      .body {
        white-space: pre-wrap;
        overflow-wrap: anywhere;
        font-size: var(--sl-font-size-medium);
        margin: var(--sl-spacing-medium) 0;
      }
      .body.gone {
        text-decoration: line-through;
        color: var(--huitong-quiet);
      }
      .marks {
        display: flex;
        flex-wrap: wrap;
        gap: var(--sl-spacing-2x-small);
      }
      .chip button {
        font: inherit;
        color: inherit;
        background: none;
        border: 0;
        padding: 0;
        cursor: pointer;
      }
      .chip button:hover {
        text-decoration: underline;
      }
      .details {
        margin-top: var(--sl-spacing-large);
        border-top: 1px solid var(--huitong-line);
        padding-top: var(--sl-spacing-small);
      }
      summary {
        cursor: pointer;
        color: var(--sl-color-neutral-700);
        padding-block: var(--sl-spacing-2x-small);
      }
      .who {
        display: flex;
        gap: var(--sl-spacing-small);
        align-items: center;
      }
      [role='tablist'] {
        display: flex;
        gap: var(--sl-spacing-medium);
        border-bottom: 1px solid var(--huitong-line);
        margin-top: var(--sl-spacing-small);
      }
      [role='tab'] {
        font: inherit;
        padding: var(--sl-spacing-x-small) 0;
        background: none;
        border: 0;
        border-bottom: 2px solid transparent;
        color: var(--sl-color-neutral-700);
        cursor: pointer;
      }
      [role='tab'][aria-selected='true'] {
        color: var(--sl-color-primary-700);
        border-bottom-color: var(--sl-color-primary-600);
      }
      [role='tabpanel'] {
        padding-top: var(--sl-spacing-small);
      }
      ol.way {
        list-style: none;
        margin: 0;
        padding: 0;
      }
      ol.way li {
        position: relative;
        padding: 0 0 var(--sl-spacing-small) var(--sl-spacing-large);
      }
      ol.way li::before {
        content: '';
        position: absolute;
        left: 0.2rem;
        top: 0.45rem;
        width: 0.55rem;
        height: 0.55rem;
        border-radius: 50%;
        background: var(--sl-color-success-600);
      }
      ol.way li::after {
        content: '';
        position: absolute;
        left: 0.45rem;
        top: 1.1rem;
        bottom: -0.35rem;
        width: 1px;
        background: var(--sl-color-neutral-300);
      }
      ol.way li:last-child::after {
        display: none;
      }
      ol.way li[data-gate='owed']::before,
      ol.way li[data-gate='waiting']::before {
        background: var(--sl-color-neutral-0);
        border: 2px solid var(--sl-color-warning-600);
      }
      ol.way li[data-gate='parked']::before {
        background: var(--sl-color-danger-600);
        border-radius: 0;
      }
      ol.way li[data-gate='recalled']::before {
        background: var(--sl-color-warning-600);
      }
      ol.way time {
        font-variant-numeric: tabular-nums;
      }
      section.finding {
        margin-bottom: var(--sl-spacing-small);
        padding-bottom: var(--sl-spacing-small);
        border-bottom: 1px solid var(--huitong-line);
      }
      h3 {
        font-size: var(--sl-font-size-small);
        margin: 0 0 var(--sl-spacing-2x-small);
      }
      dl {
        display: grid;
        grid-template-columns: max-content minmax(0, 1fr);
        gap: 0 var(--sl-spacing-medium);
        margin: 0;
      }
      dt {
        color: var(--huitong-quiet);
      }
      dd {
        margin: 0;
        overflow-wrap: anywhere;
      }
      ins {
        background: var(--sl-color-success-100);
        color: var(--sl-color-success-900);
      }
      del {
        background: var(--sl-color-danger-100);
        color: var(--sl-color-danger-900);
      }
      .version {
        margin-bottom: var(--sl-spacing-medium);
      }
      .version p {
        margin: 0;
        white-space: pre-wrap;
        overflow-wrap: anywhere;
      }
    `,
  ];

  #id;
  #round = 0;

  constructor() {
    super();
    this.tab = 'trace';
  }

  /** Shows this message; what the list knows of it is shown at once. */
  async show(id, known) {
    const round = ++this.#round;
    const same = id === this.#id;
    this.#id = id;
    this.message = known ?? (same ? this.message : null);
    this.problem = null;
    this.whole = null;
    if (!same) {
      this.trace = null;
      this.versions = null;
    }
    if (!id) return;
    if (known) {
      // Who runs down the list with a key held down asks for nothing on the way.
      await new Promise((done) => setTimeout(done, REST_MILLIS));
      if (round !== this.#round) return;
    }
    const path = `messages/${encodeURIComponent(id)}`;
    try {
      const [message, trace, versions] = await Promise.all([
        api.get(path),
        api.get(`${path}/trace`),
        api.get(`${path}/versions`),
      ]);
      if (round !== this.#round) return;
      // Asked for by its name it knows of no words; what the list said of this version still holds.
      const said = this.message?.version === message.version ? this.message.highlights : undefined;
      this.message = { ...message, highlights: said };
      this.trace = trace;
      this.versions = versions.items;
    } catch (problem) {
      if (round === this.#round) this.problem = problem;
    }
  }

  async focusHead() {
    await this.updateComplete;
    this.renderRoot.querySelector('h2')?.focus({ preventScroll: true });
  }

  render() {
    if (this.problem) {
      return html`<div class="note" role="alert">
        <sl-icon name="exclamation-triangle"></sl-icon>
        <p>${this.problem.status === 404 ? w('gone') : this.problem.status ? sentence(this.problem) : w('offline')}</p>
      </div>`;
    }
    const m = this.message;
    if (!m) return this.#id ? html`<div class="note"><sl-spinner></sl-spinner></div>` : nothing;
    return html`<article aria-label=${w('message')}>
      ${this.#head(m)} ${this.#body(this.whole ?? m)} ${this.#files(this.whole ?? m)}
      <${reveal} .message=${m} .whole=${this.whole} @whole=${(e) => (this.whole = e.detail.message)}></${reveal}>
      ${this.#marks(m)} <${wrong} .message=${m}></${wrong}>
      <${say} .message=${m} @said=${(e) => this.show(m.id, null)}></${say}> <${tasks} .message=${m}></${tasks}>
      ${session()?.permissions.includes('rules.write') && m.text && !m.event
        ? html`<sl-button size="small" class="rule" href="#/rules?${new URLSearchParams({ message: m.id })}">
            <sl-icon slot="prefix" name="funnel"></sl-icon>${w('makeRule')}
          </sl-button>`
        : nothing}
      ${session()?.permissions.includes('messages.nominate') && !m.unavailable
        ? html`<sl-button size="small" class="nominate" href="#/nominations?${new URLSearchParams({ message: m.id })}">
            <sl-icon slot="prefix" name="bookmark-star"></sl-icon>${w('nominate')}
          </sl-button>`
        : nothing}
      <details class="details" ?open=${this.detailed} @toggle=${(e) => (this.detailed = e.target.open)}>
        <summary>${w('details')}</summary>
        ${this.detailed ? this.#tabs() : nothing}
      </details>
    </article>`;
  }

  #head(m) {
    return html`<div class="who">${avatar(m)}<h2 tabindex="-1">${senderName(m)}</h2></div>
      <div class="under">
        <span class="platform" data-platform=${m.platform}>${platformName(m.platform)}</span>
        <span class="quiet">${senderKind(m.sender.kind)}</span>
        ${m.unavailable ? nothing : html`<span class="quiet">${typeName(m.type)}</span>`}
        <time class="quiet" datetime=${m.sentAt}>${fullTime(m.sentAt)}</time>
        <button class="plain" @click=${() => tell(this, 'conversation', { message: m })}>
          ${conversationName(m)} · ${w('inConversation')}
        </button>
      </div>
      ${m.recalled
        ? html`<sl-alert open variant="warning">
            <sl-icon slot="icon" name="arrow-counterclockwise"></sl-icon><strong>${w('recalled')}</strong><br />${w('recalledWhy')}
          </sl-alert>`
        : nothing}
      ${m.sameAs
        ? html`<p class="quiet">
            ${w('sameAs')}
            <button class="plain" @click=${() => tell(this, 'pick', { id: m.sameAs })}>${w('showFirst')}</button>
          </p>`
        : nothing}
      ${m.unavailable
        ? html`<sl-alert open variant="neutral">
            <sl-icon slot="icon" name="eye-slash"></sl-icon>
            <div class="why">${m.unavailable.detail ? t(m.unavailable.detail) : reasonName(m.unavailable.reason)}</div>
          </sl-alert>`
        : nothing}`;
  }

  #body(m) {
    const title = m.event
      ? html`<div class="body"><sl-icon name="lightning" label=${typeName('event')}></sl-icon> ${t(m.event.title)}</div>`
      : nothing;
    if (m.text) return html`${title}<div class="body ${m.recalled ? 'gone' : ''}">${marked(m.text, m, 'text')}</div>`;
    if (m.event) return title;
    return m.attachments.length || m.unavailable ? nothing : html`<div class="body quiet">${w('noText')}</div>`;
  }

  #files(m) {
    if (!m.attachments.length) return nothing;
    return html`<${files} .message=${m}></${files}>`;
  }

  #marks(m) {
    const chip = (filter, value, shown, kind = '') =>
      html`<span class="chip ${kind}"
        >${markName(filter)}:
        <button title=${w('filters')} @click=${() => tell(this, 'filter', { [filter]: value })}>${shown}</button></span
      >`;
    return html`<div class="marks">
      ${m.priority === 'medium' ? nothing : chip('priority', m.priority, priorityName(m.priority), m.priority === 'high' ? 'high' : '')}
      ${m.departments.map((d) => chip('department', d, nameOf(m, d)))} ${m.project ? chip('project', m.project, nameOf(m, m.project)) : nothing}
      ${m.tags.map((tag) => chip('tag', tag, tag))} ${m.person ? chip('person', m.person, nameOf(m, m.person)) : nothing}
      ${m.module ? chip('module', m.module, m.module) : nothing}
      ${m.assigned ? chip('assigned', m.assigned, nameOf(m, m.assigned)) : nothing}
      ${m.customer ? chip('customer', m.customer, m.customer) : nothing}
      ${m.rules.map((rule) => html`<span class="chip">${markName('rule')}: ${rule}</span>`)}
      ${m.secrecy ? html`<span class="chip">${markName('secrecy')}: ${secrecyName(m.secrecy)}</span>` : nothing}
    </div>`;
  }

  #tabs() {
    const many = this.versions?.length ?? this.message.version;
    const tabs = { trace: w('trace'), findings: w('findings'), versions: `${w('versions')} (${many})`, facts: w('facts') };
    if (mayAskReaders()) tabs.readers = w('readers');
    const panels = {
      trace: () => this.#way(),
      findings: () => this.#findings(),
      versions: () => this.#versions(),
      facts: () => this.#facts(),
      readers: () => html`<${readers} .message=${this.message.id}></${readers}>`,
    };
    return html`<div role="tablist" aria-label=${w('message')} @keydown=${this.#turn}>
        ${Object.entries(tabs).map(
          ([name, title]) => html`<button
            role="tab"
            id="tab-${name}"
            aria-controls="panel"
            aria-selected=${name === this.tab ? 'true' : 'false'}
            tabindex=${name === this.tab ? 0 : -1}
            @click=${() => (this.tab = name)}
          >
            ${title}
          </button>`,
        )}
      </div>
      <div role="tabpanel" id="panel" tabindex="0" aria-labelledby="tab-${this.tab}">${panels[this.tab]()}</div>`;
  }

  async #turn(event) {
    const names = ['trace', 'findings', 'versions', 'facts', ...(mayAskReaders() ? ['readers'] : [])];
    const by = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!by) return;
    event.preventDefault();
    event.stopPropagation();
    this.tab = names[(names.indexOf(this.tab) + by + names.length) % names.length];
    await this.updateComplete;
    this.renderRoot.querySelector(`#tab-${this.tab}`).focus();
  }

  #way() {
    if (!this.trace) return html`<sl-spinner></sl-spinner>`;
    return html`<ol class="way">
      ${this.trace.steps.map(
        (step) => html`<li data-gate=${step.gate}>
          <strong>${gateName(step.gate)}</strong> ${subjectName(step)} <span class="quiet">${verdictName(step.verdict)}</span>
          ${step.at
            ? html`<br /><time class="quiet" datetime=${step.at}>${fullTime(step.at)}</time>
                <span class="quiet">+${delayName(this.message.sentAt, step.at)}</span>`
            : nothing}
        </li>`,
      )}
    </ol>`;
  }

  #findings() {
    if (!this.trace) return html`<sl-spinner></sl-spinner>`;
    if (!this.trace.findings.length) return html`<p class="quiet">${w('noFindings')}</p>`;
    return this.trace.findings.map(
      (f) => html`<section class="finding">
        <h3>
          ${f.stage === 'hand' ? w('byHand') : partName(f.stage)}
          <span class="quiet">${f.stage === 'hand' ? f.snapshot : html`${versionName(f.version)} · ${w('snapshot')} ${f.snapshot}`}</span>
        </h3>
        <div class="marks">
          ${f.marks.length
            ? f.marks.map((mark) => html`<span class="chip">${markName(mark.kind)}: ${value(mark)}</span>`)
            : f.denied?.length ? nothing : html`<span class="quiet">${w('noMarks')}</span>`}
          ${(f.denied ?? []).map((mark) => html`<span class="chip recalled">${w('denied')} ${markName(mark.kind)}: ${value(mark)}</span>`)}
        </div>
      </section>`,
    );
  }

  #versions() {
    if (!this.versions) return html`<sl-spinner></sl-spinner>`;
    return this.versions
      .map((v, i) => {
        const before = this.versions[i - 1];
        return html`<section class="version">
          <h3>
            ${versionName(i + 1)} <span class="quiet">${fullTime(v.sentAt)} · ${w('received')} ${fullTime(v.receivedAt)}</span>
          </h3>
          <p>${before ? changes(before.text ?? '', v.text ?? '') : (v.text ?? w('noText'))}</p>
        </section>`;
      })
      .reverse();
  }

  #facts() {
    const m = this.message;
    const rows = {
      sent: fullTime(m.sentAt),
      received: `${fullTime(m.receivedAt)} (+${delayName(m.sentAt, m.receivedAt)})`,
      account: `${m.platform}~${m.account}`,
      tenant: m.tenant,
      conversation: m.conversation,
      nativeId: m.nativeId,
      id: m.id,
      seq: m.seq,
    };
    return html`<dl>${Object.entries(rows).map(([name, text]) => html`<dt>${w(name)}</dt><dd>${text}</dd>`)}</dl>`;
  }
}

/** Who did it: a platform sends, an account takes in, a stage or a reader does the rest. */
function subjectName({ gate, subject }) {
  if (gate === 'sent') return platformName(subject);
  return ['received', 'recalled', 'seen-again'].includes(gate) ? subject : partName(subject);
}

function value(mark) {
  const name = { priority: priorityName, secrecy: secrecyName }[mark.kind];
  return name ? name(mark.value) : mark.value;
}

function changes(before, after) {
  if (before === after) return html`<span class="quiet">${w('same')}</span>`;
  return difference(before, after).map(({ kind, text }) =>
    kind === 'added' ? html`<ins aria-label=${w('added')}>${text}</ins>`
      : kind === 'removed' ? html`<del aria-label=${w('removed')}>${text}</del>`
        : text,
  );
}

export const message = part('huitong-inbox-message', InboxMessage);
