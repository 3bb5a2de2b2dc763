-- Why an account of somebody who left is not shut yet, and when shutting it is tried again.
ALTER TABLE people_leaving ADD COLUMN next_at BIGINT;
ALTER TABLE people_leaving ADD COLUMN why_zh VARCHAR(500);
ALTER TABLE people_leaving ADD COLUMN why_en VARCHAR(500);
