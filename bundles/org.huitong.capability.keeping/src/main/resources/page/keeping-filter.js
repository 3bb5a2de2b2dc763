// SPDX-License-Identifier: Apache-2.0
// Which messages a filter speaks of, in words. What is too deep to be read is still a filter: it is shown as it is written.
import { formatTime, platformName, priorityName, secrecyName, t } from 'huitong';

const NAMES = {
  account: { zh: '账号', en: 'account' },
  assigned: { zh: '分配给', en: 'assigned to' },
  company: { zh: '公司', en: 'company' },
  conversation: { zh: '会话', en: 'room' },
  customer: { zh: '客户', en: 'customer' },
  department: { zh: '部门', en: 'department' },
  module: { zh: '模块', en: 'module' },
  party: { zh: '参与方', en: 'party' },
  person: { zh: '人员', en: 'person' },
  platform: { zh: '平台', en: 'platform' },
  priority: { zh: '优先级', en: 'priority' },
  project: { zh: '项目', en: 'project' },
  rule: { zh: '规则', en: 'rule' },
  secrecyUpTo: { zh: '密级不高于', en: 'secrecy up to' },
  sender: { zh: '发送人', en: 'sender' },
  tag: { zh: '标签', en: 'tag' },
  type: { zh: '类型', en: 'type' },
};

const DEEPEST = 3;
const has = (names, name) => Object.hasOwn(names, name);

/** A filter that this page has no words for. */
class Unspoken extends Error {}

const CALLED = { platform: platformName, priority: priorityName, secrecyUpTo: secrecyName };

const value = (name, text, departments) => {
  if (name === 'department') return departments.get(text) ?? text;
  return has(CALLED, name) ? CALLED[name](text) : text;
};

const period = ({ from, to }) => {
  if (from && to) return t({ zh: `${formatTime(from, 'short')} 至 ${formatTime(to, 'short')}`, en: `${formatTime(from, 'short')} to ${formatTime(to, 'short')}` });
  const [since, until] = [from && formatTime(from, 'short'), to && formatTime(to, 'short')];
  return from ? t({ zh: `${since} 起`, en: `since ${since}` }) : t({ zh: `${until} 之前`, en: `before ${until}` });
};

const joined = (parts, or, depth) => {
  const text = parts.join(or ? t({ zh: ' 或 ', en: ' or ' }) : t({ zh: ' 且 ', en: ' and ' }));
  return depth > 0 && parts.length > 1 ? t({ zh: `（${text}）`, en: `(${text})` }) : text;
};

const say = (filter, departments, depth) => {
  if (depth > DEEPEST) throw new Unspoken();
  const several = (list) => list.map((one) => say(one, departments, depth + 1));
  const parts = [];
  for (const [name, of] of Object.entries(filter)) {
    if (name === 'all') parts.push(of.length ? joined(several(of), false, depth) : t({ zh: '全部消息', en: 'every message' }));
    else if (name === 'any') parts.push(of.length ? joined(several(of), true, depth) : t({ zh: '没有消息', en: 'no message' }));
    else if (name === 'not') parts.push(t({ zh: `除 ${say(of, departments, depth + 1)} 以外`, en: `not ${say(of, departments, depth + 1)}` }));
    else if (name === 'from' || (name === 'to' && !filter.from)) parts.push(period(filter));
    else if (name === 'to' || name === 'tenant') continue;
    else if (has(NAMES, name)) parts.push(`${t(NAMES[name])} ${value(name, of, departments)}`);
    else throw new Unspoken();
  }
  return joined(parts, false, depth);
};

/**
 * @param departments names by id; an id that is not among them stands for itself
 */
export const inWords = (filter, departments) => {
  try {
    return say(filter, departments, 0);
  } catch (unspoken) {
    if (unspoken instanceof Unspoken) return JSON.stringify(filter);
    throw unspoken;
  }
};
