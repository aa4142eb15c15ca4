package dev.beckon.contracts.order;

/** Where an order stands; the arrows between the states are drawn in the core's tests. */
public enum OrderState {
    PLACED,
    SEARCHING,
    OFFERED,
    ACCEPTED,
    ARRIVING,
    ARRIVED,
    PICKED_UP,
    DELIVERED,
    CANCELLED,
    NO_DRIVER_FOUND;

    /** Whether nothing can happen to the order any more. */
    public boolean ended() {
        return this == DELIVERED || this == CANCELLED || this == NO_DRIVER_FOUND;
    }
}
