// SPDX-License-Identifier: Apache-2.0
// One chain in its dialog. Money is written as people write it and sent in hundredths.
import { html } from 'lit';
import { Editor, api } from 'huitong';
import { w } from './fallback-words.js';

export const money = (hundredths) => (hundredths / 100).toFixed(2).replace(/\.?0+$/, '');
export const minutes = (after) => {
  const [, h = 0, m = 0, s = 0] = /^PT(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?$/.exec(after) ?? [];
  return Number(h) * 60 + Number(m) + Number(s) / 60;
};
const hundredths = (text) => Math.round(Number(text || 0) * 100);

class FallbackChain extends Editor {
  static properties = { chain: { attribute: false } };

  willUpdate(changed) {
    if (changed.has('chain')) {
      const { name = '', urgent = true, company = '', ways = [{ platform: 'mail', price: 0 }], after = 'PT2M', budget = 0, on = true } = this.chain;
      this.begin({
        name,
        urgent,
        company: company ?? '',
        ways: ways.map((way) => (way.price ? `${way.platform} ${money(way.price)}` : way.platform)).join('\n'),
        after: String(minutes(after)),
        budget: money(budget),
        on,
      });
    }
  }

  heading() {
    return w(this.chain.id ? 'edit' : 'add');
  }

  fields() {
    const text = (field, extra = {}) =>
      html`<sl-input size="small" name=${field} label=${w(field)} autocomplete="off" type=${extra.type ?? 'text'} step="any" min="0"
        ?required=${extra.required} .value=${this.draft[field]} @sl-input=${(e) => this.set({ [field]: e.target.value })}></sl-input>`;
    const box = (field) =>
      html`<sl-checkbox size="small" ?checked=${this.draft[field]} @sl-change=${(e) => this.set({ [field]: e.target.checked })}>${w(field)}</sl-checkbox>`;
    return html`${text('name', { required: true })} ${text('company')}
      <sl-textarea class="wide" size="small" name="ways" rows="5" label=${w('ways')} help-text=${w('waysHelp')}
        .value=${this.draft.ways} @sl-input=${(e) => this.set({ ways: e.target.value })}></sl-textarea>
      ${text('after', { type: 'number' })} ${text('budget', { type: 'number' })} ${box('urgent')} ${box('on')}`;
  }

  save({ name, urgent, company, ways, after, budget, on }) {
    const body = {
      id: this.chain.id,
      version: this.chain.version,
      name,
      urgent,
      company: company.trim() || null,
      ways: ways
        .split('\n')
        .map((line) => line.trim().split(/\s+/))
        .filter(([platform]) => platform)
        .map(([platform, price]) => ({ platform, price: hundredths(price) })),
      after: `PT${Math.round(Number(after || 0) * 60)}S`,
      budget: hundredths(budget),
      on,
    };
    return this.chain.id ? api.put(`fallback/chains/${this.chain.id}`, body) : api.post('fallback/chains', body);
  }
}

if (!customElements.get('huitong-fallback-chain')) customElements.define('huitong-fallback-chain', FallbackChain);
