-- A circle also has the companies of its messages and how secret they are, so that whoever may see a department's messages
-- up to some secrecy is told how many those are. secrecy: 0 public, 1 internal, 2 secret, 3 confidential.
ALTER TABLE statistics_circle ADD COLUMN secrecy SMALLINT DEFAULT 1 NOT NULL;

CREATE TABLE statistics_circle_company (
    circle INTEGER NOT NULL,
    company VARCHAR(128) NOT NULL,
    PRIMARY KEY (circle, company)
);
