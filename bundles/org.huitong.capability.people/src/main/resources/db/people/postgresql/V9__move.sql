-- Departments that are to move below another one, or be merged into it (merged: 1), on a day to come (an ISO date); one a
-- department. parent: empty is the top of its company. why_*: why it could not be done on its day.
CREATE TABLE people_move (
  department VARCHAR(20) NOT NULL PRIMARY KEY,
  parent VARCHAR(20) NOT NULL,
  merged SMALLINT NOT NULL,
  due_on VARCHAR(10) NOT NULL,
  made_by VARCHAR(128) NOT NULL,
  why_zh VARCHAR(500) NOT NULL,
  why_en VARCHAR(500) NOT NULL
);
