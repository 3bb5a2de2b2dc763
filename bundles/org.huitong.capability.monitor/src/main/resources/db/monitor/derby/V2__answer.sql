-- What was answered to a complaint, sealed, and the person who is told of it: empty where the account is nobody's.
ALTER TABLE monitor_complaint ADD COLUMN person VARCHAR(64);
ALTER TABLE monitor_complaint ADD COLUMN answer_key VARCHAR(64);
ALTER TABLE monitor_complaint ADD COLUMN answer_wrapped VARCHAR(200) FOR BIT DATA;
ALTER TABLE monitor_complaint ADD COLUMN answer_text BLOB(1M);
