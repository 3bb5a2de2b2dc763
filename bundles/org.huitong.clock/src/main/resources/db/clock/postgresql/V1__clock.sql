-- Alarms: a row for each name and key. due_at is the moment for which it rings or has rung, again_at the moment in which
-- it is tried next. Times are milliseconds since 1970.
CREATE TABLE clock_alarm (
  alarm VARCHAR(64) NOT NULL,
  alarm_key VARCHAR(200) NOT NULL,
  due_at BIGINT NOT NULL,
  again_at BIGINT NOT NULL,
  tries INTEGER NOT NULL,
  rung BOOLEAN NOT NULL,
  PRIMARY KEY (alarm, alarm_key)
);
CREATE INDEX clock_alarm_ripe ON clock_alarm (rung, again_at);

-- Jobs. runner is the process that runs it and beat grows while that one lives; cut_off says that a run ended without a
-- word. The argument is sealed.
CREATE TABLE clock_job (
  id VARCHAR(32) NOT NULL PRIMARY KEY,
  kind VARCHAR(64) NOT NULL,
  title_zh VARCHAR(300) NOT NULL,
  title_en VARCHAR(300) NOT NULL,
  owner VARCHAR(64) NOT NULL,
  permission VARCHAR(100),
  argument_key VARCHAR(100) NOT NULL,
  argument_wrapped BYTEA NOT NULL,
  argument BYTEA NOT NULL,
  state VARCHAR(10) NOT NULL,
  runner VARCHAR(40),
  beat BIGINT NOT NULL,
  cut_off BOOLEAN NOT NULL,
  cancel_asked BOOLEAN NOT NULL,
  done BIGINT NOT NULL,
  total BIGINT NOT NULL,
  mark VARCHAR(4000),
  words_zh VARCHAR(1000),
  words_en VARCHAR(1000),
  undo_of VARCHAR(32),
  undone BOOLEAN NOT NULL,
  made_at BIGINT NOT NULL,
  ended_at BIGINT,
  file_name VARCHAR(200),
  file_type VARCHAR(100),
  file_bytes BIGINT
);
CREATE INDEX clock_job_state ON clock_job (state, made_at);
CREATE INDEX clock_job_owner ON clock_job (owner, made_at);
