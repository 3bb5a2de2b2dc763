-- The rule set in versions: a change adds a version and one row for the rule that it changes. The head is locked meanwhile.
CREATE TABLE rules_head (
  version INTEGER NOT NULL
);

CREATE TABLE rules_version (
  version INTEGER NOT NULL PRIMARY KEY,
  made_at BIGINT NOT NULL,
  made_by VARCHAR(128) NOT NULL,
  what VARCHAR(400) NOT NULL
);

-- Lists are lines. A deleted rule has a last row that says so.
CREATE TABLE rules_rule (
  id BIGINT NOT NULL,
  version INTEGER NOT NULL REFERENCES rules_version (version),
  gone BOOLEAN NOT NULL,
  name VARCHAR(64) NOT NULL,
  keywords CLOB NOT NULL,
  exceptions CLOB,
  priority VARCHAR(6),
  tags VARCHAR(2000),
  platforms VARCHAR(2000),
  types VARCHAR(500),
  is_on BOOLEAN NOT NULL,
  note VARCHAR(1000),
  PRIMARY KEY (id, version)
);

-- What a new hub begins with; people change it as they like.
INSERT INTO rules_head VALUES (1);
INSERT INTO rules_version VALUES (1, 0, 'huitong', '+ 默认规则 default rules');
INSERT INTO rules_rule VALUES (1, 1, FALSE, '紧急', '紧急
加急
急需
十万火急
urgent
asap', '不紧急
不太紧急
不是很紧急
并不紧急
无需加急
不用加急
紧急出口
紧急停止按钮
not urgent
non-urgent', 'high', NULL, NULL, NULL, TRUE, '说明很急的消息优先。');
INSERT INTO rules_rule VALUES (2, 1, FALSE, '审批', '审批
请批准
请审核', '无需审批
不需要审批
不用审批', NULL, '审批', NULL, NULL, TRUE, '需要有人批准的事项。');
INSERT INTO rules_rule VALUES (3, 1, FALSE, '客户投诉', '客户投诉
顾客投诉
客诉
要求退货
要求赔偿', '投诉已处理
投诉已解决
零投诉', 'high', '投诉
客户', NULL, NULL, TRUE, '客户不满意，要尽快有人跟进。');
INSERT INTO rules_rule VALUES (4, 1, FALSE, '客户', '客户', '客户端', NULL, '客户', NULL, NULL, TRUE, '与客户有关的消息。');
INSERT INTO rules_rule VALUES (5, 1, FALSE, '项目', '项目', '这项目标
各项目标
一项目标
两项目标
三项目标
多项目标
单项目标', NULL, '项目', NULL, NULL, TRUE, '项目里的进展。');
INSERT INTO rules_rule VALUES (6, 1, FALSE, '故障', '故障
停机
停线
宕机
无法登录', '无故障
故障已排除
故障已恢复', 'high', '故障', NULL, NULL, TRUE, '设备或系统出了问题。');
INSERT INTO rules_rule VALUES (7, 1, FALSE, '安全事故', '安全事故
受伤
火灾
泄漏
触电', '无安全事故
零事故
消防演练', 'high', '安全', NULL, NULL, TRUE, '人身和设备安全。');
INSERT INTO rules_rule VALUES (8, 1, FALSE, '需跟进', '需跟进
请跟进
待跟进', NULL, NULL, '跟进', NULL, NULL, TRUE, '要变成任务的消息。');
