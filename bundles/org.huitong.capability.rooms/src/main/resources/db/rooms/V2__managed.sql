-- Rooms that the hub has opened on platforms, and keeps: of which department or project, and what their platform was told.
CREATE TABLE rooms_managed (
  id VARCHAR(32) NOT NULL PRIMARY KEY,
  platform VARCHAR(32) NOT NULL,
  account VARCHAR(64) NOT NULL,
  kind VARCHAR(16) NOT NULL,
  target VARCHAR(64) NOT NULL,
  room_key VARCHAR(32) NOT NULL,
  conversation VARCHAR(255),
  name VARCHAR(255),
  asked_at BIGINT,
  why_zh VARCHAR(1000),
  why_en VARCHAR(1000),
  despite BIGINT,
  UNIQUE (platform, account, kind, target)
);

-- Who is in it, as its platform was told: the platform's own ids.
CREATE TABLE rooms_managed_member (
  room VARCHAR(32) NOT NULL REFERENCES rooms_managed (id),
  member VARCHAR(255) NOT NULL,
  PRIMARY KEY (room, member)
);
