package dev.beckon.contracts.driver;

/** What a driver on shift is doing, as their orders say. */
public enum DriverState {
    /** Nothing that would keep them from an offer. */
    AVAILABLE,
    /** They are asked. */
    OFFERED,
    /** They have an order. */
    BUSY
}
