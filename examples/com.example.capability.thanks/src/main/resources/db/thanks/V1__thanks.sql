-- Which messages say thanks. Whoever wants to read one goes through the door: here is no word of it.
CREATE TABLE thanks_message (
  id VARCHAR(64) NOT NULL PRIMARY KEY,
  seq BIGINT NOT NULL
);

CREATE INDEX thanks_message_seq ON thanks_message (seq);
