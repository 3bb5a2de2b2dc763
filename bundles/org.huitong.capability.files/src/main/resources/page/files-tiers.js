// SPDX-License-Identifier: Apache-2.0
// What holds for files of each secrecy: everybody sees it, and who looks after it changes it.
import { LitElement, css, html, nothing } from 'lit';
import { Editor, api, secrecyName, session, sheet, t, toast } from 'huitong';
import { w } from './files-words.js';

class FilesTiers extends LitElement {
  static properties = { _tiers: { state: true }, _edited: { state: true } };
  static styles = [sheet, css``];

  connectedCallback() {
    super.connectedCallback();
    this.#read();
  }

  async #read() {
    try {
      this._tiers = (await api.get('file-tiers')).items;
    } catch (problem) {
      toast(problem);
    }
  }

  render() {
    const may = session()?.permissions.includes('files.manage');
    return html`<table class="stack">
        <thead>
          <tr>
            ${['tier', 'roles', 'asking', 'leaves', 'days'].map((name) => html`<th scope="col" class=${name === 'days' ? 'number' : ''}>${w(name)}</th>`)}
            ${may ? html`<th></th>` : nothing}
          </tr>
        </thead>
        <tbody>
          ${(this._tiers ?? []).map(
            (tier) => html`<tr>
              <td data-label=${w('tier')}>${secrecyName(tier.tier)}</td>
              <td data-label=${w('roles')}>${tier.roleNames.map((name) => t(name)).join(' · ') || '—'}</td>
              <td data-label=${w('asking')}>${w(tier.asking)}</td>
              <td data-label=${w('leaves')}>${w(tier.leaves ? 'may' : 'stays')}</td>
              <td class="number" data-label=${w('days')}>${tier.days}</td>
              ${may ? html`<td><sl-button size="small" @click=${() => (this._edited = tier)}>${w('change')}</sl-button></td>` : nothing}
            </tr>`,
          )}
        </tbody>
      </table>
      ${this._edited
        ? html`<huitong-files-tier
            .tier=${this._edited}
            @saved=${() => this.#read()}
            @closed=${() => (this._edited = null)}
          ></huitong-files-tier>`
        : nothing}`;
  }
}

class FilesTier extends Editor {
  static properties = { tier: { attribute: false } };

  willUpdate(changed) {
    if (!changed.has('tier')) return;
    const { roles, asking, leaves, days } = this.tier;
    this.begin({ roles: roles.join(' '), asking, leaves, days: String(days) });
  }

  heading() {
    return secrecyName(this.tier.tier);
  }

  fields() {
    const { draft } = this;
    return html`<sl-input class="wide" size="small" name="roles" label=${w('roles')} help-text=${w('rolesHelp')} .value=${draft.roles}
        @sl-input=${(e) => this.set({ roles: e.target.value })}></sl-input>
      <sl-select size="small" name="asking" hoist label=${w('asking')} .value=${draft.asking} @sl-change=${(e) => this.set({ asking: e.target.value })}>
        ${['never', 'elsewhere', 'always'].map((word) => html`<sl-option value=${word}>${w(word)}</sl-option>`)}
      </sl-select>
      <sl-input size="small" type="number" min="1" max="365" name="days" label=${w('days')} .value=${draft.days}
        @sl-input=${(e) => this.set({ days: e.target.value })}></sl-input>
      <sl-checkbox class="wide" size="small" ?checked=${draft.leaves} @sl-change=${(e) => this.set({ leaves: e.target.checked })}>${w('leaves')}</sl-checkbox>`;
  }

  save({ roles, days, ...rest }) {
    const ids = roles.split(/\s+/).filter(Boolean);
    return api.put(`file-tiers/${this.tier.tier}`, { ...rest, roles: ids, days: Number(days), version: this.tier.version });
  }
}

if (!customElements.get('huitong-files-tier')) customElements.define('huitong-files-tier', FilesTier);
if (!customElements.get('huitong-files-tiers')) customElements.define('huitong-files-tiers', FilesTiers);
