-- Of what a reader keeps; another one reads again. Where the second position is not the first, a hub that knows of no
-- editions has moved the cursor, for a reader of whatever edition.
ALTER TABLE hub_reader ADD COLUMN edition INTEGER NOT NULL DEFAULT 1;
ALTER TABLE hub_reader ADD COLUMN edition_position BIGINT;
