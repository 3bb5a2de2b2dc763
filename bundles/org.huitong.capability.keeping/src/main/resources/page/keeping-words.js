// SPDX-License-Identifier: Apache-2.0
// Every word that people read on this page, in both languages.
import { formatNumber, plural, t } from 'huitong';

const say = (zh, en) => () => t({ zh, en });

const WORDS = {
  add: say('新建规则', 'New rule'),
  addHold: say('新建保全', 'New hold'),
  already: say('只在归档中', 'In archives alone'),
  announced: say('公示', 'Announced'),
  archive: say('归档后销毁', 'Archive, then destroy'),
  archived: say('归档', 'Archived'),
  archives: say('归档容器', 'Containers'),
  at: say('截至日期', 'As of'),
  away: say('以下功能曾声明需要保留消息，现在不在；它们回来之前不会销毁任何消息：', 'These once said that messages are needed, and are away; nothing is destroyed until they are back: '),
  ask: say('申请销毁', 'Ask for it'),
  askReason: say('理由（写在销毁证明上）', 'Why (it stands on the certificate)'),
  basis: say('依据', 'Legal basis'),
  basisHelp: say('法规条款或公司制度。', 'A law, or the company’s own rule.'),
  by: say('由', 'By'),
  destroy: say('公示后销毁', 'Announce, then destroy'),
  destroyed: say('销毁', 'Destroyed'),
  edit: say('编辑规则', 'Change rule'),
  editHold: say('编辑保全', 'Change hold'),
  cancel: say('取消', 'Cancel'),
  certificate: say('收件人证书（PEM）', 'The recipient’s certificate (PEM)'),
  certificateHelp: say('RSA 证书，密钥至少 2048 位；私钥由收件人保管，不要交给汇通。', 'Of an RSA key of 2048 bits or more; the private key stays with the recipient and is not for the hub.'),
  copies: say('重要消息备份的收件人', 'For whom important messages are copied'),
  certificates: say('销毁证明', 'Certificates of destruction'),
  checked: say('最近核验', 'Last read back'),
  container: say('容器', 'Container'),
  download: say('下载', 'Download'),
  ended: say('已到期', 'ended'),
  evening: say('每晚', 'each evening'),
  filter: say('适用范围', 'Which messages'),
  filterHelp: say('JSON，例如 {"tag":"财务"}、{"department":"d3"}、{"any":[…]}；{"all":[]} 表示全部消息。', 'JSON, such as {"tag":"…"}, {"department":"d3"}, {"any":[…]}; {"all":[]} is every message.'),
  filterBad: say('适用范围不是有效的 JSON。', 'Which messages: this is not JSON.'),
  forever: say('直到解除', 'until lifted'),
  held: say('保全中', 'On hold'),
  holds: say('保全', 'Holds'),
  holdsNote: say('保全优先于所有规则：其范围内的消息既不归档也不销毁。', 'A hold wins over every rule: nothing of it is archived or destroyed.'),
  keep: say('保管期限', 'Kept for'),
  keepHelp: say('P3Y 为三年，P18M 为十八个月；不得少于六个月。', 'P3Y is three years, P18M eighteen months; six months at least.'),
  lift: say('解除保全', 'Lift hold'),
  look: say('预览', 'Look'),
  gone: say('已移除', 'taken away'),
  kept: say('完好', 'whole'),
  key: say('归档密钥', 'Key of the archives'),
  keyNote: say('只显示这一次。没有汇通时凭它打开归档，请抄录后放进保险柜。', 'Shown this once. It opens archives where there is no hub: write it down and keep it in a safe.'),
  lost: say('损坏', 'lost'),
  messages: say('消息数', 'Messages'),
  more: say('消息较多，正在后台继续清点：', 'There are many; counting goes on: '),
  month: say('月份', 'Month'),
  months: say('销毁整月', 'Destroy a month'),
  monthsNote: say(
    '一个类别、一个月的全部消息连同密钥一起销毁：库中的内容、归档中的记录都不再打得开，此前的系统备份里也打不开。要两人：一人申请，另一人（默认“分管领导”）在“审批”里同意。保全中、仍有需要、保管期未满或应归档而未归档的消息会拦住它。',
    'All messages of one class and month are destroyed with their key: what is here, what lies in archives, and in backups from before it opens no more. It takes two: one asks, another (an executive, as delivered) approves. What is on hold, needed, kept longer by a rule or not archived yet stops it.',
  ),
  name: say('名称', 'Name'),
  noMonths: say('没有可以整月销毁的密钥。', 'There is no key of a month that is over.'),
  nothingStops: say('没有什么拦住它。', 'Nothing stops it.'),
  asked: say('申请', 'Asked for'),
  stopped: say('不能销毁', 'It cannot be destroyed'),
  tooYoung: say('不满六个月', 'not six months old'),
  needed: say('仍有需要', 'Needed still'),
  unjudged: say('待判定', 'Not judged yet'),
  cut: say('没有数完：以上只是其中一部分。', 'It was not counted to the end: this is only a part.'),
  earlier: say('更早的', 'Earlier ones'),
  next: say('下次执行', 'Next run'),
  nobody: say('还没有', 'None yet'),
  noHolds: say('没有保全', 'No holds'),
  noCopyPath: say('还没有设置备份路径（copies）。', 'No path of copies is set (copies).'),
  noRecipient: say('还没有设定收件人，重要消息不能备份。', 'No recipient is set: important messages cannot be copied.'),
  noRules: say('没有规则：任何消息都不会归档或销毁。', 'No rules: nothing is archived or destroyed.'),
  noRuns: say('还没有执行过', 'No runs yet'),
  noCertificates: say('还没有销毁过消息', 'Nothing was destroyed yet'),
  noContainers: say('还没有归档', 'Nothing was archived yet'),
  number: say('编号', 'Number'),
  place: say('归档位置', 'Place of archives'),
  prepare: say('启用归档', 'Prepare'),
  preview: say('预览', 'Preview'),
  previewNote: say('只清点，不做任何改动。消息按发送日期和收到日期都期满才算；可以看将来某一天。', 'Only counts; changes nothing. A message is due once it is old by its own date and by when it came in; a later day may be looked at.'),
  reason: say('原因', 'Reason'),
  recipientNote: say(
    '专员提名的重要消息由系统管理员备份成只有收件人能打开的文件。收件人由安全管理员设定：谁选证书，谁就可能读到内容，所以不由备份的人来选。',
    'What a clerk nominates a system administrator copies into files that the recipient alone opens. The security administrator says who that is: who chose the certificate could read them, so it is not whoever copies.',
  ),
  remove: say('删除规则', 'Remove rule'),
  ready: say('归档位置正常', 'The place of archives is there'),
  rules: say('保管规则', 'Rules'),
  rulesNote: say('同时符合几条规则的消息按最长的期限保管；不在任何规则内的消息一直保留。', 'The longest rule that speaks of a message counts; what no rule speaks of is kept.'),
  run: say('立即执行', 'Run now'),
  runs: say('执行记录', 'Runs'),
  save: say('保存', 'Save'),
  setRecipient: say('设定收件人', 'Set recipient'),
  started: say('开始', 'Begun'),
  then: say('期满后', 'Then'),
  until: say('保全至', 'Until'),
  untilHelp: say('最后一天；留空表示直到解除。', 'The last day; empty: until it is lifted.'),
  validUntil: say('有效期至', 'Valid until'),
  waiting: say('宽限期内', 'In grace'),
};

export const w = (name) => WORDS[name]();

/** How many messages a hold that was just made speaks of. */
export const fits = ({ messages, complete }) => ({
  zh: complete ? `保全了 ${formatNumber(messages)} 条消息。` : `已保全 ${formatNumber(messages)} 条消息，其余的在下次执行时记入；保全现在就有效。`,
  en: complete
    ? `${plural(messages, 'message')} on hold.`
    : `${plural(messages, 'message')} on hold so far; the next run writes down the rest. The hold is in force now.`,
});

export const RUN_QUESTION = {
  zh: '现在执行？期满的消息会归档；宽限期已过的会销毁，不能恢复。',
  en: 'Run now? Messages whose time is over are archived; those whose days of grace are over are destroyed for good.',
};
export const PREPARE_QUESTION = {
  zh: '在归档路径写入标记文件并生成归档密钥？请先确认挂载的是正确的存储。',
  en: 'Put the marker into the path of archives, and make their key? Make sure that the right storage is mounted.',
};
export const YES_PREPARE = { zh: '启用', en: 'Prepare' };
export const YES_RUN = { zh: '执行', en: 'Run' };
export const REMOVE_QUESTION = { zh: '删除这条规则？已有的记录保留不变。', en: 'Remove this rule? What was done by it stays on record.' };
export const YES_REMOVE = { zh: '删除', en: 'Remove' };
export const LIFT_QUESTION = { zh: '解除这项保全？期满的消息将在下次执行时归档或销毁。', en: 'Lift this hold? What is due will go in the next run.' };
export const YES_LIFT = { zh: '解除', en: 'Lift' };

export const askQuestion = (month, messages) => ({
  zh: `申请销毁 ${month} 的 ${formatNumber(messages)} 条消息？另一人同意之后立即执行，永远不能恢复。`,
  en: `Ask for the destruction of ${plural(messages, 'message')} of ${month}? Once somebody else approves, it is done at once and for ever.`,
});
export const YES_ASK = { zh: '申请', en: 'Ask' };

const DISPOSALS = {
  waiting: { zh: '等待第二人', en: 'waits for the second person' },
  running: { zh: '执行中', en: 'under way' },
  done: { zh: '已销毁', en: 'destroyed' },
  stopped: { zh: '未完成', en: 'not done' },
  refused: { zh: '被拒绝', en: 'refused' },
  expired: { zh: '无人决定', en: 'nobody decided' },
  overtaken: { zh: '已失效', en: 'overtaken' },
};

export const disposalState = (state) => t(DISPOSALS[state]);

const UNITS = { Y: { zh: '年', en: 'y' }, M: { zh: '个月', en: 'mo' }, W: { zh: '周', en: 'w' }, D: { zh: '天', en: 'd' } };

/** P3Y6M as people say it. */
export const period = (text) => {
  const parts = [...text.matchAll(/(\d+)([YMWD])/g)].map(([, n, unit]) => t({ zh: `${n}${UNITS[unit].zh}`, en: `${n} ${UNITS[unit].en}` }));
  return parts.join(t({ zh: '', en: ' ' })) || text;
};
