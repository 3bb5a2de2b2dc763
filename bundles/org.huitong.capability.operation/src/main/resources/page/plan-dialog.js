// SPDX-License-Identifier: Apache-2.0
import { LitElement, css, html, nothing } from 'lit';
import { api, sentence, sheet, t } from 'huitong';

const ICONS = {
  INSTALL: 'plus-circle',
  UPDATE: 'arrow-up-circle',
  REMOVE: 'dash-circle',
  START: 'play-circle',
  CONFIGURE: 'sliders',
  REFRESH: 'arrow-repeat',
};

/** Shows what would happen, asks, carries it out, and says what came of it. */
class PlanDialog extends LitElement {
  static properties = { plan: { attribute: false }, _stage: { state: true }, _trouble: { state: true } };

  static styles = [
    sheet,
    css`
      ol {
        list-style: none;
        margin: 0 0 0.5rem;
        padding: 0;
        display: grid;
        gap: 0.5rem;
      }
      li {
        display: grid;
        grid-template-columns: 1.25rem 1fr;
        gap: 0.5rem;
        overflow-wrap: anywhere;
      }
      li sl-icon {
        margin-top: 0.2rem;
        color: var(--sl-color-primary-700);
      }
      li[data-verb='REMOVE'] sl-icon {
        color: var(--sl-color-danger-700);
      }
      li[data-verb='REFRESH'] sl-icon {
        color: var(--sl-color-warning-700);
      }
      .done li sl-icon {
        color: var(--huitong-good);
      }
      .lead {
        margin-bottom: 0.75rem;
      }
    `,
  ];

  willUpdate(changed) {
    if (changed.has('plan') && this.plan) {
      this._stage = this.plan.refusal ? 'refused' : 'asked';
      this._trouble = undefined;
    }
  }

  render() {
    const plan = this.plan;
    return html`<sl-dialog
      label=${plan ? t(plan.title) : ''}
      ?open=${plan !== undefined}
      @sl-request-close=${(event) => this._stage === 'working' && event.preventDefault()}
      @sl-after-hide=${(event) => event.target.localName === 'sl-dialog' && this.dispatchEvent(new CustomEvent('closed'))}
    >
      ${plan ? this.#body(plan) : nothing}
      <sl-button slot="footer" autofocus ?disabled=${this._stage === 'working'} @click=${() => this.#dialog.hide()}>
        ${this._stage === 'asked' ? t({ zh: '取消', en: 'Cancel' }) : t({ zh: '关闭', en: 'Close' })}
      </sl-button>
      ${this._stage === 'asked' || this._stage === 'working'
        ? html`<sl-button slot="footer" variant="primary" ?loading=${this._stage === 'working'} @click=${this.#apply}>
            ${t({ zh: '就这样做', en: 'Do it' })}
          </sl-button>`
        : nothing}
    </sl-dialog>`;
  }

  #body(plan) {
    if (this._stage === 'refused') {
      return this.#alert('warning', 'slash-circle', t(plan.refusal));
    }
    if (this._stage === 'failed') {
      return this.#alert('danger', 'exclamation-octagon', this._trouble);
    }
    if (plan.steps.length === 0) {
      return html`<p>${t({ zh: '没有什么要做的，已经是这样了。', en: 'There is nothing to do: it is so already.' })}</p>`;
    }
    const done = this._stage === 'done';
    return html`<p class="lead">
        ${done ? t({ zh: '做完了：', en: 'Done:' }) : t({ zh: '将依次进行：', en: 'This would happen, in this order:' })}
      </p>
      <ol class=${done ? 'done' : ''}>
        ${plan.steps.map(
          (step) => html`<li data-verb=${step.verb}>
            <sl-icon name=${done ? 'check-circle' : (ICONS[step.verb] ?? 'dot')} aria-hidden="true"></sl-icon>
            <span>${t(step.sentence)}</span>
          </li>`,
        )}
      </ol>`;
  }

  #alert(variant, icon, text) {
    return html`<sl-alert variant=${variant} open><sl-icon slot="icon" name=${icon}></sl-icon>${text}</sl-alert>`;
  }

  get #dialog() {
    return this.renderRoot.querySelector('sl-dialog');
  }

  #apply = async () => {
    this._stage = 'working';
    try {
      await api.post(`${this.plan.door}/apply`, { plan: this.plan.id });
      this._stage = 'done';
    } catch (problem) {
      this._trouble = sentence(problem);
      this._stage = 'failed';
    }
    this.dispatchEvent(new CustomEvent('applied'));
    // Pages may have come or gone with it: the shell need not wait for its next look.
    dispatchEvent(new CustomEvent('huitong:pages'));
  };
}

customElements.define('huitong-plan-dialog', PlanDialog);
