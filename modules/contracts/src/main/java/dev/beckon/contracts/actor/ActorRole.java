package dev.beckon.contracts.actor;

/** In what capacity somebody acts. */
public enum ActorRole {
    CUSTOMER,
    DRIVER,
    ADMIN,
    /** Beckon itself: a timer, the tracking, a wake-up. */
    SYSTEM
}
