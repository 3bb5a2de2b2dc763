-- Rules of retention, in versions: a change adds a version and one row for the rule that it changes. filter: JSON. keep:
-- ISO-8601. outcome: archive or destroy.
CREATE TABLE keeping_rule_head (
  version INTEGER NOT NULL
);
CREATE TABLE keeping_rule_version (
  version INTEGER NOT NULL PRIMARY KEY,
  made_at BIGINT NOT NULL,
  made_by VARCHAR(128) NOT NULL,
  what    VARCHAR(400) NOT NULL
);
CREATE TABLE keeping_rule (
  id      BIGINT NOT NULL,
  version INTEGER NOT NULL REFERENCES keeping_rule_version (version),
  gone    BOOLEAN NOT NULL,
  name    VARCHAR(100) NOT NULL,
  filter  VARCHAR(8000) NOT NULL,
  keep    VARCHAR(20) NOT NULL,
  outcome VARCHAR(10) NOT NULL,
  basis   VARCHAR(500) NOT NULL,
  PRIMARY KEY (id, version)
);
INSERT INTO keeping_rule_version VALUES (1, 0, '-hub', '+ 财务类');
INSERT INTO keeping_rule_version VALUES (2, 0, '-hub', '+ 一般消息');
INSERT INTO keeping_rule_head VALUES (2);
INSERT INTO keeping_rule VALUES (1, 1, FALSE, '财务类', '{"any":[{"tag":"财务"},{"module":"财务"}]}', 'P3Y', 'archive',
  '公司制度：财务类往来消息保管三年。会计档案本身的期限另依《会计档案管理办法》。');
INSERT INTO keeping_rule VALUES (2, 2, FALSE, '一般消息', '{"all":[]}', 'P1Y', 'archive',
  '公司制度：一般消息保管一年；不少于《网络安全法》第二十一条所要求的六个月。');

-- Holds: they win over every rule. Why is sealed: it may say who is looked into. until: epoch milliseconds, or never.
CREATE TABLE keeping_hold_head (
  version INTEGER NOT NULL
);
INSERT INTO keeping_hold_head VALUES (0);
CREATE TABLE keeping_hold_version (
  version INTEGER NOT NULL PRIMARY KEY,
  made_at BIGINT NOT NULL,
  made_by VARCHAR(128) NOT NULL,
  what    VARCHAR(400) NOT NULL
);
CREATE TABLE keeping_hold (
  id           BIGINT NOT NULL,
  version      INTEGER NOT NULL REFERENCES keeping_hold_version (version),
  gone         BOOLEAN NOT NULL,
  name         VARCHAR(100) NOT NULL,
  filter       VARCHAR(8000) NOT NULL,
  until_at     BIGINT,
  seal_key     VARCHAR(64) NOT NULL,
  seal_wrapped BYTEA NOT NULL,
  seal_text    BYTEA NOT NULL,
  PRIMARY KEY (id, version)
);

-- Who ever said that messages are needed still.
CREATE TABLE keeping_claim (
  name VARCHAR(64) NOT NULL PRIMARY KEY
);

-- Runs. id: of the job.
CREATE TABLE keeping_run (
  id         VARCHAR(32) NOT NULL PRIMARY KEY,
  made_by    VARCHAR(128) NOT NULL,
  started_at BIGINT NOT NULL,
  ended_at   BIGINT,
  archived   BIGINT NOT NULL,
  announced  BIGINT NOT NULL,
  destroyed  BIGINT NOT NULL,
  held       BIGINT NOT NULL,
  needed     BIGINT NOT NULL,
  unjudged   BIGINT NOT NULL,
  trouble    VARCHAR(1000) NOT NULL,
  trouble_zh VARCHAR(1000) NOT NULL
);
CREATE INDEX keeping_run_when ON keeping_run (started_at);

-- Where archives go: the place whose marker was put there by us, and the key from which that of each container is made.
CREATE TABLE keeping_place (
  one          SMALLINT NOT NULL PRIMARY KEY,
  marker       VARCHAR(32) NOT NULL,
  made_at      BIGINT NOT NULL,
  made_by      VARCHAR(128) NOT NULL,
  seal_key     VARCHAR(64) NOT NULL,
  seal_wrapped BYTEA NOT NULL,
  seal_text    BYTEA NOT NULL
);

-- Containers. state: 1 being written, 2 read back and right, 3 lost. hash: of its manifest.
CREATE TABLE keeping_container (
  id         INTEGER NOT NULL PRIMARY KEY,
  run        VARCHAR(32) NOT NULL,
  rule       BIGINT NOT NULL,
  place      VARCHAR(200) NOT NULL,
  state      SMALLINT NOT NULL,
  made_at    BIGINT NOT NULL,
  checked_at BIGINT NOT NULL,
  messages   INTEGER NOT NULL,
  bytes      BIGINT NOT NULL,
  hash       VARCHAR(64) NOT NULL
);

-- What is archived. seq: the message's first line; number: its line in the container; hash: of that line.
CREATE TABLE keeping_archived (
  seq         BIGINT NOT NULL PRIMARY KEY,
  id          VARCHAR(22) NOT NULL,
  container   INTEGER NOT NULL REFERENCES keeping_container (id),
  number      INTEGER NOT NULL,
  hash        VARCHAR(64) NOT NULL,
  archived_at BIGINT NOT NULL
);
CREATE INDEX keeping_archived_container ON keeping_archived (container, number);
CREATE INDEX keeping_archived_id ON keeping_archived (id);

-- What will be destroyed, and since when that is known: of what is archived, since then. seen: when it was last due.
CREATE TABLE keeping_announced (
  seq   BIGINT NOT NULL PRIMARY KEY,
  rule  BIGINT NOT NULL,
  since BIGINT NOT NULL,
  seen  BIGINT NOT NULL
);

-- What was ever found under a hold that is in force, by its first line.
CREATE TABLE keeping_custody (
  hold BIGINT NOT NULL,
  seq  BIGINT NOT NULL,
  PRIMARY KEY (hold, seq)
);

-- Certificates of destruction, and what each certifies. hash: of its lines, once it is closed. container: 0 is none.
CREATE TABLE keeping_certificate (
  number    VARCHAR(64) NOT NULL PRIMARY KEY,
  run       VARCHAR(32) NOT NULL,
  rule      BIGINT NOT NULL,
  rule_name VARCHAR(100) NOT NULL,
  keep      VARCHAR(20) NOT NULL,
  basis     VARCHAR(500) NOT NULL,
  made_at   BIGINT NOT NULL,
  closed_at BIGINT,
  messages  BIGINT NOT NULL,
  hash      VARCHAR(64) NOT NULL
);
CREATE INDEX keeping_certificate_when ON keeping_certificate (made_at);
CREATE TABLE keeping_destroyed (
  certificate VARCHAR(64) NOT NULL REFERENCES keeping_certificate (number),
  seq         BIGINT NOT NULL,
  id          VARCHAR(22) NOT NULL,
  sent_at     BIGINT NOT NULL,
  container   INTEGER NOT NULL,
  hash        VARCHAR(64) NOT NULL,
  PRIMARY KEY (certificate, seq)
);
