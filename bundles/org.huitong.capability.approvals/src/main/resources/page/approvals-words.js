// SPDX-License-Identifier: Apache-2.0
// What the page of approvals says, in both languages.
import { t } from 'huitong';

const say = (zh, en) => () => t({ zh, en });
const WORDS = {
  all: say('全部', 'All'),
  approved: say('已通过', 'Approved'),
  asked: say('申请人', 'Asked by'),
  centre: say('审批中心', 'approval centre'),
  centre_doubtful: say('不确定是否已建立。', 'nobody can tell whether it stands there.'),
  centre_refused: say('没有进入，照常在这里审批。', 'it does not stand there; approve here as usual.'),
  change: say('变更内容', 'What changes'),
  emergency: say('紧急', 'Emergency'),
  expired: say('已过期', 'Expired'),
  inForce: say('已先行生效，待复核', 'In force already, to be reviewed'),
  instead: say('代', 'for'),
  mine: say('待我审批', 'Waiting for me'),
  more: say('更多', 'More'),
  nobody: say('暂无审批人，等待中', 'nobody at present; it waits'),
  none: say('没有审批', 'No approvals'),
  noneMine: say('没有等待您审批的事项。', 'Nothing waits for you.'),
  noneWhy: say('修改人员的角色会先在这里审批。', 'Other roles for people are approved here first.'),
  overtaken: say('已失效', 'Overtaken'),
  reason: say('理由', 'Reason'),
  refuse: say('拒绝', 'Refuse'),
  refused: say('已拒绝', 'Refused'),
  said_approved: say('同意', 'approved'),
  said_refused: say('拒绝', 'refused'),
  steps: say('审批流程', 'Steps'),
  until: say('期限', 'Until'),
  waiting: say('审批中', 'Waiting'),
};

export const w = (name) => WORDS[name]();
export const sure = ({ zh, en }) => ({ zh: `同意“${zh}”？`, en: `Approve “${en}”?` });
export const APPROVE = { zh: '同意', en: 'Approve' };
