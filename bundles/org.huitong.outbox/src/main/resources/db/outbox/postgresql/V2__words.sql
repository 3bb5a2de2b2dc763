-- What a letter said is let go in time, and the rest of it stays. gone_at: when that was, 0 while the words are there.
-- message_id: the message that it became, as the log names it; blank where it is none.
ALTER TABLE outbox_letter ADD COLUMN gone_at BIGINT NOT NULL DEFAULT 0;
ALTER TABLE outbox_letter ADD COLUMN message_id VARCHAR(22) NOT NULL DEFAULT '';
CREATE INDEX outbox_letter_gone ON outbox_letter (gone_at, seq);
CREATE INDEX outbox_letter_message ON outbox_letter (message_id);

-- Of which messages a letter of the hub's says words: where one is forgotten, so are they. Gone with the letter's words.
CREATE TABLE outbox_quote (
  message_id VARCHAR(22) NOT NULL,
  letter     CHAR(32) NOT NULL,
  CONSTRAINT outbox_quote_pk PRIMARY KEY (message_id, letter)
);
CREATE INDEX outbox_quote_letter ON outbox_quote (letter);
