-- Names of accounts that were removed. Complaints, jobs, tasks and requests say by name whose they are, so nobody is called
-- so again. Those that were removed before this table was there are not known.
CREATE TABLE access_retired (
    name VARCHAR(64) NOT NULL PRIMARY KEY,
    retired_at BIGINT NOT NULL
);
