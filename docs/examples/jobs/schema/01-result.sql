CREATE TABLE result (id text PRIMARY KEY, sum numeric NOT NULL);
