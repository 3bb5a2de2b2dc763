-- Since when a password is what it is; NULL: since the account was made, as far as is known.
ALTER TABLE access_account ADD COLUMN password_at BIGINT;
-- Passwords that an account had before, as hashes like the present one, so that they are not taken again.
CREATE TABLE access_old_password (
    account VARCHAR(64) NOT NULL REFERENCES access_account (name) ON DELETE CASCADE,
    hash VARCHAR(300) NOT NULL,
    -- When another took its place.
    ended_at BIGINT NOT NULL,
    PRIMARY KEY (account, hash)
);
