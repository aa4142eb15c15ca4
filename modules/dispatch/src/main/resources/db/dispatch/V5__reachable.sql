-- Drivers who went or whom an offer missed leave the index of the free: a search would walk them all to find the one
-- behind them. A column of its own, since most sightings change seen_at and not this, and then touch no index.
ALTER TABLE drivers
ADD COLUMN reachable boolean NOT NULL
GENERATED ALWAYS AS (seen_at IS NOT NULL AND (missed_at IS NULL OR seen_at > missed_at)) STORED;
DROP INDEX drivers_free;
CREATE INDEX drivers_free ON drivers USING gist ((location::geography))
WHERE on_shift AND held_by IS NULL AND reachable;
