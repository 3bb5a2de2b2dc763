-- Canaries: what the hub sends along its own way each minute to see that it comes through. They are no lines of the log;
-- each is deleted by one that comes some minutes later.
CREATE TABLE hub_canary (
  id           VARCHAR(36) NOT NULL PRIMARY KEY,
  sent_at      BIGINT NOT NULL,
  body_key     VARCHAR(64) NOT NULL,
  body_wrapped VARCHAR(128) FOR BIT DATA NOT NULL,
  body         VARCHAR(128) FOR BIT DATA NOT NULL
);
