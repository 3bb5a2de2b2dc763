// SPDX-License-Identifier: Apache-2.0
// Every word that people read on this page, in both languages.
import { locale, t } from 'huitong';

const say = (zh, en) => () => t({ zh, en });

const pick = (words) => (word) => (words[word] ? words[word]() : (word ?? ''));

export { partName, platformName, priorityName, secrecyName } from 'huitong';

export const TYPES = [
  'text', 'rich-text', 'image', 'voice', 'video', 'file', 'card', 'location', 'link', 'event', 'unavailable',
];

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
  unavailable: say('无法取得', 'Unavailable'),
});

const ICONS = {
  text: 'chat-left-text',
  'rich-text': 'card-text',
  image: 'image',
  voice: 'mic',
  video: 'camera-video',
  file: 'file-earmark',
  card: 'card-list',
  location: 'geo-alt',
  link: 'link-45deg',
  event: 'lightning',
  unavailable: 'eye-slash',
};

export const typeIcon = (type) => ICONS[type] ?? 'chat-left';

export const PRIORITIES = ['high', 'medium', 'low'];

export const senderKind = pick({
  person: say('同事', 'Colleague'),
  customer: say('客户', 'Customer'),
  robot: say('机器人', 'Robot'),
  system: say('系统', 'System'),
});

export const reasonName = pick({
  withheld: say('平台不提供这条消息的内容', 'The platform does not hand out this content'),
  expired: say('内容已过期，平台不再保留', 'The content has expired on the platform'),
  encrypted: say('内容已加密，本系统没有密钥', 'Encrypted with a key that this hub does not have'),
  quota: say('平台额度已用完，只通知了消息，没有给内容', 'The platform’s quota is used up: announced, not delivered'),
  recalled: say('发送人已撤回；原文作为证据保留，需要单独的权限才能查看', 'Taken back by its sender; the words are kept as evidence and need a right of their own'),
  forgotten: say('保管期满，已按规则销毁', 'Kept as long as it had to be, and destroyed by rule'),
  quarantined: say('含国家秘密标志，已隔离，请联系保密办公室', 'Bears the mark of a state secret and is quarantined; ask the office for secrets'),
  unreadable: say('本版本无法识别这条记录', 'This version of the hub does not understand it'),
});

export const gateName = pick({
  sent: say('发出', 'Sent'),
  received: say('到达', 'Received'),
  stored: say('入库', 'Stored'),
  judged: say('判断', 'Judged'),
  owed: say('待补判断', 'Finding owed'),
  read: say('已交给', 'Handed to'),
  waiting: say('等待', 'Waiting'),
  parked: say('搁置', 'Parked'),
  recalled: say('撤回', 'Recalled'),
  'seen-again': say('再次收到', 'Seen again'),
  forgotten: say('已销毁', 'Destroyed'),
  same: say('另一来源也收到', 'Came by another account too'),
});

/** What the hub says at a gate, in Chinese; a sentence that is not known here is shown as it is. */
const VERDICTS = [
  [/^version (\d+), /, '第 $1 版，'],
  [/^by the platform's clock$/, '以平台时间为准'],
  [/^verified and read$/, '验签通过并已解析'],
  [/^line (\d+) of the log$/, '第 $1 行'],
  [/^its finding will be made up$/, '判断将按日志顺序补上'],
  [/^known already, nothing changed$/, '已收过，没有变化'],
  [/^under the id (\S+)$/, '编号 $1，列表中只显示先到的一条'],
  [/^has taken it$/, '已处理'],
  [/^has not come to it yet$/, '还没有读到这一条'],
  [/^refused again and again$/, '多次处理失败，已搁置'],
  [/^taken back on the platform$/, '在平台上被撤回'],
  [/^by certificate /, '证书 '],
  [/^after the commit: /, '入库之后：'],
  [/^by (\S+): (\d+) marks?, (\d+) denied$/, '$1 手工指定 $2 项，否定 $3 项'],
  [/nothing found/, '没有发现'],
  [/(\d+) marks?/, '$1 项'],
  [/, rules? (.+?)(?= \(|$)/, '，规则 $1'],
  [/ \(snapshot (.+)\)$/, '（依据 $1）'],
];

export function verdictName(sentence) {
  if (!locale().startsWith('zh')) return sentence;
  // "version 2, verified and read" is two sentences in one.
  const halves = /^(version \d+, )(.+)$/.exec(sentence)?.slice(1) ?? [sentence];
  return halves
    .map((half) => VERDICTS.reduce((said, [pattern, zh]) => said.replace(pattern, zh), half))
    .join('');
}

export const markName = pick({
  person: say('人员', 'Person'),
  company: say('公司', 'Company'),
  department: say('部门', 'Department'),
  project: say('项目', 'Project'),
  priority: say('优先级', 'Priority'),
  tag: say('标签', 'Tag'),
  rule: say('规则', 'Rule'),
  secrecy: say('密级', 'Secrecy'),
  module: say('模块', 'Module'),
  assigned: say('负责人', 'Assigned to'),
  party: say('相关人', 'Party'),
  customer: say('客户', 'Customer'),
});

export const untagLabel = (tag) => t({ zh: `去掉标签“${tag}”`, en: `Remove the tag “${tag}”` });

export const filterName = pick({
  text: say('文字', 'Words'),
  module: say('模块', 'Module'),
  assigned: say('负责人', 'Assigned to'),
  customer: say('客户', 'Customer'),
  platform: say('平台', 'Platform'),
  account: say('接入账号', 'Account'),
  conversation: say('会话', 'Conversation'),
  sender: say('发送人', 'Sender'),
  person: say('人员', 'Person'),
  department: say('部门', 'Department'),
  project: say('项目', 'Project'),
  type: say('类型', 'Type'),
  tag: say('标签', 'Tag'),
  priority: say('优先级', 'Priority'),
  from: say('从', 'From'),
  to: say('到', 'To'),
  since: say('时间', 'Time'),
  company: say('公司', 'Company'),
  rule: say('规则', 'Rule'),
  filter: say('条件', 'Condition'),
});

const LACKS = pick({
  tag: say('还没有标签', 'no tag yet'),
  assigned: say('还没有负责人', 'nobody assigned yet'),
  department: say('还没有部门', 'no department yet'),
  project: say('还没有项目', 'no project yet'),
});

/** A filter in its own language: those of the delivered views by name, another one as what it is. */
export function ownFilterName(json) {
  try {
    const lacks = JSON.parse(json).not?.has;
    if (lacks) return LACKS(lacks);
  } catch {
    // What cannot be read is refused with the list, and said there.
  }
  return t({ zh: '自定义', en: 'of one’s own' });
}

export const PERIODS = ['1h', '24h', '7d', '30d'];

export const periodName = pick({
  '1h': say('最近 1 小时', 'Last hour'),
  '24h': say('最近 24 小时', 'Last 24 hours'),
  '7d': say('最近 7 天', 'Last 7 days'),
  '30d': say('最近 30 天', 'Last 30 days'),
});

export const WORDS = {
  views: say('视图', 'Views'),
  allMessages: say('全部消息', 'All messages'),
  saveView: say('保存为视图…', 'Save as a view…'),
  saveViewWhy: say('保存当前的筛选条件，以后一键打开。看到的始终是您有权查看的消息。', 'Keeps the filters of now under a name. Whoever opens it sees what they may see.'),
  viewName: say('名称', 'Name'),
  shareView: say('共享给所有人', 'Share with everybody'),
  shared: say('共享', 'Shared'),
  save: say('保存', 'Save'),
  removeView: say('删除视图', 'Remove the view'),
  removeViewWhy: say('删除后不能恢复；消息不受影响。', 'It is gone then; no message is touched.'),
  removeSharedWhy: say('这是共享的视图，之后其他人都不再看到；如果是别人创建的，创建者仍保留。消息不受影响。', 'It is shared, and gone for everybody else then; somebody else’s stays theirs. No message is touched.'),
  sayOf: say('手工标注', 'Mark by hand'),
  addTag: say('加标签', 'Add a tag'),
  add: say('添加', 'Add'),
  rankIt: say('优先级', 'Priority'),
  asJudged: say('以规则为准', 'As rules judge'),
  module: say('模块', 'Module'),
  denied: say('已否定', 'Denied'),
  byHand: say('手工标注', 'By hand'),
  nominate: say('提名备份', 'Nominate'),
  nominateAll: say('提名备份…', 'Nominate…'),
  sayOfAll: say('标注全部匹配的消息…', 'Mark all that match…'),
  sayOfAllWhy: say('对当前筛选出的全部消息（您可以查看的）生效，先预览再执行，执行后可以撤销。', 'For every message that fits the filters and that you may see. Look first; it can be undone afterwards.'),
  format: say('格式', 'Format'),
  jsonl: say('JSONL，每行一条，供程序处理', 'JSONL, one a line, for programs'),
  replyNoRight: say('您没有“发送消息”的权限（messages.send），不能在这里回复。', 'You may not send messages (messages.send), so there is nothing to reply with.'),
  takeOut: say('导出…', 'Export…'),
  takeOutNow: say('开始导出', 'Export'),
  takeOutWhy: say('导出符合当前筛选条件、且您有权导出的全部消息。能查看的不一定能导出（例如客服坐席只能导出分配给自己的），结束时会说明导出了几条。导出会记入审计。', 'All messages that fit the filters of the list and that you may export, as one file. Not all that is read may be exported: agents export what is assigned to them. The end says how many there were. It is noted in the audit.'),
  xlsx: say('Excel 表格', 'Excel workbook'),
  pdf: say('PDF，每页有水印，最多 5,000 条', 'PDF with a watermark on each page, 5,000 at most'),
  tagsToAdd: say('添加的标签', 'Tags to add'),
  tagsToRemove: say('去掉的标签', 'Tags to remove'),
  commas: say('多个标签用逗号分开', 'Several, with commas between them'),
  unchanged: say('不改变', 'Unchanged'),
  preview: say('预览', 'Preview'),
  carryOut: say('执行', 'Carry out'),
  all: say('全部', 'All'),
  attachments: say('附件', 'Attachments'),
  fileAmr: say('浏览器不能播放 AMR 语音，请保存后用播放器打开。', 'Browsers do not play AMR: save it and open it with a player.'),
  fileChecked: say('正在做病毒扫描', 'Being examined for viruses'),
  fileComing: say('正在取回', 'Being fetched'),
  fileInside: say('文件内容：', 'In the file: '),
  fileLost: say('无法取得', 'Could not be had'),
  fileNever: say('平台没有给出取回的办法，或消息早于附件功能', 'the platform gives no way to it, or the message is older than the keeping of files'),
  back: say('返回列表', 'Back to the list'),
  clear: say('清除筛选', 'Clear filters'),
  conversation: say('会话', 'Conversation'),
  conversationNewer: say('较新的消息', 'Newer messages'),
  conversationOlder: say('较早的消息', 'Older messages'),
  direct: say('单聊', 'Direct chat'),
  details: say('详情：经过、判断、版本、来源', 'Details: trace, findings, versions, source'),
  quoted: say('引用', 'Quoted'),
  edited: say('已编辑', 'Edited'),
  empty: say('还没有消息', 'No messages yet'),
  emptyWhy: say(
    '平台的第一条消息到达后会立刻显示在这里。连接器页面可以看到各平台的状态。',
    'The first message of a platform appears here at once. The connectors page shows how each platform stands.',
  ),
  end: say('没有更早的消息了', 'No older messages'),
  facts: say('来源', 'Source'),
  filters: say('筛选', 'Filters'),
  findings: say('判断', 'Findings'),
  find: say('搜索', 'Search'),
  findHint: say('搜索消息、文件名和文件内容', 'Words of messages and files'),
  foundEarlier: say('较早的版本里有', 'In an earlier version'),
  goOn: say('继续查找', 'Go on'),
  nothingYet: say('还没有找到', 'Nothing so far'),
  forbidden: say('您还没有“查看消息”的权限', 'You may not read messages yet'),
  forbiddenWhy: say(
    '管理系统与查看消息是两种权限。请联系管理“角色与权限”的同事，请他给您“查看消息”（messages.read），范围由您的角色决定。',
    'Managing the hub and reading messages are two rights. Ask whoever looks after the page Rights for “Read messages” (messages.read); your role says how far it reaches.',
  ),
  gone: say('没有这条消息，或您无权查看。', 'There is no such message, or you may not see it.'),
  high: say('高优先级', 'High priority'),
  inConversation: say('在会话中查看', 'Show in conversation'),
  'letter-waiting': say('排队', 'Waiting'),
  'letter-sending': say('正在发送', 'Sending'),
  'letter-accepted': say('平台已接受', 'Accepted'),
  'letter-delivered': say('已送达', 'Delivered'),
  'letter-read': say('已读', 'Read'),
  'letter-rejected': say('未发出', 'Rejected'),
  'letter-unknown': say('结果不明', 'Unknown'),
  attach: say('添加文件（也可拖入或粘贴）', 'Attach files (or drop or paste them)'),
  attachedFile: say('文件', 'File'),
  attachedFiles: say('要一起发送的文件', 'Files that go along'),
  'attached-checking': say('病毒扫描中', 'being examined'),
  'attached-failed': say('没有传上来', 'not uploaded'),
  'attached-infected': say('发现病毒，不能发送', 'a virus was found in it'),
  attachRemove: say('移除', 'Remove'),
  fileOnward: say('传送', 'Hand on'),
  reply: say('回复', 'Reply'),
  replyHint: say('写下回复，Ctrl+Enter 发送', 'Write a reply; Ctrl+Enter sends'),
  replyLeaves: say('5 秒后发出', 'It goes in five seconds'),
  replySend: say('发送', 'Send'),
  replySent: say('刚发出的回复', 'Replies just sent'),
  replyUndo: say('撤回', 'Undo'),
  less: say('收起', 'Less'),
  list: say('消息列表', 'Messages'),
  loading: say('正在载入…', 'Loading…'),
  low: say('低优先级', 'Low priority'),
  reveal: say('显示', 'Reveal'),
  revealWhy: say('查看理由（将被记录）', 'Why (it is noted)'),
  hide: say('隐去', 'Hide'),
  makeRule: say('据此建规则', 'Make a rule of this'),
  masked: say('号码已隐去', 'A number is masked'),
  maskedWhole: say('以下为完整内容，10 分钟后自动隐去；本次查看已记录。', 'The whole of it, for ten minutes; that you looked is noted.'),
  message: say('消息', 'Message'),
  more: say('更多', 'More'),
  noFindings: say('还没有判断。', 'Nothing was found yet.'),
  noMarks: say('没有发现', 'nothing found'),
  noText: say('（没有文字）', '(no text)'),
  nothing: say('没有符合筛选条件的消息', 'No message matches the filters'),
  offline: say('暂时连不上服务器', 'The server cannot be reached'),
  pickOne: say('选择一条消息查看详情', 'Pick a message to read it'),
  recalled: say('已撤回', 'Recalled'),
  consent: say('客户对存档的表态', 'What customers said to being kept'),
  sameAs: say('同一条消息已由另一来源先收到，列表中只显示那一条。', 'The same came before by another account; lists show that one alone.'),
  showFirst: say('查看先到的一条', 'Show the one that came first'),
  recalledWhy: say('发送人已撤回这条消息；内容仍为审计保留。', 'The sender took this message back; what was said is kept for audit.'),
  outOfSight: say('已保存；这条消息现在不在你的可见范围内。', 'Saved. The message is outside what you may see now.'),
  rooms: say('会话列表', 'Conversations'),
  byMessages: say('逐条', 'Messages'),
  byRooms: say('按会话', 'Conversations'),
  arrangement: say('排列方式', 'Arrangement'),
  noRooms: say('没有符合筛选条件的会话', 'No conversation fits the filters'),
  retry: say('重试', 'Try again'),
  sent: say('发送时间', 'Sent'),
  received: say('到达时间', 'Received'),
  snapshot: say('依据', 'Snapshot'),
  trace: say('经过', 'Trace'),
  readers: say('谁能看到', 'Who may see it'),
  readersCheck: say('查一个人能否看到', 'Whether one person may see it'),
  readersCheckHint: say('姓名', 'Name'),
  readersMay: say('能看到', 'may see it'),
  readersMayNot: say('看不到', 'may not see it'),
  readersNobody: say('没有匹配的人员', 'Nobody matches'),
  readersNoLogin: say('没有可登录的账号', 'no account to come in with'),
  readersNone: say('没有任何角色让此人查看消息。', 'No role lets this person read messages.'),
  readersOfAccount: say('登录账号', 'Account'),
  readersPrograms: say('不属于任何人、可查看全部消息的账号', 'Accounts of nobody that read every message'),
  versions: say('版本', 'Versions'),
  added: say('新增', 'Added'),
  removed: say('删除', 'Removed'),
  same: say('内容没有变化', 'The text did not change'),
  account: say('接入账号', 'Account'),
  tenant: say('企业', 'Tenant'),
  nativeId: say('平台消息号', 'Platform’s id'),
  seq: say('序号', 'Sequence'),
  id: say('消息号', 'Id'),
};

export const w = (name) => WORDS[name]();

export const unreadName = (n, most) => t({ zh: n < most ? `${n} 条未读` : `${most} 条以上未读`, en: n < most ? `${n} unread` : `${most} or more unread` });

export const arrivedName = (n) => t({ zh: `${n} 条新消息`, en: n === 1 ? '1 new' : `${n} new` });

export const shownName = (n, more) =>
  t({ zh: `已显示 ${n} 条${more ? '，还有更多' : ''}`, en: `${n} shown${more ? ', there are more' : ''}` });

export const readersName = (n) => t({ zh: `${n} 人能看到；本次查询已记录。`, en: `${n} ${n === 1 ? 'person' : 'people'} may see it; that you looked is noted.` });
export const untilName = (at) => t({ zh: `至 ${fullTime(at)}`, en: `until ${fullTime(at)}` });

export const versionName = (n) => t({ zh: `第 ${n} 版`, en: `Version ${n}` });

/** What people call the person, company, department or project of that id; else the id itself. */
export const nameOf = (message, id) => message.names?.[id] ?? id;

/** Who speaks, as people know them: what the company calls them comes before what the platform shows. */
export function senderName(message) {
  const { sender, person } = message;
  return message.names?.[person] || sender.name || (sender.kind === 'system' ? senderKind('system') : sender.id) || senderKind(sender.kind);
}

/** A room without a name of its own is told apart by the end of its number; nobody reads the whole of it. */
export function conversationName(message) {
  if (message.conversationTitle) return message.conversationTitle;
  if (message.conversationKind === 'direct') return w('direct');
  if (message.conversationKind === 'events') return t({ zh: '平台事件', en: 'Events' });
  const end = message.conversation.replace(/[^\p{L}\p{N}]/gu, '').slice(-4);
  return t({ zh: `群聊 ${end}`, en: `Group ${end}` });
}

/** `key: value` of an event, as far as the value says something to people: no numbers of things and persons. */
const KEYED = /^[\p{L}_.]+:\s*(.*)$/u;
const NUMBERED = /(^|[_.])(id|ids|code|no|user|operator|type|template.*|external|object)$|id$|ids$|code$|no$|party$|status$|time$/i;

/** What an event says, as one line: the words of people, without keys and codes. */
export function eventWords(text) {
  return (text ?? '')
    .split('\n')
    .map((line) => {
      const keyed = KEYED.exec(line);
      if (!keyed) return line.trim();
      const key = line.slice(0, line.indexOf(':'));
      const value = keyed[1].replace(/\s*\([^()]*\b[\w-]{6,}\)\s*$/, '').trim();
      const said = /^(object)$/i.test(key) || !NUMBERED.test(key);
      return said && /[\p{Script=Han}]|\s|^[A-Za-z]{3,}$/u.test(value) ? value : '';
    })
    .filter((part, i, all) => part && all.indexOf(part) === i)
    .join(' · ');
}

const FIRST = /[\p{L}\p{N}]/u;

/** One sign that stands for a person where there is no picture: the given name's last sign in Chinese, else the first. */
export function signOf(name) {
  const han = [...name].filter((c) => /\p{Script=Han}/u.test(c));
  return han.length ? han.at(-1) : (FIRST.exec(name)?.[0] ?? '?').toUpperCase();
}

/** One of eight colours, the same for a name wherever it stands. */
export const hueOf = (name) => [...name].reduce((sum, c) => (sum * 31 + c.codePointAt(0)) % 9973, 7) % 8;

/** The day as people call it: today, yesterday, else its date. */
export function dayName(instant) {
  const at = new Date(instant);
  const days = Math.round((new Date().setHours(0, 0, 0, 0) - new Date(at).setHours(0, 0, 0, 0)) / 86_400_000);
  if (days === 0 || days === 1) return t(days ? { zh: '昨天', en: 'Yesterday' } : { zh: '今天', en: 'Today' });
  const year = at.getFullYear() === new Date().getFullYear() ? {} : { year: 'numeric' };
  return new Intl.DateTimeFormat(locale(), { month: 'long', day: 'numeric', weekday: 'short', ...year }).format(at);
}

export const clockTime = (instant) =>
  new Intl.DateTimeFormat(locale(), { hour: '2-digit', minute: '2-digit', hour12: false }).format(new Date(instant));

/** A line that says what the message is, whatever its kind. */
export function summary(message) {
  if (message.unavailable) return reasonName(message.unavailable.reason);
  if (message.event) return [t(message.event.title), eventWords(message.text)].filter(Boolean).join(' · ');
  if (message.text) return message.text;
  const names = message.attachments.map((a) => a.name || typeName(a.type));
  return names.length ? names.join(' · ') : typeName(message.type);
}

export function durationName(millis) {
  if (millis == null) return '';
  const seconds = Math.round(millis / 1000);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}

/** The time alone for today, the date with it for other days. */
export function shortTime(instant) {
  const at = new Date(instant);
  const today = new Date();
  const sameDay = at.toDateString() === today.toDateString();
  const sameYear = at.getFullYear() === today.getFullYear();
  return new Intl.DateTimeFormat(locale(), {
    ...(sameDay ? {} : { month: 'numeric', day: 'numeric', ...(sameYear ? {} : { year: 'numeric' }) }),
    hour: '2-digit',
    minute: '2-digit',
    hour12: false,
  }).format(at);
}

export function fullTime(instant) {
  return new Intl.DateTimeFormat(locale(), { dateStyle: 'medium', timeStyle: 'medium', hour12: false }).format(
    new Date(instant),
  );
}

/** Milliseconds between two instants, for people; what lies in the future counts as nothing. */
export function delayName(from, to) {
  const millis = Math.max(0, Date.parse(to) - Date.parse(from));
  const [value, unit] =
    millis < 1000 ? [millis, 'millisecond']
      : millis < 120_000 ? [millis / 1000, 'second']
        : millis < 7_200_000 ? [millis / 60_000, 'minute']
          : [millis / 3_600_000, 'hour'];
  return new Intl.NumberFormat(locale(), { style: 'unit', unit, maximumFractionDigits: 1 }).format(value);
}
