-- What is due about the living and the ended that may be forgotten are looked for apart: a heap of the one must not
-- hide the other.
DROP INDEX orders_due;
CREATE INDEX orders_due ON orders (partition, due_at)
WHERE due_at IS NOT NULL AND state NOT IN ('DELIVERED', 'CANCELLED', 'NO_DRIVER_FOUND');
CREATE INDEX orders_ended ON orders (partition, due_at)
WHERE due_at IS NOT NULL AND state IN ('DELIVERED', 'CANCELLED', 'NO_DRIVER_FOUND');
