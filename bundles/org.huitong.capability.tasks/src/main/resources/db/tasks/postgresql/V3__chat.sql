-- The list of tasks that somebody was told last in a chat, so that they can name one of them by its number. ids: those of
-- the tasks, in order, with blanks between them.
CREATE TABLE tasks_list (
  person  VARCHAR(24) NOT NULL PRIMARY KEY,
  told_at BIGINT NOT NULL,
  ids     VARCHAR(400) NOT NULL
);
CREATE INDEX tasks_task_maker ON tasks_task (maker, state, due_sort);
