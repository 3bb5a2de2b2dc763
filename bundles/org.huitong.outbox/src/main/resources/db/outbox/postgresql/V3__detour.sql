-- A letter that goes by another way while its platform cannot send. detour_from: the account by which it was to go first,
-- blank where it never left its way; detour_chain, price: whose costs it is, in hundredths. doubt: whether a call for it may
-- have been carried out, so that another way says that it may be a repetition.
ALTER TABLE outbox_letter ADD COLUMN doubt SMALLINT NOT NULL DEFAULT 0;
ALTER TABLE outbox_letter ADD COLUMN detour_from VARCHAR(100) NOT NULL DEFAULT '';
ALTER TABLE outbox_letter ADD COLUMN detour_chain VARCHAR(40) NOT NULL DEFAULT '';
ALTER TABLE outbox_letter ADD COLUMN detour_at BIGINT NOT NULL DEFAULT 0;
ALTER TABLE outbox_letter ADD COLUMN price INTEGER NOT NULL DEFAULT 0;
CREATE INDEX outbox_letter_detour ON outbox_letter (detour_at, seq);
