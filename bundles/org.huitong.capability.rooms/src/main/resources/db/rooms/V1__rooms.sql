-- Whose rooms are, in versions: a change adds a version and one row for the line that it changes. The head is locked
-- meanwhile.
CREATE TABLE rooms_head (
  version INTEGER NOT NULL
);

INSERT INTO rooms_head VALUES (0);

CREATE TABLE rooms_version (
  version INTEGER NOT NULL PRIMARY KEY,
  made_at BIGINT NOT NULL,
  made_by VARCHAR(128) NOT NULL,
  what VARCHAR(400) NOT NULL
);

-- An empty tenant, account or conversation is NULL and means every one. Departments are lines of text.
CREATE TABLE rooms_line (
  id BIGINT NOT NULL,
  version INTEGER NOT NULL REFERENCES rooms_version (version),
  gone BOOLEAN NOT NULL,
  platform VARCHAR(64) NOT NULL,
  tenant VARCHAR(128),
  account VARCHAR(128),
  conversation VARCHAR(256),
  departments VARCHAR(4000),
  project VARCHAR(128),
  company VARCHAR(128),
  note VARCHAR(1000),
  PRIMARY KEY (id, version)
);
