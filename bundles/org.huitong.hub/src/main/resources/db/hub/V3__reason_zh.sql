-- Why a dead letter lies here, in Chinese; reason is the same in English. Empty where a hub of before has written it.
ALTER TABLE hub_dead_letter ADD COLUMN reason_zh VARCHAR(500);
