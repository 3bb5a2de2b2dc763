-- What came in together and may be told of, by its places in the log; what it says, and what is known of it, is sealed.
-- Kept for a week.
CREATE TABLE attention_sheet (
  first_seq    BIGINT NOT NULL PRIMARY KEY,
  last_seq     BIGINT NOT NULL,
  at_ms        BIGINT NOT NULL,
  seal_key     VARCHAR(64) NOT NULL,
  seal_wrapped VARCHAR(512) FOR BIT DATA NOT NULL,
  seal_text    BLOB(1M) NOT NULL
);
CREATE INDEX attention_sheet_last ON attention_sheet (last_seq);
CREATE INDEX attention_sheet_at ON attention_sheet (at_ms);

-- What is found of one of them since then.
CREATE TABLE attention_item (
  seq          BIGINT NOT NULL PRIMARY KEY,
  at_ms        BIGINT NOT NULL,
  seal_key     VARCHAR(64) NOT NULL,
  seal_wrapped VARCHAR(512) FOR BIT DATA NOT NULL,
  seal_text    BLOB(1M) NOT NULL
);
CREATE INDEX attention_item_at ON attention_item (at_ms);

-- That somebody is told of an important message until somebody acknowledges it. person: whose it is; told: to whom it
-- goes now, step steps above. state: open acknowledged unanswered recalled.
CREATE TABLE attention_notice (
  id       VARCHAR(32) NOT NULL PRIMARY KEY,
  seq      BIGINT NOT NULL,
  message  VARCHAR(22) NOT NULL,
  person   VARCHAR(24) NOT NULL,
  told     VARCHAR(24) NOT NULL,
  rule_id  BIGINT NOT NULL,
  state    VARCHAR(12) NOT NULL,
  step     INTEGER NOT NULL,
  times    INTEGER NOT NULL,
  made_at  BIGINT NOT NULL,
  ended_at BIGINT,
  ended_by VARCHAR(128),
  how      VARCHAR(12)
);
CREATE UNIQUE INDEX attention_notice_once ON attention_notice (message, person);
CREATE INDEX attention_notice_told ON attention_notice (told, state);
CREATE INDEX attention_notice_made ON attention_notice (made_at);

-- Who was told what, when and why: a push of a notice, or a digest of a window.
CREATE TABLE attention_telling (
  id      VARCHAR(32) NOT NULL PRIMARY KEY,
  at_ms   BIGINT NOT NULL,
  person  VARCHAR(24) NOT NULL,
  kind    VARCHAR(10) NOT NULL,
  notice  VARCHAR(32),
  ends_at BIGINT,
  amount  INTEGER NOT NULL,
  words   BOOLEAN NOT NULL,
  letter  VARCHAR(32) NOT NULL
);
CREATE INDEX attention_telling_at ON attention_telling (at_ms);
CREATE INDEX attention_telling_notice ON attention_telling (notice);
CREATE INDEX attention_telling_person ON attention_telling (person, at_ms);

-- Up to where in the log somebody has had digests, and whether they want any.
CREATE TABLE attention_person (
  person VARCHAR(24) NOT NULL PRIMARY KEY,
  upto   BIGINT NOT NULL,
  digest BOOLEAN NOT NULL
);

-- A window of digests that is being sent: up to where in the log it reaches, and whose digest was the last.
CREATE TABLE attention_window (
  ends_at BIGINT NOT NULL PRIMARY KEY,
  upto    BIGINT NOT NULL,
  person  VARCHAR(24) NOT NULL
);

-- Rules of who is told, in versions.
CREATE TABLE attention_head (
  version INTEGER NOT NULL
);
CREATE TABLE attention_version (
  version INTEGER NOT NULL PRIMARY KEY,
  made_at BIGINT NOT NULL,
  made_by VARCHAR(128) NOT NULL,
  what VARCHAR(400) NOT NULL
);
CREATE TABLE attention_rule (
  id         BIGINT NOT NULL,
  version    INTEGER NOT NULL REFERENCES attention_version (version),
  gone       BOOLEAN NOT NULL,
  name       VARCHAR(100) NOT NULL,
  priority   VARCHAR(6) NOT NULL,
  tags       VARCHAR(1000),
  department VARCHAR(64),
  recipients VARCHAR(1000) NOT NULL,
  pause      VARCHAR(20) NOT NULL,
  times      INTEGER NOT NULL,
  is_on      BOOLEAN NOT NULL,
  PRIMARY KEY (id, version)
);
INSERT INTO attention_head VALUES (1);
INSERT INTO attention_version VALUES (1, 0, 'huitong', '+ 默认规则 default rule');
INSERT INTO attention_rule VALUES (1, 1, FALSE, '重要消息通知部门负责人', 'high', NULL, NULL, 'head
post:消息处理专员', 'PT10M', 2, TRUE);
