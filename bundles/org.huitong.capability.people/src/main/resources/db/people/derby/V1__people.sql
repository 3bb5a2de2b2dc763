-- Each change of the roster: an edit by hand, a file or a directory that was carried out.
CREATE TABLE people_version (
  version INTEGER NOT NULL PRIMARY KEY,
  made_at BIGINT NOT NULL,
  made_by VARCHAR(128) NOT NULL,
  source VARCHAR(64) NOT NULL,
  what VARCHAR(400) NOT NULL
);

-- The last number given to a company (c), department (d), person (p) or project (j): no number is given twice.
CREATE TABLE people_number (
  kind VARCHAR(1) NOT NULL PRIMARY KEY,
  last_number BIGINT NOT NULL
);

-- What a thing was from one version on, until another one; without an end it is so now. What is on it is sealed.
CREATE TABLE people_card (
  id VARCHAR(24) NOT NULL,
  from_version INTEGER NOT NULL REFERENCES people_version (version),
  to_version INTEGER,
  seal_key VARCHAR(64) NOT NULL,
  seal_wrapped VARCHAR(512) FOR BIT DATA NOT NULL,
  seal_text BLOB(16M) NOT NULL,
  PRIMARY KEY (id, from_version)
);
CREATE INDEX people_card_now ON people_card (to_version);

-- What a file or a directory would change, as it was read; sealed.
CREATE TABLE people_plan (
  id VARCHAR(40) NOT NULL PRIMARY KEY,
  made_at BIGINT NOT NULL,
  made_by VARCHAR(128) NOT NULL,
  source VARCHAR(64) NOT NULL,
  base_version INTEGER NOT NULL,
  state VARCHAR(16) NOT NULL,
  seal_key VARCHAR(64) NOT NULL,
  seal_wrapped VARCHAR(512) FOR BIT DATA NOT NULL,
  seal_text BLOB(21M) NOT NULL
);

-- Who has spoken on which platform, by the platform's own first id; the name that it showed is sealed.
CREATE TABLE people_seen (
  platform VARCHAR(64) NOT NULL,
  tenant VARCHAR(128) NOT NULL,
  native_id VARCHAR(256) NOT NULL,
  other_ids VARCHAR(2000),
  first_seq BIGINT NOT NULL,
  first_at BIGINT NOT NULL,
  last_at BIGINT NOT NULL,
  ignored BOOLEAN NOT NULL,
  seal_key VARCHAR(64),
  seal_wrapped VARCHAR(512) FOR BIT DATA,
  seal_text BLOB(16M),
  PRIMARY KEY (platform, tenant, native_id)
);

-- What could not be done for somebody who left, until it is.
CREATE TABLE people_leaving (
  person VARCHAR(24) NOT NULL,
  platform VARCHAR(64) NOT NULL,
  tenant VARCHAR(128) NOT NULL,
  native_id VARCHAR(256) NOT NULL,
  since_at BIGINT NOT NULL,
  done_at BIGINT,
  done_by VARCHAR(128),
  PRIMARY KEY (person, platform, tenant, native_id)
);
