-- Entries in the platforms' own lists of what somebody has to do. entry: by which the platform names it, note: what its
-- connector wants back. told: open done gone, as it stands there; version: that of the task which was told, -1 where it is to
-- be asked how it stands.
CREATE TABLE tasks_todo (
  task     VARCHAR(32) NOT NULL,
  person   VARCHAR(24) NOT NULL,
  platform VARCHAR(32) NOT NULL,
  account  VARCHAR(64) NOT NULL,
  entry    VARCHAR(200) NOT NULL,
  note     VARCHAR(200) NOT NULL,
  told     VARCHAR(8) NOT NULL,
  version  INTEGER NOT NULL,
  PRIMARY KEY (task, person, platform, account)
);
CREATE INDEX tasks_todo_entry ON tasks_todo (platform, account, entry);
