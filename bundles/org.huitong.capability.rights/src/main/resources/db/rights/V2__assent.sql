-- Whether changes of rights wait for the approval of several people: one row from the day on which they first did.
CREATE TABLE rights_assent (
  id INTEGER NOT NULL PRIMARY KEY,
  asked BOOLEAN NOT NULL,
  since BIGINT NOT NULL,
  made_by VARCHAR(128) NOT NULL
);
