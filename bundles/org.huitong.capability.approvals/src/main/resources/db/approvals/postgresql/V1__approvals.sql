-- Approvals, kept for ever. state: waiting approved refused expired overtaken. What people wrote, what would be another and
-- why it was refused are sealed. in_force: since when it is done. Times are epoch milliseconds.
CREATE TABLE approvals_approval (
  id             VARCHAR(32) NOT NULL PRIMARY KEY,
  kind           VARCHAR(64) NOT NULL,
  state          VARCHAR(10) NOT NULL,
  made_by        VARCHAR(128) NOT NULL,
  maker          VARCHAR(24),
  concerned      VARCHAR(24) NOT NULL,
  made_at        BIGINT NOT NULL,
  expires_at     BIGINT NOT NULL,
  in_force       BIGINT,
  ended_at       BIGINT,
  seal_key       VARCHAR(64) NOT NULL,
  seal_wrapped   BYTEA NOT NULL,
  seal_text      BYTEA NOT NULL,
  reason_key     VARCHAR(64),
  reason_wrapped BYTEA,
  reason_text    BYTEA
);
CREATE INDEX approvals_approval_when ON approvals_approval (made_at, id);
CREATE INDEX approvals_approval_state ON approvals_approval (state, made_at, id);

-- Who approves, one after the other. verdict: approved, refused; absent as long as nobody has decided. instead: for whom
-- that person stood in.
CREATE TABLE approvals_step (
  approval   VARCHAR(32) NOT NULL REFERENCES approvals_approval (id),
  number     INTEGER NOT NULL,
  role       VARCHAR(64) NOT NULL,
  verdict    VARCHAR(10),
  person     VARCHAR(24),
  instead    VARCHAR(24),
  decided_at BIGINT,
  PRIMARY KEY (approval, number)
);
CREATE INDEX approvals_step_person ON approvals_step (person);
