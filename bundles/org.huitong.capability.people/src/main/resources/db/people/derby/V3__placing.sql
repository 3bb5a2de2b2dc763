-- By whose hand somebody came to their place, in which version; giver: that one's person, empty where there is none.
CREATE TABLE people_placing (
  version INTEGER NOT NULL REFERENCES people_version (version),
  person VARCHAR(24) NOT NULL,
  giver VARCHAR(24) NOT NULL,
  PRIMARY KEY (version, person)
);
