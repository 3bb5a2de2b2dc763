-- Through whose eyes a session looks, and until when.
ALTER TABLE access_session ADD COLUMN eyes VARCHAR(64);
ALTER TABLE access_session ADD COLUMN eyes_until BIGINT;
