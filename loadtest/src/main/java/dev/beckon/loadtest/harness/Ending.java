package dev.beckon.loadtest.harness;

/** What becomes of an order once its offer is on a driver's socket. */
public enum Ending {
    /**
     * Its customer cancels it on the socket at once, without a receipt before: two facts, and the
     * driver is free again. Nothing that ends an order is cheaper; a decline would search on.
     */
    CANCELLED,

    /**
     * Receipt and acceptance at once, pickup and delivery at once after the driver heard of the
     * acceptance: five facts.
     */
    DELIVERED
}
