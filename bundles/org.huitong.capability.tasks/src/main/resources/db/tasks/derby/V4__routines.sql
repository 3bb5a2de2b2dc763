-- Recurring tasks. rhythm: daily; weekly and its days from Monday = 1; monthly and its day; shift. rest_days: skip keep
-- earlier later. work_time: time of work until a task is due; without it, until the day's work or the shift is over.
-- asked: person, department or members, and an id, one a line; tell: persons. What came up until up_to has been dealt
-- with. Times are epoch milliseconds; what people wrote is sealed.
CREATE TABLE tasks_routine (
  id           VARCHAR(32) NOT NULL PRIMARY KEY,
  version      INTEGER NOT NULL,
  rhythm       VARCHAR(40) NOT NULL,
  at_time      VARCHAR(5) NOT NULL,
  rest_days    VARCHAR(8) NOT NULL,
  work_time    VARCHAR(20),
  department   VARCHAR(64),
  asked        VARCHAR(24000) NOT NULL,
  tell         VARCHAR(400),
  is_on        BOOLEAN NOT NULL,
  made_by      VARCHAR(128) NOT NULL,
  maker        VARCHAR(24),
  made_at      BIGINT NOT NULL,
  up_to        BIGINT NOT NULL,
  seal_key     VARCHAR(64) NOT NULL,
  seal_wrapped VARCHAR(512) FOR BIT DATA NOT NULL,
  seal_text    BLOB(1M) NOT NULL
);

-- Each time that one came up; missed: the hub was away until it was over.
CREATE TABLE tasks_round (
  routine  VARCHAR(32) NOT NULL REFERENCES tasks_routine (id),
  opens_at BIGINT NOT NULL,
  due_at   BIGINT NOT NULL,
  missed   BOOLEAN NOT NULL,
  PRIMARY KEY (routine, opens_at)
);

-- Who was asked then, and by which task.
CREATE TABLE tasks_share (
  routine    VARCHAR(32) NOT NULL,
  opens_at   BIGINT NOT NULL,
  number     INTEGER NOT NULL,
  person     VARCHAR(24),
  department VARCHAR(64),
  task       VARCHAR(32) NOT NULL,
  PRIMARY KEY (routine, opens_at, number)
);
