-- Months that somebody wants to be destroyed. period_key: the key, class and period. approval: by which a second person says so.
-- state: 1 waiting, 2 being destroyed, 3 destroyed, 4 stopped, and why. reason stands on the certificate.
CREATE TABLE keeping_disposal (
  id          VARCHAR(32) NOT NULL PRIMARY KEY,
  period_key  VARCHAR(64) NOT NULL,
  reason      VARCHAR(500) NOT NULL,
  made_at     BIGINT NOT NULL,
  made_by     VARCHAR(128) NOT NULL,
  messages    BIGINT NOT NULL,
  approval    VARCHAR(64) NOT NULL,
  state       SMALLINT NOT NULL,
  job         VARCHAR(32) NOT NULL,
  certificate VARCHAR(64) NOT NULL,
  ended_at    BIGINT NOT NULL,
  trouble     VARCHAR(1000) NOT NULL,
  trouble_zh  VARCHAR(1000) NOT NULL
);
CREATE INDEX keeping_disposal_when ON keeping_disposal (made_at);

-- Where copies of what a certificate certifies were, and whether they were destroyed there.
CREATE TABLE keeping_certified_place (
  certificate VARCHAR(64) NOT NULL REFERENCES keeping_certificate (number),
  kind        VARCHAR(20) NOT NULL,
  place       VARCHAR(200) NOT NULL,
  reached     BOOLEAN NOT NULL,
  hash        VARCHAR(64) NOT NULL,
  messages    INTEGER NOT NULL,
  PRIMARY KEY (certificate, kind, place)
);
