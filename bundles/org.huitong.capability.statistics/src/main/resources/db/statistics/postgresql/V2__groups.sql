-- Messages that are alike in all that is counted are a group, and a group is as large as it has messages. The tables of
-- V1 are read by older bundles only: with a row for each message they cost half as much as the log itself.
CREATE TABLE statistics_group (
    id INTEGER NOT NULL,
    sent_hour INTEGER NOT NULL,
    platform VARCHAR(64) NOT NULL,
    type VARCHAR(16) NOT NULL,
    circle INTEGER NOT NULL,
    recalled SMALLINT NOT NULL,
    messages BIGINT NOT NULL,
    PRIMARY KEY (id)
);
CREATE UNIQUE INDEX statistics_group_once ON statistics_group (sent_hour, platform, type, circle, recalled);

-- A circle: departments that messages are in together. Its fingerprint is that of their names.
CREATE TABLE statistics_circle (
    id INTEGER NOT NULL,
    fingerprint VARCHAR(22) NOT NULL,
    PRIMARY KEY (id)
);
CREATE UNIQUE INDEX statistics_circle_once ON statistics_circle (fingerprint);
CREATE TABLE statistics_circle_member (
    circle INTEGER NOT NULL,
    department VARCHAR(128) NOT NULL,
    PRIMARY KEY (circle, department)
);

-- In which group each message is: 256 lines of the log to a page, four bytes each, 0 for none. A message stands in the
-- place of the line by which it was first said.
CREATE TABLE statistics_page (
    page BIGINT NOT NULL,
    places BYTEA NOT NULL,
    PRIMARY KEY (page)
);
