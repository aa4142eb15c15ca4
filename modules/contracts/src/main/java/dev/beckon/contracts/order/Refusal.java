package dev.beckon.contracts.order;

/** Why a command changed nothing; clients switch on these names. */
public enum Refusal {
    OFFER_EXPIRED,
    OFFER_TAKEN,
    ORDER_CANCELLED,
    NOT_YOURS,
    UNKNOWN_OFFER,
    WRONG_STATE,
    BAD_MESSAGE,
    TOO_FAST
}
