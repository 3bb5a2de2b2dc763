-- The company's own forms of documents, every version of them. kind: xlsx docx. sha256 is of the file as it was uploaded,
-- which is sealed. Times are epoch milliseconds. The newest version is in use, unless it is retired.
CREATE TABLE document_form (
  document     VARCHAR(64) NOT NULL,
  kind         VARCHAR(8) NOT NULL,
  version      INTEGER NOT NULL,
  file_name    VARCHAR(200) NOT NULL,
  sha256       VARCHAR(64) NOT NULL,
  made_by      VARCHAR(128) NOT NULL,
  by_name      VARCHAR(200) NOT NULL,
  made_at      BIGINT NOT NULL,
  retired      BOOLEAN NOT NULL,
  seal_key     VARCHAR(64) NOT NULL,
  seal_wrapped VARCHAR(512) FOR BIT DATA NOT NULL,
  seal_text    BLOB(8M) NOT NULL,
  PRIMARY KEY (document, kind, version)
);
