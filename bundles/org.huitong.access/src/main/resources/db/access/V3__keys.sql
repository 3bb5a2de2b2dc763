-- By whose hand somebody came to an account: it was made, made theirs, or its password or second factor set anew.
-- made: 1 where the account became theirs by it. It stays when the account is gone.
CREATE TABLE access_key (
    account VARCHAR(64) NOT NULL,
    person VARCHAR(64) NOT NULL,
    giver VARCHAR(64) NOT NULL,
    -- The hub's own id of the person whose account that of the giver is; empty: nobody's.
    giver_person VARCHAR(64) NOT NULL,
    given_at BIGINT NOT NULL,
    made INTEGER NOT NULL
);
