-- Files that were handed on, kept for ever. state: waiting sent withdrawn overtaken gone. ticket: by which the file is opened.
-- What it is called and what was said with it is sealed, and struck where its message is forgotten (gone). Times are epoch
-- milliseconds.
CREATE TABLE files_transfer (
  seq          BIGINT GENERATED ALWAYS AS IDENTITY,
  id           VARCHAR(32) NOT NULL PRIMARY KEY,
  state        VARCHAR(10) NOT NULL,
  tier         VARCHAR(16) NOT NULL,
  account      VARCHAR(128) NOT NULL,
  person       VARCHAR(24) NOT NULL,
  ticket       VARCHAR(80) NOT NULL,
  message      VARCHAR(22) NOT NULL,
  kind         VARCHAR(100) NOT NULL,
  bytes        BIGINT NOT NULL,
  sha256       VARCHAR(64) NOT NULL,
  approval     VARCHAR(32) NOT NULL,
  made_at      BIGINT NOT NULL,
  sent_at      BIGINT NOT NULL,
  expires_at   BIGINT NOT NULL,
  seal_key     VARCHAR(64) NOT NULL,
  seal_wrapped VARCHAR(512) FOR BIT DATA NOT NULL,
  seal_text    BLOB(1M) NOT NULL
);
CREATE UNIQUE INDEX files_transfer_seq ON files_transfer (seq);
CREATE INDEX files_transfer_account ON files_transfer (account, seq);
CREATE INDEX files_transfer_message ON files_transfer (message);

-- To whom: a person, or a room of a platform. letter: the last one that told of it. fetched_at: when it was first taken.
CREATE TABLE files_recipient (
  transfer     VARCHAR(32) NOT NULL REFERENCES files_transfer (id),
  number       INTEGER NOT NULL,
  person       VARCHAR(24) NOT NULL,
  platform     VARCHAR(32) NOT NULL,
  account      VARCHAR(64) NOT NULL,
  conversation VARCHAR(255) NOT NULL,
  letter       VARCHAR(64) NOT NULL,
  fetched_at   BIGINT NOT NULL,
  PRIMARY KEY (transfer, number)
);
CREATE INDEX files_recipient_person ON files_recipient (person, transfer);

-- Who has taken it, each time.
CREATE TABLE files_download (
  transfer VARCHAR(32) NOT NULL REFERENCES files_transfer (id),
  account  VARCHAR(128) NOT NULL,
  person   VARCHAR(24) NOT NULL,
  taken_at BIGINT NOT NULL
);
CREATE INDEX files_download_transfer ON files_download (transfer, taken_at);

-- Rules that somebody has changed; of a tier without a row the delivered one counts.
CREATE TABLE files_tier (
  tier       VARCHAR(16) NOT NULL PRIMARY KEY,
  roles      VARCHAR(1000) NOT NULL,
  asking     VARCHAR(10) NOT NULL,
  leaves     INTEGER NOT NULL,
  days       INTEGER NOT NULL,
  version    INTEGER NOT NULL,
  changed_by VARCHAR(128) NOT NULL,
  changed_at BIGINT NOT NULL
);
