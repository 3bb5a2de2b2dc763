// SPDX-License-Identifier: Apache-2.0
// How one setting of a connector is asked for, and the address that is entered at its platform.
import { html, nothing } from 'lit';
import { t } from 'huitong';

export const COPY = { zh: '复制地址', en: 'Copy the address' };
export const COPIED = { zh: '已复制', en: 'Copied' };

/** The address for the platform's console; nothing where the platform calls nobody by that way. */
export function callbackOf(kind, way, account) {
  return kind.called && ['', 'callback'].includes(way.word)
    ? `${location.origin}/connect/${kind.platform}/${account || '…'}`
    : undefined;
}

/** Whether no platform can reach this address, for it is this machine's own or not protected. */
export const isOutOfReach = (address) => {
  const { protocol, hostname } = new URL(address);
  return protocol !== 'https:' || hostname === 'localhost' || /^(127\.|10\.|192\.168\.|172\.(1[6-9]|2\d|3[01])\.|\[?::1)/.test(hostname);
};

const SET = { zh: '已填写；留空则保持不变', en: 'Set; leave empty to keep it' };

/** One field, of the kind that its connector's description asks for. */
export function settingField({ setting, needed, value, isSet, cleared, wrong, set }) {
  const help = html`<span slot="help-text">
    ${setting.hint ? html`<span class="hint">${t(setting.hint)}</span>` : nothing}
    ${isSet
      ? cleared
        ? html`<span class="hint">${t({ zh: '保存后清除。', en: 'It is taken away when you save.' })}</span>`
        : html`<sl-button size="small" variant="text" @click=${() => set(null)}>${t({ zh: '清除已填的密钥', en: 'Take the secret away' })}</sl-button>`
      : nothing}
    ${wrong}
  </span>`;
  const title = t(setting.title);
  if (setting.choices.length) {
    return html`<sl-select name=${setting.name} label=${title} hoist .value=${value ?? setting.fallback} @sl-change=${(event) => set(event.target.value)}>
      ${setting.choices.map((choice) => html`<sl-option value=${choice.value}>${t(choice.title)}</sl-option>`)} ${help}
    </sl-select>`;
  }
  if (setting.sort === 'switch') {
    return html`<sl-switch name=${setting.name} ?checked=${(value ?? setting.fallback) === 'true'} @sl-change=${(event) => set(String(event.target.checked))}>
      ${title}${help}
    </sl-switch>`;
  }
  if (setting.sort === 'list') {
    return html`<sl-textarea name=${setting.name} label=${title} rows="3" .value=${value ?? setting.fallback} @sl-input=${(event) => set(event.target.value)}>${help}</sl-textarea>`;
  }
  const secret = setting.sort === 'secret';
  return html`<sl-input
    name=${setting.name}
    label=${title}
    type=${secret ? 'password' : 'text'}
    ?password-toggle=${secret}
    inputmode=${setting.sort === 'number' ? 'numeric' : nothing}
    autocomplete=${secret ? 'new-password' : 'off'}
    spellcheck="false"
    ?required=${needed}
    placeholder=${isSet ? t(SET) : setting.fallback}
    .value=${value ?? ''}
    @sl-input=${(event) => set(event.target.value)}
    >${help}</sl-input
  >`;
}
