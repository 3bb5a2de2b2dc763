-- What was noted and has its place in the chain. Times are milliseconds since 1970; words are sealed, as
-- <key>:<wrapped in hex>:<text in hex>.
CREATE TABLE audit_entry (
  seq BIGINT NOT NULL PRIMARY KEY,
  noted_at BIGINT NOT NULL,
  doer VARCHAR(64) NOT NULL,
  doer_name VARCHAR(200) NOT NULL,
  verb VARCHAR(64) NOT NULL,
  thing VARCHAR(400) NOT NULL,
  thing_name VARCHAR(400) NOT NULL,
  whose VARCHAR(64),
  outcome VARCHAR(10) NOT NULL,
  before_text VARCHAR(4000),
  after_text VARCHAR(4000),
  words VARCHAR(8000),
  hash VARCHAR(64) NOT NULL
);
CREATE INDEX audit_entry_doer ON audit_entry (doer, seq);
CREATE INDEX audit_entry_thing ON audit_entry (thing, seq);
CREATE INDEX audit_entry_whose ON audit_entry (whose, seq);
CREATE INDEX audit_entry_time ON audit_entry (noted_at);

-- What was noted within the last second, in the transactions that did it.
CREATE TABLE audit_waiting (
  id BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  noted_at BIGINT NOT NULL,
  doer VARCHAR(64) NOT NULL,
  doer_name VARCHAR(200) NOT NULL,
  verb VARCHAR(64) NOT NULL,
  thing VARCHAR(400) NOT NULL,
  thing_name VARCHAR(400) NOT NULL,
  whose VARCHAR(64),
  outcome VARCHAR(10) NOT NULL,
  before_text VARCHAR(4000),
  after_text VARCHAR(4000),
  words VARCHAR(8000)
);

-- The end of the chain: who links holds this row.
CREATE TABLE audit_head (
  id INTEGER NOT NULL PRIMARY KEY,
  seq BIGINT NOT NULL,
  hash VARCHAR(64) NOT NULL,
  turns BIGINT NOT NULL
);
INSERT INTO audit_head VALUES (1, 0, '0000000000000000000000000000000000000000000000000000000000000000', 0);
