-- When a platform said that it has taken the letter back; 0 where it did not.
ALTER TABLE outbox_letter ADD COLUMN taken_back_at BIGINT NOT NULL DEFAULT 0;
