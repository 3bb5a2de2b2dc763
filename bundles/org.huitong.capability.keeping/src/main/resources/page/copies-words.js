// SPDX-License-Identifier: Apache-2.0
// Every word that people read on the pages of nominations and copies, in both languages.
import { formatNumber, plural, t } from 'huitong';

const say = (zh, en) => () => t({ zh, en });

const WORDS = {
  at: say('提名时间', 'Nominated'),
  by: say('提名人', 'By'),
  copied: say('备份时间', 'Copied'),
  copy: say('备份', 'Copy'),
  earlier: say('更早的', 'Earlier ones'),
  file: say('文件', 'File'),
  filter: say('哪些消息', 'Which messages'),
  filterBad: say('“哪些消息”不是有效的 JSON。', 'Which messages: this is not JSON.'),
  filterHelp: say('JSON，例如 {"tag":"合同"}；在收件箱筛选后用“提名备份…”更方便。', 'JSON, such as {"tag":"…"}; “Nominate…” in the inbox takes the filters there.'),
  hash: say('编号清单的哈希', 'Hash of the ids'),
  ids: say('消息编号', 'Ids of the messages'),
  look: say('预览条数', 'How many'),
  messages: say('消息数', 'Messages'),
  named: say('这条消息', 'This message'),
  nominate: say('提名', 'Nominate'),
  nominateAll: say('提名备份…', 'Nominate…'),
  noCopies: say('没有提名', 'No nominations'),
  noNominations: say('还没有提名', 'You have nominated nothing yet'),
  nominations: say('我的提名', 'My nominations'),
  nominationsNote: say(
    '提名的消息由管理员加密备份，管理员只看到数量、编号和哈希，看不到内容和您写的说明。备份完成之前，这些消息不会因保管期满而销毁。',
    'An administrator copies what you nominate, encrypted, and sees how many, ids and hashes: no words, your note among them. Until it is copied it is not destroyed when its time is over.',
  ),
  none: say('不在备份中', 'not in the copy'),
  note: say('说明（只有您自己看得到）', 'Note (you alone see it)'),
  noPath: say('还没有设置备份路径：在 conf/org.huitong.capability.keeping.cfg 写 copies。', 'No path of copies is set: write copies into conf/org.huitong.capability.keeping.cfg.'),
  noRecipient: say('安全管理员还没有在“保管与归档”页设定收件人证书。', 'The security administrator has set no recipient’s certificate on the page Keeping yet.'),
  copies: say('被提名的重要消息', 'Nominated messages'),
  copiesNote: say(
    '备份写成只有收件人能打开的加密文件（CMS，AES-256），写完回读核验才算完成。这里看不到任何消息内容。',
    'A copy is a file that its recipient alone opens (CMS, AES-256); it counts once it was read back and verified. No words of messages are shown here.',
  ),
  print: say('指纹', 'Print'),
  reason: say('类别', 'Kind'),
  recipient: say('收件人', 'Recipient'),
  state: say('状态', 'State'),
  withdraw: say('撤回', 'Withdraw'),
};

const STATES = {
  waiting: { zh: '等待备份', en: 'waiting' },
  begun: { zh: '备份中或未完成', en: 'begun' },
  copied: { zh: '已备份', en: 'copied' },
  withdrawn: { zh: '已撤回', en: 'withdrawn' },
};

/** Why messages are important, in one word. */
export const REASONS = {
  contract: { zh: '合同', en: 'Contract' },
  approval: { zh: '审批单', en: 'Approval' },
  policy: { zh: '制度文件', en: 'Policy' },
  evidence: { zh: '证据材料', en: 'Evidence' },
  other: { zh: '其他', en: 'Other' },
};

export const VARIANTS = { waiting: 'warning', begun: 'primary', copied: 'success', withdrawn: 'neutral' };

export const w = (name) => WORDS[name]();

export const stateName = (state) => t(STATES[state]);

export const reasonName = (reason) => t(REASONS[reason]);

export const fitting = (messages) =>
  t({ zh: `符合的消息有 ${formatNumber(messages)} 条。`, en: `${plural(messages, 'message')} fit.` });

export const WITHDRAW_QUESTION = { zh: '撤回这项提名？这些消息不再等待备份。', en: 'Withdraw this nomination? Its messages wait for a copy no more.' };
export const YES_WITHDRAW = { zh: '撤回', en: 'Withdraw' };
