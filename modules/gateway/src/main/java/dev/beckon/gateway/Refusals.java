package dev.beckon.gateway;

import dev.beckon.contracts.order.Refusal;

/** Why not, in words. */
final class Refusals {

    private Refusals() {}

    static String detail(Refusal reason) {
        return switch (reason) {
            case OFFER_EXPIRED -> "The time to answer this offer is over.";
            case OFFER_TAKEN -> "Another driver was faster.";
            case ORDER_CANCELLED -> "The order was cancelled.";
            case NOT_YOURS -> "This is not for you.";
            case UNKNOWN_OFFER -> "There is no such offer.";
            case WRONG_STATE -> "This is not possible as the order stands.";
            case BAD_MESSAGE -> "The message makes no sense.";
            case TOO_FAST -> "Too many messages; slow down.";
        };
    }
}
