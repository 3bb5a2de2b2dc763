-- Instructions: one text to several people, each of whom confirms it. Times are epoch milliseconds; the text is sealed.
CREATE TABLE tasks_instruction (
  id           VARCHAR(32) NOT NULL PRIMARY KEY,
  made_by      VARCHAR(128) NOT NULL,
  made_at      BIGINT NOT NULL,
  confirm_by   BIGINT NOT NULL,
  seal_key     VARCHAR(64) NOT NULL,
  seal_wrapped VARCHAR(512) FOR BIT DATA NOT NULL,
  seal_text    BLOB(1M) NOT NULL
);
CREATE INDEX tasks_instruction_made ON tasks_instruction (made_by, made_at);

-- Who gets it: person is who was meant, told who got it last. step: how often they were told. state: waiting confirmed
-- unconfirmed.
CREATE TABLE tasks_addressee (
  id           VARCHAR(32) NOT NULL PRIMARY KEY,
  instruction  VARCHAR(32) NOT NULL REFERENCES tasks_instruction (id),
  person       VARCHAR(24) NOT NULL,
  told         VARCHAR(24) NOT NULL,
  step         INTEGER NOT NULL,
  letter       VARCHAR(32) NOT NULL,
  state        VARCHAR(12) NOT NULL,
  confirmed_at BIGINT,
  how          VARCHAR(40)
);
CREATE INDEX tasks_addressee_told ON tasks_addressee (told, state);
