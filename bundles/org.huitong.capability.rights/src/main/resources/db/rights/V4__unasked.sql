-- The times in which rights were changed without anybody's assent, each with the last version of either set before it:
-- what is newer, and not later than its end, was given in it. Somebody else looks at it afterwards.
CREATE TABLE rights_unasked (
  id INTEGER NOT NULL PRIMARY KEY,
  off_at BIGINT NOT NULL,
  off_by VARCHAR(128) NOT NULL,
  holding_before INTEGER NOT NULL,
  role_before INTEGER NOT NULL,
  on_at BIGINT,
  on_by VARCHAR(128),
  seen_at BIGINT,
  seen_by VARCHAR(128)
);
