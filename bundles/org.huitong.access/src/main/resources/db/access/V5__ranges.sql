-- From which addresses those come who manage, secure or audit the hub; none: from everywhere.
CREATE TABLE access_range (
    place INTEGER NOT NULL PRIMARY KEY,
    written VARCHAR(64) NOT NULL
);
