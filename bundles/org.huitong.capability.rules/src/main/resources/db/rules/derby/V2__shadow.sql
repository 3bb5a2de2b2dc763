ALTER TABLE rules_rule ADD COLUMN shadow BOOLEAN DEFAULT FALSE NOT NULL;

-- How often each rule fired, or in shadow would have, on each day (days since 1970).
CREATE TABLE rules_day (
  rule     BIGINT NOT NULL,
  day_at   BIGINT NOT NULL,
  fired    INTEGER NOT NULL,
  shadowed INTEGER NOT NULL,
  PRIMARY KEY (rule, day_at)
);

-- The last messages of which a rule in shadow would have spoken, by their places in the log.
CREATE TABLE rules_sample (
  rule    BIGINT NOT NULL,
  seq     BIGINT NOT NULL,
  message VARCHAR(22) NOT NULL,
  PRIMARY KEY (rule, seq)
);

-- Who said that a rule was wrong about a message, and when.
CREATE TABLE rules_wrong (
  rule    BIGINT NOT NULL,
  message VARCHAR(22) NOT NULL,
  made_by VARCHAR(128) NOT NULL,
  made_at BIGINT NOT NULL,
  PRIMARY KEY (rule, message, made_by)
);
CREATE INDEX rules_wrong_at ON rules_wrong (made_at);
