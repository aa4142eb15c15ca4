package dev.beckon.city;

import dev.beckon.city.demand.RecordedDemand;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is played, and against whom.
 *
 * @param orders how many orders are placed
 * @param drivers how many drivers there are
 * @param speed how many times faster than life demand and driving are
 * @param trips recorded trips, CSV; null: made-up demand
 * @param from where in the trips, or in the recorded positions, to begin; null: at the trips'
 *     busiest stretch, or where the positions begin
 * @param pings recorded positions to drive along between orders, CSV; null: drivers go where people
 *     are
 * @param map an OSM extract; null: the made-up city, or straight lines under recorded trips
 * @param seed the same seed gives the same city, demand and behaviour
 * @param urls of the applications: commands go to the first, sockets to all
 * @param json where to write the figures; null: nowhere
 * @param folder for what is kept between plays: streets, and what was read of maps
 * @param sameScale whether the applications compress driving by that speed too, so that their
 *     promises can be compared with what is driven
 * @param locationEvery how often a moving driver tells its position, in real time
 */
public record CityOptions(
        int orders,
        int drivers,
        double speed,
        @Nullable Path trips,
        @Nullable Instant from,
        @Nullable Path pings,
        @Nullable Path map,
        long seed,
        List<URI> urls,
        @Nullable Path json,
        Path folder,
        boolean sameScale,
        Duration locationEvery) {

    public static final int DEFAULT_ORDERS = 200;
    public static final int DEFAULT_DRIVERS = 100;
    public static final double DEFAULT_SPEED = 10;
    public static final long DEFAULT_SEED = 1;
    public static final Duration DEFAULT_LOCATION_EVERY = Duration.ofMillis(1_500);

    /**
     * @throws IllegalArgumentException naming the option that cannot be used, and the mend
     */
    public CityOptions {
        urls = List.copyOf(urls);
        atLeastOne("--orders", orders);
        atLeastOne("--drivers", drivers);
        if (!(speed > 0) || speed > 1_000) {
            throw new IllegalArgumentException(
                    "--speed must be more than 0 and at most 1000, not " + speed);
        }
        if (from != null && trips == null && pings == null) {
            throw new IllegalArgumentException(
                    "--from needs --trips=FILE or --pings=FILE to begin in");
        }
        if (pings != null && trips == null && map == null) {
            throw new IllegalArgumentException(
                    "--pings needs the city that they were recorded in: add --map=FILE.osm.pbf or"
                            + " --trips=FILE");
        }
        if (urls.isEmpty()) {
            throw new IllegalArgumentException("--attach needs one URL at least");
        }
        for (URI url : urls) {
            if (!("http".equals(url.getScheme()) || "https".equals(url.getScheme()))
                    || url.getHost() == null) {
                throw new IllegalArgumentException(
                        "'%s' is no address; write http://HOST:PORT".formatted(url));
            }
        }
        if (locationEvery.toMillis() < 100) {
            throw new IllegalArgumentException("locationEvery must be at least 100 ms");
        }
    }

    /** Reads {@code --from}; a time without an offset is UTC. */
    public static Instant time(String text) {
        return RecordedDemand.time(text);
    }

    private static void atLeastOne(String option, int value) {
        if (value < 1) {
            throw new IllegalArgumentException(option + " must be at least 1, not " + value);
        }
    }
}
