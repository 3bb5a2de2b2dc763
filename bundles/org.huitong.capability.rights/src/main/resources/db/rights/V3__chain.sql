-- Which roles approve, with blanks between, as it was when it was last noticed: their accounts stay guarded while what
-- approves is away.
ALTER TABLE rights_assent ADD COLUMN chain VARCHAR(400);
