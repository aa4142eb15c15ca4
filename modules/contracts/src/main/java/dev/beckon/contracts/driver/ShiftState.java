package dev.beckon.contracts.driver;

/** Whether a driver wants work. */
public enum ShiftState {
    ONLINE,
    OFFLINE
}
