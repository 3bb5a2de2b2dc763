-- One row, which whoever asks holds until it is asked: of two who ask for the same at once, the second finds the first.
CREATE TABLE approvals_asking (
  id INTEGER NOT NULL PRIMARY KEY
);
INSERT INTO approvals_asking (id) VALUES (1);
