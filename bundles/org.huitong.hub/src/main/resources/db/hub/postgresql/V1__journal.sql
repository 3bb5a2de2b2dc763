-- The head of the log: the last line that was written. Locked in each batch, so that one hub writes at a time, and
-- never taken back: numbers are not given out again, also where the log's tail was deleted.
CREATE TABLE hub_head (
  one     SMALLINT NOT NULL,
  seq     BIGINT NOT NULL,
  batches BIGINT NOT NULL,
  CONSTRAINT hub_head_pk PRIMARY KEY (one)
);
INSERT INTO hub_head (one, seq, batches) VALUES (1, 0, 0);

-- Names that many lines share, by number: rooms, senders, and the values of marks. Only added to.
CREATE TABLE hub_name (
  id       INTEGER NOT NULL,
  kind     VARCHAR(12) NOT NULL,
  platform VARCHAR(32) NOT NULL,
  tenant   VARCHAR(255) NOT NULL,
  value    VARCHAR(255) NOT NULL,
  CONSTRAINT hub_name_pk PRIMARY KEY (id)
);
CREATE INDEX hub_name_value ON hub_name (value);

-- The log. kind: 1 said (the first version seen of a message), 2 edited, 3 recalled, 4 found, 5 forgotten. A line is
-- never changed, but that the bodies of all lines about a message go when it is forgotten (body_key is empty then, and
-- delivery of the line that says so is the certificate's number).
-- Bodies are sealed; what stands in clear is what lists are filtered and ordered by. Times are epoch milliseconds.
-- first_seq: the line of the message's first version; 0 of a recall that came before it. room, sender: of hub_name.
-- Cut into ranges of seq, which the hub makes as the log comes near them (hub_range).
CREATE TABLE hub_journal (
  seq           BIGINT NOT NULL,
  id            BYTEA NOT NULL,
  revision      VARCHAR(64) NOT NULL,
  revision_at   BIGINT NOT NULL,
  kind          SMALLINT NOT NULL,
  version       INT NOT NULL,
  first_seq     BIGINT NOT NULL,
  platform      VARCHAR(32) NOT NULL,
  tenant        VARCHAR(255) NOT NULL,
  account       VARCHAR(64) NOT NULL,
  room          INTEGER NOT NULL,
  sender        INTEGER NOT NULL,
  type          VARCHAR(16) NOT NULL,
  sent_at       BIGINT NOT NULL,
  received_at   BIGINT NOT NULL,
  order_key     BIGINT NOT NULL,
  priority      SMALLINT NOT NULL,
  recalled      SMALLINT NOT NULL,
  delivery      VARCHAR(255) NOT NULL,
  body_key      VARCHAR(64) NOT NULL,
  body_wrapped  BYTEA NOT NULL,
  body          BYTEA,
  CONSTRAINT hub_journal_pk PRIMARY KEY (seq)
) PARTITION BY RANGE (seq);
-- The ranges that there are: from begin_seq, before end_seq.
CREATE TABLE hub_range (
  begin_seq BIGINT NOT NULL,
  end_seq   BIGINT NOT NULL,
  CONSTRAINT hub_range_pk PRIMARY KEY (begin_seq)
);
CREATE TABLE hub_journal_0 PARTITION OF hub_journal FOR VALUES FROM (0) TO (50000000);
INSERT INTO hub_range (begin_seq, end_seq) VALUES (0, 50000000);
CREATE INDEX hub_journal_talk ON hub_journal (room, order_key);
-- Postings: the lines of a room and of a sender in the order of the log. Pages are found along them.
CREATE INDEX hub_journal_room ON hub_journal (room, seq);
CREATE INDEX hub_journal_sender ON hub_journal (sender, seq);

-- What must be unique over the whole log, apart from it: which line a version, a recall or a finding is.
CREATE TABLE hub_once (
  id       BYTEA NOT NULL,
  revision VARCHAR(64) NOT NULL,
  kind     SMALLINT NOT NULL,
  seq      BIGINT NOT NULL,
  CONSTRAINT hub_once_pk PRIMARY KEY (id, revision)
);

-- What changes of a message, beside its first line: there is a row as soon as there is more to a message than that line.
CREATE TABLE hub_now (
  seq         BIGINT NOT NULL,
  current_seq BIGINT NOT NULL,
  priority    SMALLINT NOT NULL,
  recalled    SMALLINT NOT NULL,
  CONSTRAINT hub_now_pk PRIMARY KEY (seq)
);

-- Bodies too long for a row.
CREATE TABLE hub_body (
  seq  BIGINT NOT NULL,
  body BYTEA NOT NULL,
  CONSTRAINT hub_body_pk PRIMARY KEY (seq)
);

-- What is true of messages now, one row a mark, under the seq of the message's first version: of all its versions what
-- each stage found last, and what was said by hand. mark: of hub_name. The findings themselves stand in the log.
CREATE TABLE hub_mark (
  mark INTEGER NOT NULL,
  seq  BIGINT NOT NULL,
  CONSTRAINT hub_mark_pk PRIMARY KEY (mark, seq)
);

-- One message seen again: through another door, or pushed again under another name.
CREATE TABLE hub_sighting (
  id       BYTEA NOT NULL,
  account  VARCHAR(64) NOT NULL,
  delivery VARCHAR(255) NOT NULL,
  seen_at  BIGINT NOT NULL,
  CONSTRAINT hub_sighting_pk PRIMARY KEY (id, account, delivery)
);

-- Stages that were ever seen, with those that each wants to be asked after, and the stretches of the log that each still
-- owes its finding. again: it has found something there, which is to be replaced.
CREATE TABLE hub_stage (
  name    VARCHAR(64) NOT NULL,
  version INT NOT NULL,
  bundle  VARCHAR(255) NOT NULL,
  follows VARCHAR(1000) NOT NULL,
  CONSTRAINT hub_stage_pk PRIMARY KEY (name)
);
CREATE TABLE hub_owed (
  stage     VARCHAR(64) NOT NULL,
  first_seq BIGINT NOT NULL,
  last_seq  BIGINT NOT NULL,
  again     SMALLINT NOT NULL,
  CONSTRAINT hub_owed_pk PRIMARY KEY (stage, first_seq)
);

-- What was said by hand in one piece over many messages, so that it can be taken back: the lines that it wrote.
CREATE TABLE hub_hand (
  job VARCHAR(64) NOT NULL,
  seq BIGINT NOT NULL,
  CONSTRAINT hub_hand_pk PRIMARY KEY (job, seq)
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

-- How far the lines of an account have come, in the words of its connector.
CREATE TABLE hub_bookmark (
  platform    VARCHAR(32) NOT NULL,
  account     VARCHAR(64) NOT NULL,
  place       VARCHAR(1000) NOT NULL,
  CONSTRAINT hub_bookmark_pk PRIMARY KEY (platform, account)
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

-- Up to which line somebody has read a room. room: of hub_name.
CREATE TABLE hub_read (
  account VARCHAR(128) NOT NULL,
  room    INTEGER NOT NULL,
  seq     BIGINT NOT NULL,
  CONSTRAINT hub_read_pk PRIMARY KEY (account, room)
);
