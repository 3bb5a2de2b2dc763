-- What was counted, so that nothing is counted twice: a message once, and once in each of its departments.
-- sent_hour and type are empty while only the recall of a message has come.
CREATE TABLE statistics_message (
    id VARCHAR(22) NOT NULL,
    platform VARCHAR(64) NOT NULL,
    sent_hour INTEGER,
    type VARCHAR(16),
    recalled SMALLINT NOT NULL,
    PRIMARY KEY (id)
);
CREATE INDEX statistics_message_hour ON statistics_message (sent_hour);

CREATE TABLE statistics_member (
    id VARCHAR(22) NOT NULL,
    department VARCHAR(128) NOT NULL,
    PRIMARY KEY (id, department)
);

-- The counts. An hour is the number of whole hours since 1970 in UTC. The department '' stands for none.
CREATE TABLE statistics_hour (
    sent_hour INTEGER NOT NULL,
    platform VARCHAR(64) NOT NULL,
    type VARCHAR(16) NOT NULL,
    messages BIGINT NOT NULL,
    recalled BIGINT NOT NULL,
    PRIMARY KEY (sent_hour, platform, type)
);

CREATE TABLE statistics_department (
    sent_hour INTEGER NOT NULL,
    department VARCHAR(128) NOT NULL,
    platform VARCHAR(64) NOT NULL,
    type VARCHAR(16) NOT NULL,
    messages BIGINT NOT NULL,
    recalled BIGINT NOT NULL,
    PRIMARY KEY (sent_hour, department, platform, type)
);
