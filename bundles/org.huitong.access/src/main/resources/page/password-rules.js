// SPDX-License-Identifier: Apache-2.0
// What is asked of passwords here; it is set in the configuration.
import { LitElement, html, nothing } from 'lit';
import { api, sheet, t } from 'huitong';

class PasswordRules extends LitElement {
  static properties = { _rules: { state: true } };

  static styles = [sheet];

  connectedCallback() {
    super.connectedCallback();
    api
      .get('passwords')
      .then((rules) => (this._rules = rules))
      .catch((problem) => console.info('logins: nobody tells what is asked of passwords', problem.status ?? problem.message));
  }

  render() {
    if (!this._rules) return nothing;
    const { shortest, days, history, attempts, minutes, over } = this._rules;
    const lines = [
      t({ zh: `至少 ${shortest} 个字符，容易猜到的不收。`, en: `At least ${shortest} characters, and none that are tried first.` }),
      days
        ? t({ zh: `每 ${days} 天须更换；到期后登录只能先改密码。`, en: `Changed every ${days} days; once they are over, a login leads to changing it and nothing else.` })
        : t({ zh: '不要求定期更换。', en: 'They need not be changed by their age.' }),
      history
        ? t({ zh: `最近 ${history} 次用过的密码不能再用。`, en: `The last ${history} are not taken again.` })
        : t({ zh: '用过的密码可以再用。', en: 'Old ones are taken again.' }),
      attempts
        ? t({ zh: `在本系统有密码的账号连续错 ${attempts} 次即锁定 ${minutes} 分钟；重置密码即解锁。`, en: `${attempts} wrong tries in a row lock an account with a password here for ${minutes} minutes; a reset password unlocks it.` })
        : t({ zh: '输错不锁定账号，只是逐次加长等待。', en: 'Wrong tries lock nobody out; each makes the next wait longer.' }),
      t({
        zh: '首位管理员 admin（应急）不受更换和锁定限制；凭公司目录或平台登录的人按那边的规定。',
        en: 'The first administrator, admin, who breaks the glass, is outside of ageing and lock-out; who logs in by the directory or a platform keeps to the rules there.',
      }),
      t({
        zh: '在 conf/org.huitong.access.cfg 中设置：passwordDays、passwordHistory、lockAttempts、lockMinutes。等保三级测评通常要求 90、5、5、30。',
        en: 'Set in conf/org.huitong.access.cfg: passwordDays, passwordHistory, lockAttempts, lockMinutes. Assessors of 等保三级 commonly ask for 90, 5, 5, 30.',
      }),
    ];
    return html`<sl-details
      summary=${t({
        zh: `密码规则：${days ? `${days} 天更换` : '不定期更换'}，${history ? `前 ${history} 个不重复` : '可重复'}，${attempts ? `错 ${attempts} 次锁定` : '不锁定'}${over ? `；${over} 人到期待改` : ''}`,
        en: `Passwords: ${days ? `changed every ${days} days` : 'no ageing'}, ${history ? `the last ${history} refused` : 'no history'}, ${attempts ? `locked after ${attempts} tries` : 'no lock-out'}${over ? `; ${over} to be changed` : ''}`,
      })}
    >
      <ul>
        ${lines.map((line) => html`<li>${line}</li>`)}
      </ul>
    </sl-details>`;
  }
}

customElements.define('huitong-password-rules', PasswordRules);
