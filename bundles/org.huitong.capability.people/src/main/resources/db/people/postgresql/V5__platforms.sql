-- How far the directory of a platform has been read, piece by piece, until it is read to its end; what was told is sealed.
CREATE TABLE people_reading (
  name VARCHAR(200) NOT NULL,
  step INTEGER NOT NULL,
  made_at BIGINT NOT NULL,
  seal_key VARCHAR(64) NOT NULL,
  seal_wrapped BYTEA NOT NULL,
  seal_text BYTEA NOT NULL,
  PRIMARY KEY (name, step)
);

-- Accounts that a platform lists and nobody here has, with what speaks for whose they are; sealed.
CREATE TABLE people_listed (
  platform VARCHAR(64) NOT NULL,
  tenant VARCHAR(128) NOT NULL,
  native_id VARCHAR(256) NOT NULL,
  listed_at BIGINT NOT NULL,
  ignored BOOLEAN NOT NULL,
  seal_key VARCHAR(64) NOT NULL,
  seal_wrapped BYTEA NOT NULL,
  seal_text BYTEA NOT NULL,
  PRIMARY KEY (platform, tenant, native_id)
);

-- What came of reading a directory the last time; sealed, for it names people.
CREATE TABLE people_sync (
  name VARCHAR(200) NOT NULL PRIMARY KEY,
  made_at BIGINT NOT NULL,
  seal_key VARCHAR(64) NOT NULL,
  seal_wrapped BYTEA NOT NULL,
  seal_text BYTEA NOT NULL
);
