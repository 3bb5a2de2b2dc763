-- How secret the message of a file is, so that the same bytes are as secret where somebody puts them in again.
ALTER TABLE media_file ADD COLUMN secrecy VARCHAR(16) DEFAULT 'internal' NOT NULL;
CREATE INDEX media_file_hash ON media_file (hash);
