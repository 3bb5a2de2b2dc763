-- Roles and who holds them, each a set in versions: a change adds a version and one row. The head is locked meanwhile.
CREATE TABLE rights_role_head (
  version INTEGER NOT NULL
);

INSERT INTO rights_role_head VALUES (0);

CREATE TABLE rights_role_version (
  version INTEGER NOT NULL PRIMARY KEY,
  made_at BIGINT NOT NULL,
  made_by VARCHAR(128) NOT NULL,
  what VARCHAR(400) NOT NULL
);

-- Grants are lines of text: permission, where, platforms, types and secrecy, with tabs between.
CREATE TABLE rights_role (
  id VARCHAR(64) NOT NULL,
  version INTEGER NOT NULL REFERENCES rights_role_version (version),
  gone BOOLEAN NOT NULL,
  name_zh VARCHAR(100) NOT NULL,
  name_en VARCHAR(100) NOT NULL,
  grants VARCHAR(16000),
  PRIMARY KEY (id, version)
);

CREATE TABLE rights_holding_head (
  version INTEGER NOT NULL
);

INSERT INTO rights_holding_head VALUES (0);

CREATE TABLE rights_holding_version (
  version INTEGER NOT NULL PRIMARY KEY,
  made_at BIGINT NOT NULL,
  made_by VARCHAR(128) NOT NULL,
  what VARCHAR(400) NOT NULL
);

-- One row for a person; roles are lines of text: role, department, company and end, with tabs between.
CREATE TABLE rights_holding (
  id VARCHAR(64) NOT NULL,
  version INTEGER NOT NULL REFERENCES rights_holding_version (version),
  gone BOOLEAN NOT NULL,
  roles VARCHAR(16000),
  PRIMARY KEY (id, version)
);
