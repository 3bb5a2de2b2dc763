-- How often digests come where it is not as usual, and between which times of the day. kind: company department person.
CREATE TABLE attention_pace (
  kind      VARCHAR(10) NOT NULL,
  whose     VARCHAR(64) NOT NULL,
  length    VARCHAR(20) NOT NULL,
  from_time VARCHAR(5) NOT NULL,
  to_time   VARCHAR(5) NOT NULL,
  PRIMARY KEY (kind, whose)
);
