-- The run that was ordered last, by its job: one row, locked by whoever orders another.
CREATE TABLE keeping_order (
  job VARCHAR(32) NOT NULL
);
INSERT INTO keeping_order VALUES ('');
