package dev.beckon.city.demand;

import dev.beckon.city.csv.CsvException;
import dev.beckon.contracts.geo.LatLng;
import dev.beckon.contracts.geo.Place;
import dev.beckon.contracts.order.Kind;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Plays a stretch of recorded trips again. */
public final class RecordedDemand {

    private final TripsFile file;
    private final int first;
    private final int orders;

    private RecordedDemand(TripsFile file, int first, int orders) {
        this.file = file;
        this.first = first;
        this.orders = orders;
    }

    /**
     * @param from where to begin, see {@link #time}; null: the busiest stretch, the shortest time
     *     that holds so many trips
     * @throws CsvException if the file cannot be used or holds too little
     */
    public static Demand of(Path path, @Nullable Instant from, int orders, int drivers) {
        TripsFile file = TripsFile.read(path);
        List<RecordedTrip> trips = file.trips();
        if (trips.size() < orders) {
            throw new CsvException(
                    "%s holds %d trips; ask for no more with --orders"
                            .formatted(path, trips.size()));
        }
        int first = from == null ? busiest(trips, orders) : firstFrom(file, from, orders);
        RecordedDemand demand = new RecordedDemand(file, first, orders);
        return new Demand(
                demand.trips(), demand.starts(drivers), at(trips.get(first)), demand.story());
    }

    /**
     * Reads a time: {@code 2008-05-17T23:00-07:00}, {@code 2008-05-17T23:00[America/Los_Angeles]},
     * or without a zone, which is UTC.
     *
     * @throws IllegalArgumentException if it is none
     */
    public static Instant time(String text) {
        try {
            return DateTimeFormatter.ISO_DATE_TIME
                    .withZone(ZoneOffset.UTC)
                    .parse(text, Instant::from);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(
                    "'%s' is no time; write 2008-05-17T23:00-07:00, or leave the offset out for UTC"
                            .formatted(text),
                    e);
        }
    }

    private static int busiest(List<RecordedTrip> trips, int orders) {
        int best = 0;
        for (int first = 1; first + orders <= trips.size(); first++) {
            if (spanS(trips, first, orders) < spanS(trips, best, orders)) {
                best = first;
            }
        }
        return best;
    }

    private static long spanS(List<RecordedTrip> trips, int first, int orders) {
        return trips.get(first + orders - 1).pickupS() - trips.get(first).pickupS();
    }

    private static int firstFrom(TripsFile file, Instant from, int orders) {
        List<RecordedTrip> trips = file.trips();
        int first = 0;
        while (first < trips.size() && trips.get(first).pickupS() < from.getEpochSecond()) {
            first++;
        }
        if (trips.size() - first < orders) {
            throw new CsvException(
                    "%s holds %d trips from %s on (it spans %s to %s); begin earlier with --from"
                            .formatted(
                                    file.path(),
                                    trips.size() - first,
                                    from,
                                    at(trips.getFirst()),
                                    at(trips.getLast())));
        }
        return first;
    }

    private List<Trip> trips() {
        long startS = file.trips().get(first).pickupS();
        return file.trips().subList(first, first + orders).stream()
                .map(
                        trip ->
                                new Trip(
                                        trip.pickupS() - startS,
                                        Kind.RIDE,
                                        place(trip.pickup()),
                                        place(trip.dropoff())))
                .toList();
    }

    /**
     * Drivers begin where cabs were last seen empty: at the latest drop-offs before the stretch,
     * one a cab; where that is too few, at the first pickups of other cabs, then all over again.
     */
    private List<LatLng> starts(int drivers) {
        List<RecordedTrip> trips = file.trips();
        long startS = trips.get(first).pickupS();
        List<LatLng> starts = new ArrayList<>();
        Set<String> cabs = new HashSet<>();
        for (int i = first - 1; i >= 0 && starts.size() < drivers; i--) {
            RecordedTrip trip = trips.get(i);
            if (trip.dropoffS() <= startS && cabs.add(trip.cab())) {
                starts.add(trip.dropoff());
            }
        }
        for (int i = first; i < trips.size() && starts.size() < drivers; i++) {
            if (cabs.add(trips.get(i).cab())) {
                starts.add(trips.get(i).pickup());
            }
        }
        for (int i = 0; starts.size() < drivers; i++) {
            starts.add(starts.get(i));
        }
        return starts;
    }

    private String story() {
        List<RecordedTrip> trips = file.trips();
        String skipped =
                file.firstBad() == null
                        ? ""
                        : "; %d bad rows skipped, the first: %s"
                                .formatted(file.skipped(), file.firstBad());
        return "%d trips of %s, %s to %s%s"
                .formatted(
                        orders,
                        file.path().getFileName(),
                        at(trips.get(first)),
                        at(trips.get(first + orders - 1)),
                        skipped);
    }

    private static Instant at(RecordedTrip trip) {
        return Instant.ofEpochSecond(trip.pickupS());
    }

    private static Place place(LatLng point) {
        return Place.of(point.lat(), point.lng());
    }
}
