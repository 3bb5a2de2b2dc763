-- Ids of accounts that were once somebody's and are not any more: whoever has them next has not what was said before.
CREATE TABLE people_former (
  version INTEGER NOT NULL REFERENCES people_version (version),
  platform VARCHAR(64) NOT NULL,
  tenant VARCHAR(128) NOT NULL,
  native_id VARCHAR(256) NOT NULL,
  person VARCHAR(24) NOT NULL,
  PRIMARY KEY (version, platform, tenant, native_id, person)
);
