-- What staff are told before their messages are gathered in earnest: each version as it was published, sealed.
CREATE TABLE notice_notice (
  version      INTEGER NOT NULL PRIMARY KEY,
  basis        VARCHAR(32) NOT NULL,
  made_at      BIGINT NOT NULL,
  made_by      VARCHAR(128) NOT NULL,
  seal_key     VARCHAR(64) NOT NULL,
  seal_wrapped BYTEA NOT NULL,
  seal_text    BYTEA NOT NULL
);

-- Who has acknowledged which version.
CREATE TABLE notice_acknowledged (
  version  INTEGER NOT NULL,
  person   VARCHAR(32) NOT NULL,
  made_at  BIGINT NOT NULL,
  PRIMARY KEY (version, person)
);
