-- What is normal, in versions: a change adds a version and one row for the gauge that it changes. What has no row is as
-- delivered.
CREATE TABLE monitor_head (
  version INTEGER NOT NULL
);

INSERT INTO monitor_head VALUES (0);

CREATE TABLE monitor_version (
  version INTEGER NOT NULL PRIMARY KEY,
  made_at BIGINT NOT NULL,
  made_by VARCHAR(128) NOT NULL,
  what    VARCHAR(400) NOT NULL
);

-- tell: roles and persons, one a line.
CREATE TABLE monitor_norm (
  id         VARCHAR(40) NOT NULL,
  version    INTEGER NOT NULL REFERENCES monitor_version (version),
  gone       BOOLEAN NOT NULL,
  near_limit DOUBLE PRECISION NOT NULL,
  norm_limit DOUBLE PRECISION NOT NULL,
  owner      VARCHAR(100) NOT NULL,
  tell       VARCHAR(2000) NOT NULL,
  PRIMARY KEY (id, version)
);

-- How everything stands that is measured. Times are milliseconds since 1970.
CREATE TABLE monitor_standing (
  name        VARCHAR(250) NOT NULL PRIMARY KEY,
  gauge       VARCHAR(40) NOT NULL,
  subject     VARCHAR(200) NOT NULL,
  figure      DOUBLE PRECISION NOT NULL,
  state       VARCHAR(10) NOT NULL,
  since       BIGINT NOT NULL,
  times       INTEGER NOT NULL,
  incident    VARCHAR(32),
  measured_at BIGINT NOT NULL,
  cause_zh    VARCHAR(1000),
  cause_en    VARCHAR(1000)
);

-- What was measured: minutes for two days, hours for two months, days for thirteen. grain: m, h or d.
CREATE TABLE monitor_history (
  name   VARCHAR(250) NOT NULL,
  grain  CHAR(1) NOT NULL,
  begins BIGINT NOT NULL,
  least  DOUBLE PRECISION NOT NULL,
  most   DOUBLE PRECISION NOT NULL,
  total  DOUBLE PRECISION NOT NULL,
  times  INTEGER NOT NULL,
  PRIMARY KEY (name, grain, begins)
);
CREATE INDEX monitor_history_time ON monitor_history (grain, begins);

-- Complaints: what people wrote is sealed.
CREATE TABLE monitor_complaint (
  id           VARCHAR(32) NOT NULL PRIMARY KEY,
  made_at      BIGINT NOT NULL,
  made_by      VARCHAR(128) NOT NULL,
  answered_at  BIGINT,
  answered_by  VARCHAR(128),
  seal_key     VARCHAR(64) NOT NULL,
  seal_wrapped BYTEA NOT NULL,
  seal_text    BYTEA NOT NULL
);
CREATE INDEX monitor_complaint_time ON monitor_complaint (made_at);
CREATE INDEX monitor_complaint_whose ON monitor_complaint (made_by, made_at);

-- Incidents. state: open over closed. What people wrote of them is sealed.
CREATE TABLE monitor_incident (
  id           VARCHAR(32) NOT NULL PRIMARY KEY,
  version      INTEGER NOT NULL,
  reading      VARCHAR(250),
  state        VARCHAR(10) NOT NULL,
  opened_at    BIGINT NOT NULL,
  opened_by    VARCHAR(128) NOT NULL,
  over_at      BIGINT,
  closed_at    BIGINT,
  closed_by    VARCHAR(128),
  seal_key     VARCHAR(64) NOT NULL,
  seal_wrapped BYTEA NOT NULL,
  seal_text    BYTEA NOT NULL
);
CREATE INDEX monitor_incident_time ON monitor_incident (opened_at);
CREATE INDEX monitor_incident_state ON monitor_incident (state, opened_at);

-- What happened in an incident, in order.
CREATE TABLE monitor_step (
  incident     VARCHAR(32) NOT NULL REFERENCES monitor_incident (id),
  number       INTEGER NOT NULL,
  happened_at  BIGINT NOT NULL,
  kind         VARCHAR(16) NOT NULL,
  made_by      VARCHAR(128) NOT NULL,
  seal_key     VARCHAR(64) NOT NULL,
  seal_wrapped BYTEA NOT NULL,
  seal_text    BYTEA NOT NULL,
  PRIMARY KEY (incident, number)
);

-- What came of each account on each day, and up to where the hub's own counters were added to it: they begin anew with
-- each process.
CREATE TABLE monitor_day (
  report_day     VARCHAR(10) NOT NULL,
  account        VARCHAR(100) NOT NULL,
  taken          BIGINT NOT NULL,
  refused        BIGINT NOT NULL,
  dead           BIGINT NOT NULL,
  outages        INTEGER NOT NULL,
  outage_minutes INTEGER NOT NULL,
  PRIMARY KEY (report_day, account)
);

CREATE TABLE monitor_counter (
  account VARCHAR(100) NOT NULL PRIMARY KEY,
  process BIGINT NOT NULL,
  taken   BIGINT NOT NULL,
  refused BIGINT NOT NULL,
  dead    BIGINT NOT NULL
);

-- The daily report, once a day; its table is sealed, since remarks of people stand in it.
CREATE TABLE monitor_report (
  report_day   VARCHAR(10) NOT NULL PRIMARY KEY,
  made_at      BIGINT NOT NULL,
  seal_key     VARCHAR(64) NOT NULL,
  seal_wrapped BYTEA NOT NULL,
  seal_text    BYTEA NOT NULL
);
