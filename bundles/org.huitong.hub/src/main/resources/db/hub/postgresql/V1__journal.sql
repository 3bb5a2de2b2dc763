-- The log. kind: 1 said (the first version seen of a message), 2 edited, 3 recalled, 4 found.
-- Bodies are sealed; what stands in clear is what lists are filtered and ordered by. Times are epoch milliseconds.
CREATE TABLE hub_journal (
  seq           BIGINT NOT NULL,
  id            BYTEA NOT NULL,
  revision      VARCHAR(64) NOT NULL,
  revision_at   BIGINT NOT NULL,
  kind          SMALLINT NOT NULL,
  version       INT NOT NULL,
  platform      VARCHAR(32) NOT NULL,
  tenant        VARCHAR(255) NOT NULL,
  account       VARCHAR(64) NOT NULL,
  conversation  VARCHAR(255) NOT NULL,
  sender        VARCHAR(255) NOT NULL,
  type          VARCHAR(16) NOT NULL,
  sent_at       BIGINT NOT NULL,
  received_at   BIGINT NOT NULL,
  order_key     BIGINT NOT NULL,
  priority      SMALLINT NOT NULL,
  delivery      VARCHAR(255) NOT NULL,
  current_seq   BIGINT NOT NULL,
  amended       SMALLINT NOT NULL,
  recalled      SMALLINT NOT NULL,
  body_key      VARCHAR(64) NOT NULL,
  body_wrapped  BYTEA NOT NULL,
  body          BYTEA,
  CONSTRAINT hub_journal_pk PRIMARY KEY (seq)
);
CREATE UNIQUE INDEX hub_journal_once ON hub_journal (id, revision);
CREATE INDEX hub_journal_talk ON hub_journal (conversation, order_key);
-- Postings: the lines of a room and of a sender in the order of the log. Pages are found along them.
CREATE INDEX hub_journal_room ON hub_journal (conversation, seq);
CREATE INDEX hub_journal_sender ON hub_journal (sender, seq);

-- Bodies too long for a row.
CREATE TABLE hub_body (
  seq  BIGINT NOT NULL,
  body BYTEA NOT NULL,
  CONSTRAINT hub_body_pk PRIMARY KEY (seq)
);

-- What stages found, one row a mark, under the seq of the message's first version; a posting of each mark. Priorities
-- stand here, too, as long as anybody ever found them; which one counts is told by the journal's column.
CREATE TABLE hub_mark (
  kind  VARCHAR(12) NOT NULL,
  value VARCHAR(128) NOT NULL,
  seq   BIGINT NOT NULL,
  CONSTRAINT hub_mark_pk PRIMARY KEY (kind, value, seq)
);

-- One message seen again: through another door, or pushed again under another name.
CREATE TABLE hub_sighting (
  id       BYTEA NOT NULL,
  account  VARCHAR(64) NOT NULL,
  delivery VARCHAR(255) NOT NULL,
  seen_at  BIGINT NOT NULL,
  CONSTRAINT hub_sighting_pk PRIMARY KEY (id, account, delivery)
);

-- Stages that were ever seen, and the stretches of the log that each still owes its finding.
CREATE TABLE hub_stage (
  name    VARCHAR(64) NOT NULL,
  version INT NOT NULL,
  bundle  VARCHAR(255) NOT NULL,
  CONSTRAINT hub_stage_pk PRIMARY KEY (name)
);
CREATE TABLE hub_owed (
  stage     VARCHAR(64) NOT NULL,
  first_seq BIGINT NOT NULL,
  last_seq  BIGINT NOT NULL,
  CONSTRAINT hub_owed_pk PRIMARY KEY (stage, first_seq)
);

-- Readers: how far each has come, and up to where what it is handed is a replay. Edition: of what a reader keeps; another
-- one reads again.
CREATE TABLE hub_reader (
  name      VARCHAR(64) NOT NULL,
  position  BIGINT NOT NULL,
  live_from BIGINT NOT NULL,
  edition   INTEGER NOT NULL,
  edition_position BIGINT,
  CONSTRAINT hub_reader_pk PRIMARY KEY (name)
);
CREATE TABLE hub_parked (
  reader VARCHAR(64) NOT NULL,
  seq    BIGINT NOT NULL,
  reason VARCHAR(500) NOT NULL,
  tries  INT NOT NULL,
  since  BIGINT NOT NULL,
  CONSTRAINT hub_parked_pk PRIMARY KEY (reader, seq)
);

-- Accounts that the hub answers for, also while their connector is away.
CREATE TABLE hub_account (
  platform    VARCHAR(32) NOT NULL,
  account     VARCHAR(64) NOT NULL,
  pid         VARCHAR(255) NOT NULL,
  deadline_ms BIGINT NOT NULL,
  CONSTRAINT hub_account_pk PRIMARY KEY (platform, account)
);

-- What could not be processed. One row for the same bytes, however often they come.
CREATE TABLE hub_dead_letter (
  id           BIGINT NOT NULL GENERATED ALWAYS AS IDENTITY,
  fingerprint  BYTEA NOT NULL,
  platform     VARCHAR(32) NOT NULL,
  account      VARCHAR(64) NOT NULL,
  received_at  BIGINT NOT NULL,
  reason       VARCHAR(500) NOT NULL,
  reason_zh    VARCHAR(500) NOT NULL,
  bytes        INT NOT NULL,
  tries        INT NOT NULL,
  body_key     VARCHAR(64) NOT NULL,
  body_wrapped BYTEA NOT NULL,
  body         BYTEA NOT NULL,
  CONSTRAINT hub_dead_letter_pk PRIMARY KEY (id)
);
CREATE UNIQUE INDEX hub_dead_letter_once ON hub_dead_letter (fingerprint);

-- Who read what of others.
CREATE TABLE hub_read_log (
  read_at BIGINT NOT NULL,
  asker   VARCHAR(128) NOT NULL,
  verb    VARCHAR(16) NOT NULL,
  subject VARCHAR(1000) NOT NULL,
  shown   INT NOT NULL
);
CREATE INDEX hub_read_log_at ON hub_read_log (read_at);
