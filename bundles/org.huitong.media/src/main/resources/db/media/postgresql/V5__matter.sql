-- What platforms have announced and tell only where they are asked, until it was asked. changes: how often it was announced.
CREATE TABLE media_matter (
  platform     VARCHAR(64) NOT NULL,
  account      VARCHAR(128) NOT NULL,
  matter       VARCHAR(128) NOT NULL,
  tenant       VARCHAR(128) NOT NULL,
  announced_at BIGINT NOT NULL,
  due_at       BIGINT NOT NULL,
  tries        INTEGER NOT NULL,
  changes      INTEGER NOT NULL,
  CONSTRAINT media_matter_pk PRIMARY KEY (platform, account, matter)
);
CREATE INDEX media_matter_due ON media_matter (due_at);
