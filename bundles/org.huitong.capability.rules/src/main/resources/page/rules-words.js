// SPDX-License-Identifier: Apache-2.0
// Every word that people read on this page, in both languages.
import { t } from 'huitong';

const say = (zh, en) => () => t({ zh, en });
const pick = (words) => (word) => (words[word] ? words[word]() : (word ?? ''));

export const DELETE = { zh: '删除', en: 'Delete' };
export const TYPES = ['text', 'rich-text', 'image', 'voice', 'video', 'file', 'card', 'location', 'link', 'event'];
export const PRIORITIES = ['high', 'medium', 'low'];

export { platformName, platforms, priorityName } from 'huitong';

export const typeName = pick({
  text: say('文字', 'Text'),
  'rich-text': say('图文', 'Rich text'),
  image: say('图片', 'Image'),
  voice: say('语音', 'Voice'),
  video: say('视频', 'Video'),
  file: say('文件', 'File'),
  card: say('卡片', 'Card'),
  location: say('位置', 'Location'),
  link: say('链接', 'Link'),
  event: say('事件', 'Event'),
});

const WORDS = {
  add: say('新建规则', 'New rule'),
  callWrong: say('判断有误', 'This was wrong'),
  calledWrong: say('已反馈', 'Told'),
  changes: say('变更记录', 'Changes'),
  dryRun: say('试运行', 'Dry run'),
  edit: say('编辑', 'Edit'),
  editRule: say('编辑规则', 'Edit rule'),
  enabled: say('启用', 'Enabled'),
  exceptions: say('例外', 'Exceptions'),
  exceptionsHelp: say(
    '每行一个。出现例外时，其中的关键词不算，例如“不紧急”。',
    'One per line. A keyword inside an exception does not count: 不紧急, not urgent.',
  ),
  keywords: say('关键词', 'Keywords'),
  keywordsHelp: say(
    '每行一个。全角半角、大小写、繁体简体都一样，词中夹的空格和符号不影响；英文和数字按整词匹配。',
    'One per line. Width, case and traditional or simplified form make no difference, nor do blanks and signs within a word; Latin words and numbers match whole.',
  ),
  name: say('名称', 'Name'),
  nameHelp: say('消息上会显示触发它的规则名称。', 'Messages show the name of the rule that fired.'),
  none: say('不改变', 'Leave as it is'),
  noSamples: say('没有您可读的样本。', 'There are none that you may read.'),
  noMatch: say('没有匹配的规则', 'No rule matches'),
  noRules: say('还没有规则', 'There are no rules yet'),
  note: say('备注', 'Note'),
  nothingFires: say('没有规则触发', 'No rule fires'),
  ofDays: say('最近多少天', 'Of the last days'),
  off: say('停用', 'Off'),
  platforms: say('平台', 'Platforms'),
  platformsHelp: say('不选则适用于所有平台。', 'None chosen: all platforms.'),
  priority: say('优先级', 'Priority'),
  samples: say('看样本', 'Samples'),
  saveFirst: say('试一试（未保存的内容）', 'Try it (as written here, unsaved)'),
  shadow: say('影子', 'Shadow'),
  shadowHelp: say('影子模式：只记录会命中什么，不打标签、不提醒、不生成任务', 'In shadow: it only counts what it would hit; nothing is marked, told or made a task'),
  tags: say('标签', 'Tags'),
  tagsHelp: say('用逗号或空格分开。', 'Separated by commas or blanks.'),
  tryHere: say('试一试', 'Try the rules'),
  tryHelp: say('输入一段话，看哪条规则在哪里触发。不会保存。', 'Write something and see which rule fires where. It is not kept.'),
  tryText: say('试用文本', 'Text to try'),
  trySample: say('例如：這件事很紧-急，请尽快审批', 'For example: this is URGENT, please approve'),
  types: say('消息类型', 'Types of message'),
  typesHelp: say('不选则适用于所有类型。', 'None chosen: all types.'),
};

export const w = (name) => WORDS[name]();

export const TEXTS = {
  add: { zh: '新建规则', en: 'New rule' },
  find: { zh: '查找规则', en: 'Find a rule' },
  saved: { zh: '已保存，新消息按新规则判断。', en: 'Saved. New messages are judged by it.' },
};

export const counted = (n, off) =>
  t({
    zh: `${n} 条规则${off ? `，其中 ${off} 条停用` : ''}`,
    en: `${n} ${n === 1 ? 'rule' : 'rules'}${off ? `, ${off} off` : ''}`,
  });

/** For `confirm`, which chooses the language itself. */
export const removeQuestion = (name) => ({
    zh: `删除规则“${name}”？以前的判断结果保留不变。`,
    en: `Delete the rule “${name}”? What it found so far stays.`,
  });

export const moreWords = (n) => t({ zh: `还有 ${n} 个`, en: `${n} more` });
export const heldBack = (phrase) => t({ zh: `例外“${phrase}”`, en: `held back by “${phrase}”` });
export const switchLabel = (name) => t({ zh: `启用规则“${name}”`, en: `Rule “${name}” enabled` });
export const editLabel = (name) => t({ zh: `编辑规则“${name}”`, en: `Edit the rule “${name}”` });
export const removeLabel = (name) => t({ zh: `删除规则“${name}”`, en: `Delete the rule “${name}”` });
export const notInForce = (snapshot, inForce) =>
  t({
    zh: `${snapshot} 正在生效${inForce ? `，现在仍按 ${inForce} 判断` : ''}`,
    en: `${snapshot} is coming into force${inForce ? `; messages are still judged by ${inForce}` : ''}`,
  });
export const daysName = (days) => t({ zh: `最近 ${days} 天`, en: days === 1 ? 'Last day' : `Last ${days} days` });

/** Of thirty days: what it did, or would have done in shadow, and how often that was called wrong. */
export function figureWords({ fired, shadowed, wrong, precision, urgent, shadow }, number) {
  const n = shadow ? shadowed : fired;
  const told = shadow && urgent ? { zh: '，均为高优先级（会立即通知）', en: ', all of high priority (people would be told at once)' } : { zh: '', en: '' };
  const share = precision === undefined || !wrong ? { zh: '', en: '' } : { zh: `，准确率 ${(precision * 100).toFixed(1)}%`, en: `, precision ${(precision * 100).toFixed(1)}%` };
  return t({
    zh: `近 30 天${shadow ? '会命中' : '命中'} ${number(n)} 条${told.zh}，反馈有误 ${number(wrong)} 条${share.zh}`,
    en: `30 days: ${shadow ? 'would hit' : 'hit'} ${number(n)}${told.en}, called wrong ${number(wrong)}${share.en}`,
  });
}
