CREATE TABLE posts_head (version INTEGER NOT NULL);
INSERT INTO posts_head VALUES (0);
CREATE TABLE posts_version (
  version INTEGER NOT NULL PRIMARY KEY,
  made_at BIGINT NOT NULL,
  made_by VARCHAR(128) NOT NULL,
  what VARCHAR(400) NOT NULL
);
CREATE TABLE posts_post (
  id VARCHAR(40) NOT NULL,
  version INTEGER NOT NULL REFERENCES posts_version (version),
  gone BOOLEAN NOT NULL,
  title VARCHAR(500) NOT NULL,
  PRIMARY KEY (id, version)
);
