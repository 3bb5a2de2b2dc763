-- Of what a reader keeps; another one reads again.
ALTER TABLE hub_reader ADD COLUMN edition INTEGER NOT NULL DEFAULT 1;
