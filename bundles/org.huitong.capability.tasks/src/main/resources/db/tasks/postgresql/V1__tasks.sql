-- Tasks. state: open doing done cancelled. due_sort is due_at, or the last moment there is where a task has none, so that
-- lists go on from a place. stage: how many reminders have been sent. Times are epoch milliseconds; what people wrote is
-- sealed. task_key is the id where the task has no key of its own.
CREATE TABLE tasks_task (
  id            VARCHAR(32) NOT NULL PRIMARY KEY,
  task_key      VARCHAR(100) NOT NULL,
  version       INTEGER NOT NULL,
  message       VARCHAR(22),
  assignee      VARCHAR(24),
  department    VARCHAR(64),
  made_by       VARCHAR(128) NOT NULL,
  maker         VARCHAR(24),
  hidden        BOOLEAN NOT NULL,
  state         VARCHAR(10) NOT NULL,
  due_sort      BIGINT NOT NULL,
  stage         INTEGER NOT NULL,
  supervised_by VARCHAR(128),
  supervised_at BIGINT,
  made_at       BIGINT NOT NULL,
  changed_at    BIGINT NOT NULL,
  ended_at      BIGINT,
  seal_key      VARCHAR(64) NOT NULL,
  seal_wrapped  BYTEA NOT NULL,
  seal_text     BYTEA NOT NULL
);
CREATE UNIQUE INDEX tasks_task_key ON tasks_task (task_key);
CREATE INDEX tasks_task_assignee ON tasks_task (assignee, state, due_sort);
CREATE INDEX tasks_task_department ON tasks_task (department, state, due_sort);
CREATE INDEX tasks_task_due ON tasks_task (state, due_sort);
CREATE INDEX tasks_task_made ON tasks_task (made_by, state, due_sort);
CREATE INDEX tasks_task_message ON tasks_task (message);
CREATE INDEX tasks_task_when ON tasks_task (made_at);

-- What happened to a task, in order. person: who was told; letter: by which letter of the outbox.
CREATE TABLE tasks_step (
  task         VARCHAR(32) NOT NULL REFERENCES tasks_task (id),
  number       INTEGER NOT NULL,
  happened_at  BIGINT NOT NULL,
  kind         VARCHAR(16) NOT NULL,
  made_by      VARCHAR(128) NOT NULL,
  person       VARCHAR(24),
  letter       VARCHAR(32),
  seal_key     VARCHAR(64) NOT NULL,
  seal_wrapped BYTEA NOT NULL,
  seal_text    BYTEA NOT NULL,
  PRIMARY KEY (task, number)
);
