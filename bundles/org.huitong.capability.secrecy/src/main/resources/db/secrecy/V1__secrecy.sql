-- Messages that bear the mark of a state secret: that they are here, and nothing of what they say.
CREATE TABLE secrecy_quarantine (
  id VARCHAR(64) NOT NULL PRIMARY KEY,
  seq BIGINT NOT NULL,
  platform VARCHAR(64) NOT NULL,
  sent_at BIGINT NOT NULL,
  found_at BIGINT NOT NULL,
  acknowledged_at BIGINT,
  acknowledged_by VARCHAR(128)
);

CREATE INDEX secrecy_quarantine_seq ON secrecy_quarantine (seq);
