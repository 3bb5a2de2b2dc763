-- Who needs an upload besides its owner, and until when. until_at of media_upload is the latest of them; where none is left, its
-- owner has it for another day and may remove it.
CREATE TABLE media_need (
  upload    BYTEA NOT NULL,
  needed_by VARCHAR(80) NOT NULL,
  until_at  BIGINT NOT NULL,
  CONSTRAINT media_need_pk PRIMARY KEY (upload, needed_by)
);
INSERT INTO media_need (upload, needed_by, until_at) SELECT id, 'before', until_at FROM media_upload WHERE sent = 1;
ALTER TABLE media_upload DROP COLUMN sent;
