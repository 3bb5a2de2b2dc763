// SPDX-License-Identifier: Apache-2.0
// Approvals: what waits for one's decision, with what would be another, and what became of the others. A phone first.
import { LitElement, css, html, nothing } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { api, confirm, formatTime, platformName, query, setQuery, sheet, t, toast } from 'huitong';
import { APPROVE, sure, w } from './approvals-words.js';

const VARIANTS = { waiting: 'warning', approved: 'success', refused: 'danger', expired: 'neutral', overtaken: 'neutral' };

export default class ApprovalsPage extends LitElement {
  static properties = {
    _list: { state: true },
    _refusing: { state: true },
    _reason: { state: true },
    _busy: { state: true },
  };

  static styles = [
    sheet,
    css`
      .list {
        display: grid;
        gap: 0.75rem;
        max-width: 48rem;
      }
      article {
        display: grid;
        gap: 0.75rem;
      }
      article header {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: 0.375rem 0.5rem;
      }
      article h3 {
        margin: 0;
        overflow-wrap: anywhere;
      }
      .difference {
        white-space: pre-line;
        overflow-wrap: anywhere;
        border-inline-start: 3px solid var(--sl-color-primary-500);
        padding-inline-start: 0.75rem;
        line-height: 1.7;
      }
      ol {
        display: grid;
        gap: 0.375rem;
        margin: 0;
        padding: 0;
        list-style: none;
      }
      li {
        display: flex;
        gap: 0.5rem;
        align-items: baseline;
      }
      li sl-icon {
        flex: none;
        position: relative;
        inset-block-start: 0.125rem;
      }
      .good {
        color: var(--huitong-good);
      }
      .bad {
        color: var(--huitong-bad);
      }
      .now {
        font-weight: 600;
      }
      .acts {
        display: flex;
        flex-wrap: wrap;
        gap: 0.5rem;
        align-items: end;
      }
      .acts sl-button {
        flex: 1 1 8rem;
        max-width: 14rem;
      }
      .acts sl-input {
        flex: 1 1 100%;
      }
    `,
  ];

  connectedCallback() {
    super.connectedCallback();
    this.back = () => this.#read();
    window.addEventListener('huitong:query', this.back);
    this.#read();
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    window.removeEventListener('huitong:query', this.back);
  }

  get #all() {
    return query().all === '1';
  }

  async #read(next) {
    const { id, refuse } = query();
    try {
      if (id) {
        // A card leads here to ask for the reason, for which it has no room.
        if (refuse && this._list === undefined) this._refusing = id;
        this._list = { items: [await api.get(`approvals/${encodeURIComponent(id)}`)], setting: { on: true } };
        return;
      }
      const more = next ? `&after=${encodeURIComponent(next)}` : '';
      const read = await api.get(`approvals?limit=30${this.#all ? '' : '&mine=true'}${more}`);
      this._list = next ? { ...read, items: [...this._list.items, ...read.items] } : read;
    } catch (problem) {
      toast(problem);
    }
  }

  async #decide(approval, verdict, body) {
    this._busy = true;
    try {
      await api.post(`approvals/${approval.id}/${verdict}`, body);
      this._refusing = null;
      this._reason = '';
    } catch (problem) {
      toast(problem);
    } finally {
      this._busy = false;
      await this.#read();
    }
  }

  render() {
    const { items, next, setting } = this._list ?? {};
    return html`<div class="page">
      <div class="head">
        <sl-radio-group size="small" value=${this.#all || query().id ? 'all' : 'mine'} @sl-change=${this.#switch}>
          <sl-radio-button value="mine" size="small">${w('mine')}</sl-radio-button>
          <sl-radio-button value="all" size="small">${w('all')}</sl-radio-button>
        </sl-radio-group>
      </div>
      ${setting && !setting.on
        ? html`<sl-alert open variant="neutral"><sl-icon slot="icon" name="info-circle"></sl-icon>${t(setting.reason)}</sl-alert>`
        : nothing}
      <div class="list" aria-live="polite">
        ${!items
          ? html`<sl-spinner></sl-spinner>`
          : items.length
            ? repeat(
                items,
                ({ id }) => id,
                (approval) => this.#one(approval),
              )
            : html`<div class="panel empty">
                <sl-icon name="patch-check"></sl-icon>${this.#all ? w('none') : w('noneMine')}
                <p class="quiet small">${w('noneWhy')}</p>
              </div>`}
        ${next ? html`<sl-button size="small" @click=${() => this.#read(next)}>${w('more')}</sl-button>` : nothing}
      </div>
    </div>`;
  }

  #switch(event) {
    setQuery({ all: event.target.value === 'all' ? '1' : '', id: '' }, { push: true });
    this._list = undefined;
    this.#read();
  }

  #one(approval) {
    const open = approval.state === 'waiting';
    return html`<article class="panel pad" aria-labelledby=${`t${approval.id}`}>
      <header>
        <sl-badge pill variant=${VARIANTS[approval.state]}>${w(approval.state)}</sl-badge>
        ${approval.emergency ? html`<sl-badge pill variant="danger">${w('emergency')}</sl-badge>` : nothing}
        <h3 id=${`t${approval.id}`}>${t(approval.title)}</h3>
      </header>
      <div class="small quiet">
        ${w('asked')} ${approval.byName} · ${formatTime(approval.at, 'short')}
        ${open ? html` · ${w('until')} ${formatTime(approval.expiresAt, 'short')}` : nothing}
      </div>
      ${approval.emergency
        ? html`<div>${w('reason')}: ${approval.emergency} ${open && approval.inForce ? html`<strong>${w('inForce')}</strong>` : nothing}</div>`
        : nothing}
      <div class="difference" role="group" aria-label=${w('change')}>${t(approval.difference)}</div>
      <ol aria-label=${w('steps')}>
        ${approval.steps.map((step, i) => this.#step(step, open && i === approval.steps.findIndex(({ verdict }) => !verdict)))}
      </ol>
      ${(approval.centres ?? []).map((centre) => this.#centre(centre))}
      ${approval.reason ? html`<div>${w('reason')}: ${t(approval.reason)}</div>` : nothing}
      ${approval.mine ? this.#acts(approval) : nothing}
    </article>`;
  }

  #step({ roleName, personName, person, insteadName, verdict, at, approvers }, now) {
    const icon = { approved: 'check-circle', refused: 'x-circle' }[verdict] ?? (now ? 'hourglass-split' : 'circle');
    const colour = { approved: 'good', refused: 'bad' }[verdict] ?? (now ? '' : 'quiet');
    const who = verdict
      ? html`${personName ?? person} ${insteadName ? html`(${w('instead')} ${insteadName})` : nothing}
        ${w(`said_${verdict}`)} <span class="quiet small">${formatTime(at, 'short')}</span>`
      : approvers.join('、') || (now ? w('nobody') : '—');
    return html`<li>
      <sl-icon name=${icon} class=${colour}></sl-icon>
      <span><span class=${now ? 'now' : 'quiet'}>${t(roleName)}</span> ${who}</span>
    </li>`;
  }

  /** Of what stands there as it should nothing is said. */
  #centre({ platform, account, state, reason }) {
    if (state !== 'doubtful' && state !== 'refused') return nothing;
    return html`<div class="small">
      <sl-icon name="exclamation-triangle" class=${state === 'refused' ? 'quiet' : 'bad'}></sl-icon>
      ${platformName(platform)} ${w('centre')} (${account}): ${w(`centre_${state}`)} ${reason ? html`<span class="quiet">${t(reason)}</span>` : nothing}
    </div>`;
  }

  #acts(approval) {
    if (this._refusing === approval.id) {
      return html`<form
        class="acts"
        @submit=${(event) => {
          event.preventDefault();
          if (this._reason?.trim()) this.#decide(approval, 'refuse', { reason: this._reason });
        }}
      >
        <sl-input
          autofocus
          maxlength="200"
          label=${w('reason')}
          .value=${this._reason ?? ''}
          @sl-input=${(event) => (this._reason = event.target.value)}
        ></sl-input>
        <sl-button type="submit" variant="danger" ?disabled=${!this._reason?.trim() || this._busy}>${w('refuse')}</sl-button>
      </form>`;
    }
    return html`<div class="acts">
      <sl-button variant="primary" ?disabled=${this._busy} @click=${() => this.#approve(approval)}>${t(APPROVE)}</sl-button>
      <sl-button ?disabled=${this._busy} @click=${() => (this._refusing = approval.id)}>${w('refuse')}</sl-button>
    </div>`;
  }

  async #approve(approval) {
    if (await confirm(sure(approval.title), { yes: APPROVE })) this.#decide(approval, 'approve');
  }
}
