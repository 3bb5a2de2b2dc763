-- What was heard through one door and not yet through the other, of accounts that have another: it goes when its
-- counterpart comes, and after some days. words: a fingerprint of company, sender and words, made with the keys.
-- record: 1 where the platform's record told it. room: of hub_name, 0 where the platform names none, -1 between two people.
CREATE TABLE hub_heard (
  seq     BIGINT NOT NULL,
  id      CHAR(16) FOR BIT DATA NOT NULL,
  words   CHAR(16) FOR BIT DATA NOT NULL,
  sent_at BIGINT NOT NULL,
  record  SMALLINT NOT NULL,
  room    INTEGER NOT NULL,
  CONSTRAINT hub_heard_pk PRIMARY KEY (seq)
);
CREATE INDEX hub_heard_words ON hub_heard (words);

-- Messages that came through two doors: the first line of the later one, and of the one that came before it.
CREATE TABLE hub_same (
  seq       BIGINT NOT NULL,
  first_seq BIGINT NOT NULL,
  CONSTRAINT hub_same_pk PRIMARY KEY (seq)
);
CREATE UNIQUE INDEX hub_same_first ON hub_same (first_seq);
