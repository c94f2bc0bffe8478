CREATE TABLE reading (meter text, taken timestamptz, value numeric);
