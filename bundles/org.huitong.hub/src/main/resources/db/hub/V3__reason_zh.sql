-- Why a dead letter lies here, in Chinese; reason is the same in English. Empty where a hub of before has written it,
-- and a cause that was true before where such a hub has met the letter again.
ALTER TABLE hub_dead_letter ADD COLUMN reason_zh VARCHAR(500);
