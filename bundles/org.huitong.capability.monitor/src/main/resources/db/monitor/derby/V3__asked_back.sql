-- What was asked back of calls that had failed; nothing where nobody asks.
ALTER TABLE monitor_day ADD COLUMN asked_back BIGINT;
ALTER TABLE monitor_counter ADD COLUMN asked_back BIGINT DEFAULT 0 NOT NULL;
