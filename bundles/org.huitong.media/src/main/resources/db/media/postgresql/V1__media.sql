-- A file that is attached to a message: wanted, here, or not to be had. name: a fingerprint of what the platform calls it,
-- so that the same file of the same message is fetched once. asked_*: what its connector is asked with, under seal.
-- locks: the keys of its pieces, wrapped; without them the file in the folder is noise. Struck when the message is forgotten.
CREATE TABLE media_file (
  message       BYTEA NOT NULL,
  name          VARCHAR(32) NOT NULL,
  platform      VARCHAR(32) NOT NULL,
  account       VARCHAR(64) NOT NULL,
  state         VARCHAR(8) NOT NULL,
  reason        VARCHAR(16) NOT NULL,
  why_zh        VARCHAR(500) NOT NULL,
  why_en        VARCHAR(500) NOT NULL,
  kind          VARCHAR(64) NOT NULL,
  bytes         BIGINT NOT NULL,
  hash          VARCHAR(64) NOT NULL,
  tries         INT NOT NULL,
  since         BIGINT NOT NULL,
  next_at       BIGINT NOT NULL,
  asked_key     VARCHAR(64) NOT NULL,
  asked_wrapped BYTEA NOT NULL,
  asked         BYTEA NOT NULL,
  locks         BYTEA NOT NULL,
  CONSTRAINT media_file_pk PRIMARY KEY (message, name)
);
CREATE INDEX media_file_due ON media_file (state, next_at);
