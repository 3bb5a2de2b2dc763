// SPDX-License-Identifier: Apache-2.0
// Features on and off, bundles in and out: always a plan first, and nothing without a yes to it.
import { LitElement, css, html, nothing } from 'lit';
import { api, bothLanguages, sentence, sheet, t, toast } from 'huitong';
import './plan-dialog.js';
import { refreshing } from './refreshing.js';

export default class ExtensionsPage extends LitElement {
  static properties = {
    _features: { state: true },
    _parts: { state: true },
    _problem: { state: true },
    _plan: { state: true },
    _busy: { state: true },
    _over: { state: true },
  };

  static styles = [
    sheet,
    css`
      section {
        display: grid;
        gap: 0.625rem;
        grid-template-columns: minmax(0, 1fr);
      }
      .features {
        display: grid;
        grid-template-columns: repeat(auto-fill, minmax(min(19rem, 100%), 1fr));
        gap: 0.75rem;
      }
      .feature {
        display: grid;
        grid-template-columns: 1fr auto;
        gap: 0.125rem 0.75rem;
        align-items: start;
        align-content: start;
      }
      .feature p {
        grid-column: 1;
      }
      .feature .fixed {
        font-size: 0.75rem;
        color: var(--huitong-quiet);
        white-space: nowrap;
      }
      .drop {
        display: grid;
        place-items: center;
        gap: 0.375rem;
        padding: 1.5rem 1rem;
        text-align: center;
        border: 1.5px dashed var(--sl-color-neutral-300);
        border-radius: 10px;
        color: var(--huitong-quiet);
      }
      .drop[data-over] {
        border-color: var(--sl-color-primary-600);
        background: var(--sl-color-primary-50);
      }
      .drop sl-icon {
        font-size: 1.5rem;
      }
      td:last-child:not([colspan]) {
        text-align: end;
      }
      .state {
        display: inline-flex;
        gap: 0.4rem;
        align-items: center;
        white-space: nowrap;
      }
      .dot {
        width: 8px;
        height: 8px;
        border-radius: 50%;
        background: var(--huitong-good);
      }
      [data-tone='bad'] .dot {
        background: var(--huitong-bad);
      }
      .trouble {
        color: var(--sl-color-danger-700);
        margin-top: 0.25rem;
        overflow-wrap: anywhere;
        max-width: 44rem;
      }
      code {
        font: 0.8125rem var(--sl-font-mono);
        overflow-wrap: anywhere;
      }
    `,
  ];

  connectedCallback() {
    super.connectedCallback();
    this.end = refreshing(() => this.#read(), 6_000);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.end();
  }

  async #read() {
    try {
      const [features, parts] = await Promise.all([api.get('features'), api.get('extensions')]);
      // What can be switched comes first; what belongs to the platform is there to be known.
      this._features = features.items.sort((a, b) => a.fixed - b.fixed);
      this._parts = parts.items;
      this._problem = undefined;
    } catch (problem) {
      this._problem = problem;
    }
  }

  render() {
    return html`<div class="page">
        ${this._problem
          ? html`<sl-alert variant="warning" open>
              <sl-icon slot="icon" name="exclamation-triangle"></sl-icon>${sentence(this._problem)}
            </sl-alert>`
          : nothing}
        <section>
          <h2>${t({ zh: '功能', en: 'Features' })}</h2>
          <div class="features">
            ${this._features?.map((feature) => this.#feature(feature)) ?? (this._problem ? nothing : html`<sl-spinner></sl-spinner>`)}
          </div>
        </section>
        <section>
          <h2>${t({ zh: '安装扩展', en: 'Install an extension' })}</h2>
          ${this.#drop()}
        </section>
        <section>
          <h2>${t({ zh: '已安装的包', en: 'Installed bundles' })}</h2>
          ${this.#table()}
        </section>
      </div>
      <huitong-plan-dialog .plan=${this._plan} @closed=${this.#closed} @applied=${() => this.#read()}></huitong-plan-dialog>`;
  }

  #feature(feature) {
    return html`<div class="panel pad feature">
      <h3>${t(feature.title)}</h3>
      ${feature.fixed
        ? html`<span class="fixed">${t({ zh: '平台自身', en: 'Part of the platform' })}</span>`
        : html`<sl-switch
            ?checked=${feature.on}
            ?disabled=${this._busy}
            aria-label=${t(feature.title)}
            @sl-change=${(event) => this.#switch(event, feature)}
            ><sl-visually-hidden>${t(feature.title)}</sl-visually-hidden></sl-switch
          >`}
      <p class="quiet small">${feature.description ? t(bothLanguages(feature.description)) : feature.bundles.join(', ')}</p>
    </div>`;
  }

  #drop() {
    return html`<div
      class="drop"
      ?data-over=${this._over}
      @dragover=${(event) => {
        event.preventDefault();
        this._over = true;
      }}
      @dragleave=${() => (this._over = false)}
      @drop=${(event) => {
        event.preventDefault();
        this._over = false;
        this.#send(event.dataTransfer.files[0]);
      }}
    >
      <sl-icon name="box-seam" aria-hidden="true"></sl-icon>
      <span>
        ${t({
          zh: '把一个 .jar 拖到这里，或者选一个文件。安装前会先告诉您要做什么。',
          en: 'Drop a .jar here, or choose a file. You are told what would happen before anything does.',
        })}
      </span>
      <sl-button size="small" ?loading=${this._busy} @click=${() => this.renderRoot.querySelector('input').click()}>
        ${t({ zh: '选择文件', en: 'Choose a file' })}
      </sl-button>
      <input
        type="file"
        accept=".jar"
        hidden
        aria-label=${t({ zh: '扩展文件', en: 'Extension file' })}
        @change=${(event) => {
          this.#send(event.target.files[0]);
          event.target.value = '';
        }}
      />
    </div>`;
  }

  #table() {
    if (!this._parts) {
      return nothing;
    }
    if (this._parts.length === 0) {
      return html`<div class="panel empty"><sl-icon name="puzzle"></sl-icon>${t({ zh: '还没有安装扩展。', en: 'No extension is installed.' })}</div>`;
    }
    return html`<div class="panel scroll-x">
      <table class="stack">
        <thead>
          <tr>
            <th>${t({ zh: '包', en: 'Bundle' })}</th>
            <th>${t({ zh: '版本', en: 'Version' })}</th>
            <th>${t({ zh: '来自', en: 'From' })}</th>
            <th>${t({ zh: '状态', en: 'State' })}</th>
            <th><sl-visually-hidden>${t({ zh: '操作', en: 'Actions' })}</sl-visually-hidden></th>
          </tr>
        </thead>
        <tbody>
          ${this._parts.map(
            (part) => html`<tr>
              <td>
                <code>${part.symbolicName}</code>
                ${part.trouble ? html`<div class="trouble">${part.trouble}</div>` : nothing}
              </td>
              <td class="number">${part.version}</td>
              <td>${part.source}</td>
              <td>
                <span class="state" data-tone=${part.active ? 'good' : 'bad'}
                  ><i class="dot"></i>${part.active ? t({ zh: '运行中', en: 'Running' }) : t({ zh: '没有运行', en: 'Not running' })}</span
                >
              </td>
              <td>
                ${part.source.startsWith('feature:')
                  ? nothing
                  : html`<sl-button size="small" ?disabled=${this._busy} @click=${() => this.#remove(part)}>
                      ${t({ zh: '移除', en: 'Remove' })}
                    </sl-button>`}
              </td>
            </tr>`,
          )}
        </tbody>
      </table>
    </div>`;
  }

  #switch(event, feature) {
    const wanted = event.target.checked;
    event.target.checked = feature.on; // it turns once the plan is carried out
    this.#plan(() => api.post(`features/${encodeURIComponent(feature.name)}/plan`, { on: wanted }), 'features', {
      zh: wanted ? `开启“${feature.title.zh}”` : `关闭“${feature.title.zh}”`,
      en: wanted ? `Switch “${feature.title.en}” on` : `Switch “${feature.title.en}” off`,
    });
  }

  #send(file) {
    if (file) {
      this.#plan(() => api.post(`extensions/plan?file=${encodeURIComponent(file.name)}`, file), 'extensions', {
        zh: `安装 ${file.name}`,
        en: `Install ${file.name}`,
      });
    }
  }

  #remove(part) {
    this.#plan(() => api.post(`extensions/${encodeURIComponent(part.symbolicName)}/plan-removal`), 'extensions', {
      zh: `移除 ${part.symbolicName}`,
      en: `Remove ${part.symbolicName}`,
    });
  }

  async #plan(ask, door, title) {
    this._busy = true;
    try {
      this._plan = { ...(await ask()), door, title };
    } catch (problem) {
      toast(problem);
    } finally {
      this._busy = false;
    }
  }

  #closed = () => (this._plan = undefined);
}
