-- Cards that are settled without a press on them. about: fingerprint of whose card it is and what it is about; blank of what
-- is no card that comes back. change_until: how long its platform lets it be changed, 0 where it does not; change_code: what
-- the platform wants back for that, sealed, and gone with that time.
ALTER TABLE outbox_letter ADD COLUMN about VARCHAR(64) NOT NULL DEFAULT '';
ALTER TABLE outbox_letter ADD COLUMN change_until BIGINT NOT NULL DEFAULT 0;
ALTER TABLE outbox_letter ADD COLUMN change_key VARCHAR(64) NOT NULL DEFAULT '';
ALTER TABLE outbox_letter ADD COLUMN change_wrapped VARCHAR(128) FOR BIT DATA;
ALTER TABLE outbox_letter ADD COLUMN change_code VARCHAR(4200) FOR BIT DATA;
CREATE INDEX outbox_letter_about ON outbox_letter (about, seq);
CREATE INDEX outbox_letter_change ON outbox_letter (change_until);
