-- The address from which somebody logged in, so that they can tell their sessions apart.
ALTER TABLE access_session ADD COLUMN opened_from VARCHAR(64);
