-- Who may come in. Times are milliseconds since 1970; secrets stand here only as hashes.
CREATE TABLE access_account (
    name VARCHAR(64) NOT NULL PRIMARY KEY,
    display VARCHAR(200) NOT NULL,
    password VARCHAR(300) NOT NULL,
    must_change BOOLEAN NOT NULL,
    created_at BIGINT NOT NULL
);

CREATE TABLE access_permission (
    account VARCHAR(64) NOT NULL REFERENCES access_account (name) ON DELETE CASCADE,
    permission VARCHAR(100) NOT NULL,
    PRIMARY KEY (account, permission)
);

CREATE TABLE access_session (
    hash VARCHAR(64) NOT NULL PRIMARY KEY,
    account VARCHAR(64) NOT NULL REFERENCES access_account (name) ON DELETE CASCADE,
    opened_at BIGINT NOT NULL,
    used_at BIGINT NOT NULL
);

CREATE TABLE access_token (
    id VARCHAR(32) NOT NULL PRIMARY KEY,
    hash VARCHAR(64) NOT NULL UNIQUE,
    account VARCHAR(64) NOT NULL REFERENCES access_account (name) ON DELETE CASCADE,
    name VARCHAR(100) NOT NULL,
    created_at BIGINT NOT NULL,
    expires_at BIGINT
);
