-- What was pressed while whoever does it was not there yet, in the order in which it came for each letter. Sealed, and gone
-- as soon as it is done or turned down.
CREATE TABLE outbox_press (
  letter       CHAR(32) NOT NULL,
  number       INT NOT NULL,
  body_key     VARCHAR(64) NOT NULL,
  body_wrapped BYTEA NOT NULL,
  body         BYTEA NOT NULL,
  CONSTRAINT outbox_press_pk PRIMARY KEY (letter, number)
);
