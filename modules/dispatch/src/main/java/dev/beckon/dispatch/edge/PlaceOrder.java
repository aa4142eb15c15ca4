package dev.beckon.dispatch.edge;

import dev.beckon.contracts.geo.Place;
import dev.beckon.contracts.order.Kind;
import org.jspecify.annotations.Nullable;

/**
 * The body of {@code POST /orders}.
 *
 * @param kind {@code DELIVERY} where it is left out
 * @param note for the driver, from the acceptance on
 */
record PlaceOrder(Place pickup, Place dropoff, @Nullable Kind kind, @Nullable String note) {

    private static final int NOTE_MAX = 500;

    /**
     * @throws IllegalArgumentException naming the field that cannot be taken
     */
    PlaceOrder {
        if (note != null && note.length() > NOTE_MAX) {
            throw new IllegalArgumentException(
                    "note must have at most %d characters, not %d"
                            .formatted(NOTE_MAX, note.length()));
        }
    }
}
