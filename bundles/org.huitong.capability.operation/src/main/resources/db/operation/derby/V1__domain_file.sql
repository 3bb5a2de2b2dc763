-- Files by which a platform is shown whose this domain is: public by their nature, so in the clear.
CREATE TABLE operation_domain_file (
  name    VARCHAR(84) NOT NULL PRIMARY KEY,
  content VARCHAR(512) NOT NULL,
  put_at  BIGINT NOT NULL,
  put_by  VARCHAR(128) NOT NULL
);
