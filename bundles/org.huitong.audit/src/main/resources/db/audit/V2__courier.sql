-- How far the chain was carried to its collector.
CREATE TABLE audit_courier (
  id INTEGER NOT NULL PRIMARY KEY,
  seq BIGINT NOT NULL
);
INSERT INTO audit_courier VALUES (1, 0);
