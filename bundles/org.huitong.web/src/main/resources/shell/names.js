// SPDX-License-Identifier: Apache-2.0
// What people call what comes with the product. What somebody else added goes by its own name.
import { t } from './words.js';

const PLATFORMS = {
  dingtalk: { zh: '钉钉', en: 'DingTalk' },
  wecom: { zh: '企业微信', en: 'WeCom' },
  feishu: { zh: '飞书', en: 'Feishu' },
  generic: { zh: '自建平台', en: 'Own platform' },
  mail: { zh: '邮件', en: 'Mail' },
  sms: { zh: '短信', en: 'SMS' },
  echo: { zh: '回声', en: 'Echo' },
};

/** Stages and readers, and the log itself. */
const PARTS = {
  rules: { zh: '规则', en: 'Rules' },
  rooms: { zh: '归属', en: 'Rooms' },
  demo: { zh: '演示', en: 'Demo' },
  statistics: { zh: '统计', en: 'Statistics' },
  journal: { zh: '日志', en: 'Log' },
};

const named = (names) => (word) => (Object.hasOwn(names, word ?? '') ? t(names[word]) : (word ?? ''));

/** `feishu` as people know it. */
export const platformName = named(PLATFORMS);

/** A stage or a reader, as a message's trace and the board of readers name it: `rules`, `statistics`. */
export const partName = named(PARTS);
