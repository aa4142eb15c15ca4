package dev.beckon.contracts.order;

/** What a customer wants done. */
public enum Kind {
    DELIVERY,
    RIDE,
    TASK
}
