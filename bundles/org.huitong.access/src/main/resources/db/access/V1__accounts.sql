-- Who may come in. Times are milliseconds since 1970; secrets stand here only as hashes.
CREATE TABLE access_account (
    name VARCHAR(64) NOT NULL PRIMARY KEY,
    display VARCHAR(200) NOT NULL,
    password VARCHAR(300) NOT NULL,
    must_change BOOLEAN NOT NULL,
    created_at BIGINT NOT NULL,
    -- The hub's own id of the person whose account it is.
    person VARCHAR(64),
    -- person, or service: a program, which has tokens alone.
    kind VARCHAR(16) NOT NULL,
    -- Since when nobody comes in as this one; NULL: it is open.
    shut_at BIGINT
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
    used_at BIGINT NOT NULL,
    -- The address from which somebody logged in, so that they can tell their sessions apart.
    opened_from VARCHAR(64)
);

CREATE TABLE access_token (
    id VARCHAR(32) NOT NULL PRIMARY KEY,
    hash VARCHAR(64) NOT NULL UNIQUE,
    account VARCHAR(64) NOT NULL REFERENCES access_account (name) ON DELETE CASCADE,
    name VARCHAR(100) NOT NULL,
    created_at BIGINT NOT NULL,
    expires_at BIGINT,
    -- Those that it has at most, with spaces between; NULL: all of its account.
    permissions VARCHAR(4000)
);

-- The second factor of an account; its secret is sealed, and of its recovery codes hashes are kept.
CREATE TABLE access_factor (
    account VARCHAR(64) NOT NULL PRIMARY KEY REFERENCES access_account (name) ON DELETE CASCADE,
    confirmed BOOLEAN NOT NULL,
    last_step BIGINT NOT NULL,
    recovery VARCHAR(1000) NOT NULL,
    seal_key VARCHAR(64) NOT NULL,
    seal_wrapped VARCHAR(1000) NOT NULL,
    seal_text VARCHAR(1000) NOT NULL
);
