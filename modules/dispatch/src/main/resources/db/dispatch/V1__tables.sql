-- How far each partition of order-intake is folded: the fence between dispatchers.
CREATE TABLE partitions (
    partition int PRIMARY KEY,
    folded bigint NOT NULL
);

CREATE TABLE orders (
    id uuid PRIMARY KEY,
    partition int NOT NULL,
    version bigint NOT NULL,
    state text NOT NULL,
    kind text NOT NULL,
    customer_id uuid NOT NULL,
    driver_id uuid,
    placed_at timestamptz NOT NULL,
    -- When time is a fact about the order, or its status may be forgotten.
    due_at timestamptz,
    -- The pickup, while the search waits: whom a driver who becomes free may wake.
    waiting geometry (Point, 4326),
    attempt int NOT NULL,
    excluded uuid [] NOT NULL,
    body json NOT NULL
);

CREATE INDEX orders_due ON orders (partition, due_at) WHERE due_at IS NOT NULL;
CREATE INDEX orders_waiting ON orders USING gist ((waiting::geography)) WHERE waiting IS NOT NULL;
CREATE INDEX orders_customer ON orders (customer_id, placed_at DESC, id DESC);
CREATE INDEX orders_driver ON orders (driver_id, placed_at DESC, id DESC) WHERE driver_id IS NOT NULL;
CREATE INDEX orders_placed ON orders (placed_at DESC, id DESC);

CREATE TABLE events (
    order_id uuid NOT NULL,
    version bigint NOT NULL,
    -- Where the fact stands that led to it: what is at or past Kafka's committed offset may not have been published.
    partition int NOT NULL,
    fact_offset bigint NOT NULL,
    body json NOT NULL,
    PRIMARY KEY (order_id, version)
);

CREATE INDEX events_fact ON events (partition, fact_offset);

-- Replies live only until they are published.
CREATE TABLE replies (
    partition int NOT NULL,
    fact_offset bigint NOT NULL,
    body json NOT NULL,
    PRIMARY KEY (partition, fact_offset)
);

-- Each column has one writer: shifts, positions, or rounds.
CREATE TABLE drivers (
    id uuid PRIMARY KEY,
    on_shift boolean NOT NULL DEFAULT FALSE,
    kinds text [] NOT NULL DEFAULT '{}',
    profile json,
    shift_version bigint NOT NULL DEFAULT 0,
    location geometry (Point, 4326),
    located_at timestamptz,
    seen_at timestamptz,
    held_by uuid,
    token bigint NOT NULL DEFAULT 0,
    -- When an offer did not reach the driver: no candidate until seen later than that.
    missed_at timestamptz
)
WITH (
    fillfactor = 80, autovacuum_vacuum_scale_factor = 0.01, autovacuum_vacuum_threshold = 200
);

CREATE INDEX drivers_free ON drivers USING gist ((location::geography)) WHERE on_shift AND held_by IS NULL;

-- The live ones: a driver holds one for each slot.
CREATE TABLE assignments (
    id uuid PRIMARY KEY,
    driver_id uuid NOT NULL,
    slot smallint NOT NULL DEFAULT 0,
    token bigint NOT NULL,
    order_ids uuid [] NOT NULL,
    UNIQUE (driver_id, slot)
);
