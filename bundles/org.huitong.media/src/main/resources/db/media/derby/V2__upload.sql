-- A file that somebody put into the hub. whole: 0 while it comes; then its bytes have a row of media_file under the same id. sent: 1 once
-- somebody needs it longer than its owner alone.
-- What is over is struck by until_at, whether it came to its end or not.
CREATE TABLE media_upload (
  id       CHAR(16) FOR BIT DATA NOT NULL,
  owner    VARCHAR(255) NOT NULL,
  whole    INT NOT NULL,
  sent     INT NOT NULL,
  since    BIGINT NOT NULL,
  until_at BIGINT NOT NULL,
  CONSTRAINT media_upload_pk PRIMARY KEY (id)
);
CREATE INDEX media_upload_owner ON media_upload (owner);
CREATE INDEX media_upload_until ON media_upload (until_at);
