-- Counts the owners of a partition: a round of one that went before commits nothing.
ALTER TABLE partitions ADD COLUMN epoch bigint NOT NULL DEFAULT 0;
