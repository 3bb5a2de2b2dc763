-- How an approval stands in the platforms' own approval centres. state: open (not all of it is told), shown, doubtful (a call
-- has left, and nobody can tell what came of it), refused, each but the first two with its reason. note: what the centre's
-- connector wants back. edition counts the changes: who changes it says which one was read. No words of people.
CREATE TABLE approvals_centre (
  approval   VARCHAR(32) NOT NULL REFERENCES approvals_approval (id),
  platform   VARCHAR(32) NOT NULL,
  account    VARCHAR(64) NOT NULL,
  state      VARCHAR(10) NOT NULL,
  note       VARCHAR(8000) NOT NULL,
  reason_zh  VARCHAR(1000),
  reason_en  VARCHAR(1000),
  changed_at BIGINT NOT NULL,
  edition    INTEGER NOT NULL,
  PRIMARY KEY (approval, platform, account)
);
