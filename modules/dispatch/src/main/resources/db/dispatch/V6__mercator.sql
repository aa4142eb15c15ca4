-- Where a driver is on Mercator's map of the ellipsoid, in degrees of longitude: its scale is the same in all directions,
-- so that the nearest there are the nearest on the ground, and its index is a plain one of two dimensions.
ALTER TABLE drivers
ADD COLUMN mercator geometry (Point)
GENERATED ALWAYS AS (
    ST_MakePoint(
        ST_X(location),
        degrees(
            asinh(tand(greatest(-89.999, least(89.999, ST_Y(location)))))
            - 0.0818191908426215 * atanh(0.0818191908426215 * sind(ST_Y(location)))
        )
    )
) STORED;
DROP INDEX drivers_free;
CREATE INDEX drivers_free ON drivers USING gist (mercator) WHERE on_shift AND held_by IS NULL AND reachable;
