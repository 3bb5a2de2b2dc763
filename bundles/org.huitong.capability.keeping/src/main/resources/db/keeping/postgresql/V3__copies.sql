-- For whom copies of important messages are locked: certificates, the last one counts. fingerprint: SHA-256 of it.
CREATE TABLE keeping_recipient (
  id          INTEGER NOT NULL PRIMARY KEY,
  fingerprint VARCHAR(64) NOT NULL,
  certificate VARCHAR(8000) NOT NULL,
  set_at      BIGINT NOT NULL,
  set_by      VARCHAR(128) NOT NULL
);

-- What somebody nominated to be copied. hash: of the ids. seal: why, in their own words. state: 1 waiting, 2 being copied,
-- 3 copied and read back, 4 withdrawn. place: the file's name; file_hash: of the file as it lies there.
CREATE TABLE keeping_nomination (
  id           INTEGER NOT NULL PRIMARY KEY,
  reason       VARCHAR(20) NOT NULL,
  made_at      BIGINT NOT NULL,
  made_by      VARCHAR(128) NOT NULL,
  messages     INTEGER NOT NULL,
  hash         VARCHAR(64) NOT NULL,
  seal_key     VARCHAR(64) NOT NULL,
  seal_wrapped BYTEA NOT NULL,
  seal_text    BYTEA NOT NULL,
  state        SMALLINT NOT NULL,
  job          VARCHAR(32) NOT NULL,
  recipient    VARCHAR(64) NOT NULL,
  place        VARCHAR(100) NOT NULL,
  copied       INTEGER NOT NULL,
  bytes        BIGINT NOT NULL,
  file_hash    VARCHAR(64) NOT NULL,
  copied_at    BIGINT NOT NULL,
  copied_by    VARCHAR(128) NOT NULL
);

-- Which messages. print: a fingerprint of what was copied, that only this hub's keys can make; empty: not in the copy.
CREATE TABLE keeping_nominated (
  nomination INTEGER NOT NULL REFERENCES keeping_nomination (id),
  number     INTEGER NOT NULL,
  id         VARCHAR(22) NOT NULL,
  print      VARCHAR(64) NOT NULL,
  PRIMARY KEY (nomination, number)
);
CREATE INDEX keeping_nominated_message ON keeping_nominated (id);

-- Copies, outside of the hub, of what a certificate certifies, as they were when it was closed.
CREATE TABLE keeping_certified_copy (
  certificate VARCHAR(64) NOT NULL REFERENCES keeping_certificate (number),
  place       VARCHAR(100) NOT NULL,
  recipient   VARCHAR(64) NOT NULL,
  file_hash   VARCHAR(64) NOT NULL,
  messages    INTEGER NOT NULL,
  PRIMARY KEY (certificate, place)
);
