package dev.beckon.city.report;

import dev.beckon.contracts.geo.LatLng;
import dev.beckon.contracts.id.DriverId;
import dev.beckon.contracts.order.OrderState;
import dev.beckon.routing.Earth;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What the clients saw of one order. Times are nanoseconds of one clock; null: not seen. */
final class OrderTrack {

    @Nullable Long intendedNs;
    @Nullable Long acknowledgedNs;
    @Nullable Long firstOfferNs;
    @Nullable Long acceptSentNs;
    @Nullable Long acceptSeenNs;
    @Nullable Double pickupM;
    OrderState state = OrderState.PLACED;
    long version;
    int offers;

    /** Under which versions the customer was told of the present driver. */
    final Set<Long> arriving = new TreeSet<>();

    final Set<Long> arrived = new TreeSet<>();
    private final Map<DriverId, Asked> asked = new HashMap<>();
    private long acceptedVersion;
    private @Nullable DriverId acceptedBy;

    void offered(DriverId driver, LatLng from, long offerVersion, long atNs) {
        offers++;
        firstOfferNs = firstOfferNs == null ? atNs : firstOfferNs;
        asked.put(driver, new Asked(from, offerVersion, null));
        state(OrderState.OFFERED, offerVersion);
    }

    void acceptSent(DriverId driver, long atNs) {
        Asked before = asked.get(driver);
        if (before != null) {
            asked.put(driver, new Asked(before.from, before.version, atNs));
        }
    }

    /** What is wrong with that acceptance; null if nothing is. */
    @Nullable String accepted(
            DriverId driver, long atVersion, LatLng pickup, @Nullable Long pushNs) {
        state(OrderState.ACCEPTED, atVersion);
        Asked offer = asked.get(driver);
        String breach = null;
        if (acceptedBy != null && !acceptedBy.equals(driver)) {
            // A second driver is right only if asked after the first had taken it and lost it.
            boolean later = offer != null && offer.version > acceptedVersion;
            boolean earlier = atVersion < acceptedVersion;
            breach =
                    later || earlier
                            ? null
                            : "two drivers, %s and %s".formatted(acceptedBy, driver);
        }
        if (acceptedBy == null || atVersion > acceptedVersion) {
            if (atVersion > acceptedVersion) {
                arriving.clear();
                arrived.clear();
            }
            acceptedBy = driver;
            acceptedVersion = atVersion;
            if (offer != null) {
                pickupM = Earth.distanceM(offer.from, pickup);
                acceptSentNs = offer.acceptSentNs;
            }
        }
        if (pushNs != null && acceptSeenNs == null) {
            acceptSeenNs = pushNs;
        }
        return breach;
    }

    /**
     * The customer was told how near the driver is.
     *
     * @return what is odd about it; null if nothing is
     */
    @Nullable String came(OrderState step, long atVersion) {
        Set<Long> told = step == OrderState.ARRIVING ? arriving : arrived;
        return told.add(atVersion) && told.size() > 1
                ? "its customer was told %s of one driver in versions %s".formatted(step, told)
                : null;
    }

    void state(OrderState seen, long atVersion) {
        if (atVersion >= version && !state.ended()) {
            state = seen;
            version = atVersion;
        }
    }

    /**
     * Somebody who was asked.
     *
     * @param from where the driver was then
     */
    private record Asked(LatLng from, long version, @Nullable Long acceptSentNs) {}
}
