-- The calendar of work, as far as people changed what the product brings: days, as 2026-10-10 with the kind rest, work or
-- week; and the hours of a department, or, where that is empty, of everybody. week: the numbers of its days, Monday is 1.
CREATE TABLE clock_day (
  day_of VARCHAR(10) NOT NULL PRIMARY KEY,
  kind VARCHAR(4) NOT NULL,
  name_zh VARCHAR(100),
  name_en VARCHAR(100)
);

CREATE TABLE clock_shift (
  department VARCHAR(64) NOT NULL PRIMARY KEY,
  week VARCHAR(7) NOT NULL,
  holidays BOOLEAN NOT NULL,
  spans VARCHAR(200) NOT NULL
);
