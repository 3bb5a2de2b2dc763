-- What people of other companies said to being kept, as their platform told last. room: of a group, else empty; colleague:
-- between two people, else empty. since: 0 where the platform does not tell. place: the three, as lists are
-- ordered. conversation: the room in which people read it, as messages have it.
CREATE TABLE consent_consent (
  platform  VARCHAR(32) NOT NULL,
  account   VARCHAR(64) NOT NULL,
  room      VARCHAR(255) NOT NULL,
  colleague VARCHAR(255) NOT NULL,
  outsider  VARCHAR(255) NOT NULL,
  place     VARCHAR(800) NOT NULL,
  conversation VARCHAR(600) NOT NULL,
  state     VARCHAR(16) NOT NULL,
  since     BIGINT NOT NULL,
  asked_at  BIGINT NOT NULL,
  CONSTRAINT consent_consent_pk PRIMARY KEY (platform, account, room, colleague, outsider)
);
CREATE INDEX consent_asked ON consent_consent (asked_at);
CREATE INDEX consent_talk ON consent_consent (conversation);

-- How many messages were not kept for it, by day (of the hub's time zone).
CREATE TABLE consent_left_out (
  platform  VARCHAR(32) NOT NULL,
  account   VARCHAR(64) NOT NULL,
  epoch_day BIGINT NOT NULL,
  messages  BIGINT NOT NULL,
  CONSTRAINT consent_left_out_pk PRIMARY KEY (platform, account, epoch_day)
);

-- Whom the platform's record covers, as it told last.
CREATE TABLE consent_covered (
  platform  VARCHAR(32) NOT NULL,
  account   VARCHAR(64) NOT NULL,
  member    VARCHAR(255) NOT NULL,
  CONSTRAINT consent_covered_pk PRIMARY KEY (platform, account, member)
);
