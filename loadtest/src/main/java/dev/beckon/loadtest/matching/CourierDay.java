package dev.beckon.loadtest.matching;

import dev.beckon.city.csv.BadRowException;
import dev.beckon.city.csv.CsvFile;
import dev.beckon.city.csv.CsvRow;
import dev.beckon.city.demand.Trip;
import dev.beckon.contracts.geo.LatLng;
import dev.beckon.contracts.geo.Place;
import dev.beckon.contracts.order.Kind;
import dev.beckon.loadtest.LoadtestException;
import dev.beckon.routing.Routes;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;

/** A recorded day of a delivery service: a folder with its orders and its couriers' shifts. */
final class CourierDay {

    private static final List<String> ORDERS =
            List.of("pick_up_lat", "pick_up_lng", "drop_off_lat", "drop_off_lng", "placement_time");
    private static final List<String> COURIERS = List.of("on_lat", "on_lng", "on_time", "off_time");

    private CourierDay() {}

    /**
     * The busiest stretch of a day, the shortest time that holds so many orders.
     *
     * @param seed draws which couriers a smaller crew consists of
     * @throws LoadtestException if the folder holds no such day
     */
    static Stretch busiest(Path folder, int orders, long seed, Routes routes) {
        var trips = read("orders", folder, ORDERS, CourierDay::trip);
        trips.sort(Comparator.comparingDouble(Trip::afterS));
        if (trips.size() < orders) {
            throw new LoadtestException(
                    "%s holds %d orders; ask for no more with --orders"
                            .formatted(folder, trips.size()));
        }
        int first = 0;
        for (int i = 1; i + orders <= trips.size(); i++) {
            first = spanS(trips, i, orders) < spanS(trips, first, orders) ? i : first;
        }
        double beginsS = trips.get(first).afterS();
        var shifts = read("couriers", folder, COURIERS, CourierDay::shift);
        Collections.shuffle(shifts, new Random(seed));
        return new Stretch(
                "%s from %s".formatted(folder.getFileName(), time(beginsS)),
                trips.subList(first, first + orders).stream()
                        .map(trip -> later(trip, beginsS))
                        .toList(),
                shifts.stream().map(shift -> later(shift, beginsS)).toList(),
                new Ways(routes));
    }

    private static <T> List<T> read(
            String what, Path folder, List<String> columns, CsvFile.Reader<T> reader) {
        Path plain = folder.resolve(what + ".csv");
        Path path = Files.exists(plain) ? plain : folder.resolve(what + ".csv.gz");
        try (var file = CsvFile.open("days", path, columns, reader)) {
            var rows = new ArrayList<T>();
            for (T row = file.next(); row != null; row = file.next()) {
                rows.add(row);
            }
            if (rows.isEmpty()) {
                throw file.empty();
            }
            return rows;
        }
    }

    private static Trip trip(CsvRow row) throws BadRowException {
        return new Trip(
                secondOfDay(row, "placement_time"),
                Kind.DELIVERY,
                place(row.point("pick_up_lat", "pick_up_lng")),
                place(row.point("drop_off_lat", "drop_off_lng")));
    }

    private static Shift shift(CsvRow row) throws BadRowException {
        return new Shift(
                row.point("on_lat", "on_lng"),
                secondOfDay(row, "on_time"),
                secondOfDay(row, "off_time"));
    }

    private static double secondOfDay(CsvRow row, String column) throws BadRowException {
        try {
            return LocalTime.parse(row.text(column)).toSecondOfDay();
        } catch (DateTimeParseException e) {
            throw new BadRowException(
                    column, "is '%s', not a time such as 19:30:00".formatted(row.text(column)));
        }
    }

    private static double spanS(List<Trip> trips, int first, int orders) {
        return trips.get(first + orders - 1).afterS() - trips.get(first).afterS();
    }

    private static Trip later(Trip trip, double beginsS) {
        return new Trip(trip.afterS() - beginsS, trip.kind(), trip.pickup(), trip.dropoff());
    }

    private static Shift later(Shift shift, double beginsS) {
        return new Shift(shift.start(), shift.fromS() - beginsS, shift.untilS() - beginsS);
    }

    private static LocalTime time(double secondOfDay) {
        return LocalTime.ofSecondOfDay((long) secondOfDay);
    }

    private static Place place(LatLng point) {
        return Place.of(point.lat(), point.lng());
    }
}
