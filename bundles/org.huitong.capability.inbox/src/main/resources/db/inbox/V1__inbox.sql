-- Filters that people gave names, in versions: a change adds a version and one row for the view that it changes. The head
-- is locked meanwhile.
CREATE TABLE inbox_head (
  version INTEGER NOT NULL
);

INSERT INTO inbox_head VALUES (0);

CREATE TABLE inbox_version (
  version INTEGER NOT NULL PRIMARY KEY,
  made_at BIGINT NOT NULL,
  made_by VARCHAR(128) NOT NULL,
  what VARCHAR(400) NOT NULL
);

-- owner: an account. query: as it stands in the page's address.
CREATE TABLE inbox_view (
  id BIGINT NOT NULL,
  version INTEGER NOT NULL REFERENCES inbox_version (version),
  gone BOOLEAN NOT NULL,
  name VARCHAR(100) NOT NULL,
  owner VARCHAR(128) NOT NULL,
  is_shared BOOLEAN NOT NULL,
  query VARCHAR(4000) NOT NULL,
  PRIMARY KEY (id, version)
);
