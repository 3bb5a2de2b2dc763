-- A file of a message, and what stands in it. file: the fingerprint by which media knows it. line: by which its message was first said.
-- number: in which order words became known; 0 until then. text: what was read, packed and sealed; struck when the message is forgotten,
-- while the row stays, so that no number is given twice.
CREATE TABLE filewords_file (
  message      CHAR(16) FOR BIT DATA NOT NULL,
  file         VARCHAR(32) NOT NULL,
  line         BIGINT NOT NULL,
  received_at  BIGINT NOT NULL,
  state        VARCHAR(8) NOT NULL,
  reason       VARCHAR(16) NOT NULL,
  tries        INT NOT NULL,
  since        BIGINT NOT NULL,
  next_at      BIGINT NOT NULL,
  number       BIGINT NOT NULL,
  text_key     VARCHAR(64) NOT NULL,
  text_wrapped VARCHAR(128) FOR BIT DATA NOT NULL,
  text         BLOB(16M) NOT NULL,
  CONSTRAINT filewords_file_pk PRIMARY KEY (message, file)
);
CREATE INDEX filewords_file_due ON filewords_file (state, next_at);
CREATE INDEX filewords_file_number ON filewords_file (number);
