package dev.beckon.gateway;

import dev.beckon.contracts.geo.LatLng;
import dev.beckon.contracts.socket.ClientMessage.Location;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What a position may be. */
final class Positions {

    private static final double FULL_CIRCLE = 360;

    private Positions() {}

    /** What is wrong with the position, naming the field; null if nothing is. */
    static @Nullable String findFault(Location position, Instant latest) {
        try {
            new LatLng(position.lat(), position.lng());
        } catch (IllegalArgumentException e) {
            return e.getMessage();
        }
        if (!isWithin(position.accuracy(), Double.MAX_VALUE)) {
            return "accuracy must be a number of metres, not negative";
        }
        if (!isWithin(position.heading(), FULL_CIRCLE)) {
            return "heading must be between 0 and 360 degrees";
        }
        if (!isWithin(position.speed(), Double.MAX_VALUE)) {
            return "speed must be a number of metres a second, not negative";
        }
        var at = position.at();
        if (at != null && at.isAfter(latest)) {
            return "at must not lie in the future";
        }
        return null;
    }

    private static boolean isWithin(@Nullable Double value, double max) {
        return value == null || (value >= 0 && value <= max);
    }
}
