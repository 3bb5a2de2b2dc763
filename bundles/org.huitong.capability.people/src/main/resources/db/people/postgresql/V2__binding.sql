-- The code by which somebody shows whose an account on a platform is: one a person, for ten minutes, as its hash alone.
-- begun_at: when the hour began in which made codes are counted.
CREATE TABLE people_binding (
  person     VARCHAR(24) NOT NULL PRIMARY KEY,
  code_hash  VARCHAR(64) NOT NULL,
  made_by    VARCHAR(128) NOT NULL,
  expires_at BIGINT NOT NULL,
  begun_at   BIGINT NOT NULL,
  made       INTEGER NOT NULL
);
CREATE UNIQUE INDEX people_binding_code ON people_binding (code_hash);
