-- What each account has really brought: of which kind, and from which rooms. Numbers and times; nothing of what was said.
CREATE TABLE coverage_sign (
  platform VARCHAR(32) NOT NULL,
  account VARCHAR(64) NOT NULL,
  sign VARCHAR(128) NOT NULL,
  messages BIGINT NOT NULL,
  last_at BIGINT NOT NULL,
  up_to BIGINT NOT NULL,
  PRIMARY KEY (platform, account, sign)
);

CREATE TABLE coverage_room (
  platform VARCHAR(32) NOT NULL,
  account VARCHAR(64) NOT NULL,
  tenant VARCHAR(255) NOT NULL,
  conversation VARCHAR(255) NOT NULL,
  plain BIGINT NOT NULL,
  calling BIGINT NOT NULL,
  last_at BIGINT NOT NULL,
  up_to BIGINT NOT NULL,
  PRIMARY KEY (platform, account, tenant, conversation)
);
