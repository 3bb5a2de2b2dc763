-- Who takes a job back looks for others that do, under the lock of that job's row, and need not look at every job for it.
CREATE INDEX clock_job_undo_of ON clock_job (undo_of);
