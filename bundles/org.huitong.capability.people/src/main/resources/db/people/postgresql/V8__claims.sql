-- What a plan is made of: a whole list, or what a platform knows of those whose accounts are written down.
ALTER TABLE people_plan ADD COLUMN made_of VARCHAR(8) DEFAULT 'LIST' NOT NULL;
