-- Whether whoever posted it took it back while it was on its way: then it is not sent again, whatever became of that try.
ALTER TABLE outbox_letter ADD COLUMN recalled SMALLINT NOT NULL DEFAULT 0;
