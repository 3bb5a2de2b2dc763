-- When nothing could come in by an account, and what becomes of what was said meanwhile. ended_at: nothing while it lasts.
-- hub: it was the hub that was away. fate: open coming closed repeated unknown lost; coming until then.
CREATE TABLE monitor_gap (
  account  VARCHAR(100) NOT NULL,
  began_at BIGINT NOT NULL,
  ended_at BIGINT,
  hub      BOOLEAN NOT NULL,
  fate     VARCHAR(10) NOT NULL,
  until_at BIGINT,
  why_zh   VARCHAR(1000),
  why_en   VARCHAR(1000),
  PRIMARY KEY (account, began_at)
);
CREATE INDEX monitor_gap_time ON monitor_gap (began_at);
