-- What leaves the hub. state: waiting sending accepted delivered read rejected unknown. Times are epoch milliseconds.
-- letter_key, lane: fingerprints, since addresses and keys may name people. repeated: the piece that is marked as possibly
-- repeated, from 1. runner: the process that is sending it, which says until when to wait for its word.
CREATE TABLE outbox_letter (
  seq          BIGINT NOT NULL GENERATED ALWAYS AS IDENTITY,
  id           CHAR(32) NOT NULL,
  letter_key   CHAR(64) NOT NULL,
  platform     VARCHAR(32) NOT NULL,
  account      VARCHAR(64) NOT NULL,
  lane         CHAR(64) NOT NULL,
  state        VARCHAR(10) NOT NULL,
  urgent       SMALLINT NOT NULL,
  spoken       SMALLINT NOT NULL,
  repeated     SMALLINT NOT NULL,
  posted_by    VARCHAR(128) NOT NULL,
  posted_at    BIGINT NOT NULL,
  next_at      BIGINT NOT NULL,
  expires_at   BIGINT NOT NULL,
  tries        INT NOT NULL,
  pieces_done  INT NOT NULL,
  pieces_all   INT NOT NULL,
  runner       VARCHAR(32) NOT NULL,
  leased_until BIGINT NOT NULL,
  tried_at     BIGINT NOT NULL,
  sent_at      BIGINT NOT NULL,
  native_id    VARCHAR(255) NOT NULL,
  is_message   SMALLINT NOT NULL,
  receipt_at   BIGINT NOT NULL,
  receipts     INT NOT NULL,
  owed         SMALLINT NOT NULL,
  reason_zh    VARCHAR(500),
  reason_en    VARCHAR(500),
  body_key     VARCHAR(64) NOT NULL,
  body_wrapped VARCHAR(128) FOR BIT DATA NOT NULL,
  body         BLOB(4M) NOT NULL,
  CONSTRAINT outbox_letter_pk PRIMARY KEY (seq)
);
CREATE UNIQUE INDEX outbox_letter_id ON outbox_letter (id);
CREATE UNIQUE INDEX outbox_letter_key ON outbox_letter (letter_key);
CREATE INDEX outbox_letter_due ON outbox_letter (platform, account, state, seq);
CREATE INDEX outbox_letter_lane ON outbox_letter (lane, state, seq);
CREATE INDEX outbox_letter_state ON outbox_letter (state, seq);
CREATE INDEX outbox_letter_receipt ON outbox_letter (receipt_at);
CREATE INDEX outbox_letter_native ON outbox_letter (platform, account, native_id);
CREATE INDEX outbox_letter_owed ON outbox_letter (owed, seq);
CREATE INDEX outbox_letter_sent ON outbox_letter (platform, account, sent_at);

-- Accounts whose platform wants to be left alone, also over a restart.
CREATE TABLE outbox_pause (
  platform  VARCHAR(32) NOT NULL,
  account   VARCHAR(64) NOT NULL,
  until_at  BIGINT NOT NULL,
  reason_zh VARCHAR(500) NOT NULL,
  reason_en VARCHAR(500) NOT NULL,
  CONSTRAINT outbox_pause_pk PRIMARY KEY (platform, account)
);
