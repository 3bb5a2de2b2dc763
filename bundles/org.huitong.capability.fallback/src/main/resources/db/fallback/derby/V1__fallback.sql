-- The chains by which people are told while a platform cannot send, in versions. ways: platform and price in hundredths,
-- one a line. after_seconds: how long the platform has to have been unable to send.
CREATE TABLE fallback_head (
  version INTEGER NOT NULL
);
CREATE TABLE fallback_version (
  version INTEGER NOT NULL PRIMARY KEY,
  made_at BIGINT NOT NULL,
  made_by VARCHAR(128) NOT NULL,
  what    VARCHAR(400) NOT NULL
);
CREATE TABLE fallback_chain (
  id            BIGINT NOT NULL,
  version       INTEGER NOT NULL REFERENCES fallback_version (version),
  gone          BOOLEAN NOT NULL,
  name          VARCHAR(100) NOT NULL,
  is_urgent     BOOLEAN NOT NULL,
  company       VARCHAR(64),
  ways          VARCHAR(1000) NOT NULL,
  after_seconds INTEGER NOT NULL,
  budget        INTEGER NOT NULL,
  is_on         BOOLEAN NOT NULL,
  PRIMARY KEY (id, version)
);
INSERT INTO fallback_head VALUES (1);
INSERT INTO fallback_version VALUES (1, 0, 'huitong', '+ 默认应急链 default chain');
INSERT INTO fallback_chain VALUES (1, 1, FALSE, '紧急消息换其他渠道', TRUE, NULL, 'dingtalk 0
wecom 0
feishu 0
mail 0
sms 5', 120, 5000, TRUE);

-- The accounts by which somebody wants nothing to be sent.
CREATE TABLE fallback_off (
  platform VARCHAR(32) NOT NULL,
  account  VARCHAR(64) NOT NULL,
  made_at  BIGINT NOT NULL,
  made_by  VARCHAR(128) NOT NULL,
  PRIMARY KEY (platform, account)
);

-- Drills. supposed: the platforms that were supposed to be down, one a line. Who would be reached by what lies sealed.
CREATE TABLE fallback_drill (
  id           VARCHAR(32) NOT NULL PRIMARY KEY,
  held_at      BIGINT NOT NULL,
  held_by      VARCHAR(128) NOT NULL,
  supposed     VARCHAR(1000) NOT NULL,
  persons      INTEGER NOT NULL,
  unreached    INTEGER NOT NULL,
  seal_key     VARCHAR(64) NOT NULL,
  seal_wrapped VARCHAR(512) FOR BIT DATA NOT NULL,
  seal_text    BLOB(16M) NOT NULL
);
CREATE INDEX fallback_drill_time ON fallback_drill (held_at);
