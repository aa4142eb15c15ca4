-- Of the columns that change with every step of an order none but this one stands in an index from the acceptance to
-- the end: most steps then touch no index at all.
ALTER TABLE orders
ADD COLUMN ended boolean NOT NULL
GENERATED ALWAYS AS (state IN ('DELIVERED', 'CANCELLED', 'NO_DRIVER_FOUND')) STORED;
DROP INDEX orders_due;
DROP INDEX orders_ended;
CREATE INDEX orders_due ON orders (partition, due_at) WHERE due_at IS NOT NULL AND NOT ended;
CREATE INDEX orders_ended ON orders (partition, due_at) WHERE due_at IS NOT NULL AND ended;

-- What ended and was forgotten on the topic: it grows for ever, and nothing that is under way reads more of it than
-- a key.
CREATE TABLE ended_orders (
    id uuid PRIMARY KEY,
    partition int NOT NULL,
    version bigint NOT NULL,
    state text NOT NULL,
    kind text NOT NULL,
    customer_id uuid NOT NULL,
    driver_id uuid,
    placed_at timestamptz NOT NULL,
    body json NOT NULL
);
CREATE INDEX ended_orders_customer ON ended_orders (customer_id, placed_at DESC, id DESC);
CREATE INDEX ended_orders_driver ON ended_orders (driver_id, placed_at DESC, id DESC) WHERE driver_id IS NOT NULL;
CREATE INDEX ended_orders_placed ON ended_orders (placed_at DESC, id DESC);

WITH gone AS (
    DELETE FROM orders WHERE ended AND due_at IS NULL RETURNING *
)
INSERT INTO ended_orders (id, partition, version, state, kind, customer_id, driver_id, placed_at, body)
SELECT id, partition, version, state, kind, customer_id, driver_id, placed_at, body FROM gone;

CREATE VIEW all_orders AS
SELECT id, partition, version, state, kind, customer_id, driver_id, placed_at, body FROM orders
UNION ALL
SELECT id, partition, version, state, kind, customer_id, driver_id, placed_at, body FROM ended_orders;

-- Room on a page for the next version of a row, and dead entries away before a search has to walk them.
ALTER TABLE orders SET (fillfactor = 70, autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_threshold = 500);
ALTER TABLE assignments
SET (fillfactor = 80, autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_threshold = 500);
-- An offer tells of a dozen candidates at most: events of that size stay whole in their row.
ALTER TABLE events SET (toast_tuple_target = 4080);
