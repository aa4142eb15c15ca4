package dev.beckon.dispatch.edge;

import dev.beckon.contracts.geo.Place;
import dev.beckon.contracts.order.Kind;
import dev.beckon.platform.http.Check;
import dev.beckon.platform.http.Problem;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * The body of {@code POST /orders}, as it was sent: what it says is checked when it is asked for,
 * so that each complaint names its field from the body's root.
 *
 * @param kind {@code DELIVERY} where it is left out
 * @param note for the driver, from the acceptance on
 */
@Schema(
        name = "PlaceOrder",
        example =
                """
                {"pickup": {"lat": 52.5302, "lng": 13.3829, "address": "Invalidenstraße 1"},
                 "dropoff": {"lat": 52.5208, "lng": 13.4094}}
                """)
record PlaceOrderHttp(Spot pickup, Spot dropoff, @Nullable Kind kind, @Nullable String note) {

    private static final int NOTE_MAX = 500;

    /**
     * @param lat latitude in degrees, -90 to 90
     * @param lng longitude in degrees, -180 to 180
     * @param address for people to read
     */
    record Spot(double lat, double lng, @Nullable String address) {

        /**
         * @throws Problem 400 naming the field that cannot be taken
         */
        Place place(String field) {
            return new Place(
                    Check.within(field + ".lat", lat, -90, 90),
                    Check.within(field + ".lng", lng, -180, 180),
                    Check.atMost(field + ".address", address, Place.ADDRESS_MAX));
        }
    }

    /**
     * @throws Problem 400 naming the field that cannot be taken
     */
    Place pickupPlace() {
        return pickup.place("pickup");
    }

    /**
     * @throws Problem 400 naming the field that cannot be taken
     */
    Place dropoffPlace() {
        return dropoff.place("dropoff");
    }

    /**
     * @throws Problem 400 if it is too long
     */
    @Nullable String checkedNote() {
        return Check.atMost("note", note, NOTE_MAX);
    }
}
