-- When an account last came in by a permission, to the day (days since 1970 in the hub's zone).
CREATE TABLE access_use (
    account VARCHAR(64) NOT NULL,
    permission VARCHAR(100) NOT NULL,
    last_day BIGINT NOT NULL,
    PRIMARY KEY (account, permission)
);
-- One row: since when it is noted.
CREATE TABLE access_use_begin (
    began_day BIGINT NOT NULL
);
