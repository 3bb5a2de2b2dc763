-- Since when somebody who left is back: what was not shut then is not, what was is to be opened again.
ALTER TABLE people_leaving ADD COLUMN back_at BIGINT;
