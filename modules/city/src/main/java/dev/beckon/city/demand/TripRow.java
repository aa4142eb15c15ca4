package dev.beckon.city.demand;

import dev.beckon.contracts.geo.LatLng;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Reads the rows of a trips file, whose columns may stand in any order. */
final class TripRow {

    private static final List<String> COLUMNS =
            List.of(
                    "pickup_epoch",
                    "cab",
                    "pickup_lat",
                    "pickup_lon",
                    "dropoff_epoch",
                    "dropoff_lat",
                    "dropoff_lon");

    private static final long LATEST_S = 100_000_000_000L;

    private final int[] places;

    private TripRow(int[] places) {
        this.places = places;
    }

    /**
     * @throws BadRow if a column is missing
     */
    static TripRow header(String line) throws BadRow {
        List<String> names = new ArrayList<>();
        for (String name : line.replace("\uFEFF", "").split(",", -1)) {
            names.add(name.strip());
        }
        int[] places = COLUMNS.stream().mapToInt(names::indexOf).toArray();
        for (int i = 0; i < places.length; i++) {
            if (places[i] < 0) {
                throw new BadRow(
                        COLUMNS.get(i),
                        "is not in the header; it must name " + String.join(",", COLUMNS));
            }
        }
        return new TripRow(places);
    }

    /**
     * @throws BadRow naming the column that cannot be read
     */
    RecordedTrip read(String line) throws BadRow {
        String[] cells = line.split(",", -1);
        int needed = Arrays.stream(places).max().orElseThrow();
        if (cells.length <= needed) {
            throw new BadRow(
                    COLUMNS.get(firstMissing(cells.length)),
                    "is missing; the row has %d cells".formatted(cells.length));
        }
        long pickupS = epoch(cells, 0);
        LatLng pickup = new LatLng(degrees(cells, 2, 90), degrees(cells, 3, 180));
        long dropoffS = epoch(cells, 4);
        LatLng dropoff = new LatLng(degrees(cells, 5, 90), degrees(cells, 6, 180));
        if (dropoffS < pickupS) {
            throw new BadRow("dropoff_epoch", "is before pickup_epoch");
        }
        return new RecordedTrip(pickupS, cells[places[1]].strip(), pickup, dropoffS, dropoff);
    }

    private int firstMissing(int cells) {
        for (int i = 0; i < places.length; i++) {
            if (places[i] >= cells) {
                return i;
            }
        }
        throw new IllegalArgumentException("no column is missing");
    }

    private long epoch(String[] cells, int column) throws BadRow {
        String cell = cells[places[column]].strip();
        try {
            long seconds = Long.parseLong(cell);
            if (seconds >= 0 && seconds < LATEST_S) {
                return seconds;
            }
        } catch (NumberFormatException e) {
            // Said below.
        }
        throw new BadRow(COLUMNS.get(column), "is '%s', not epoch seconds".formatted(cell));
    }

    private double degrees(String[] cells, int column, int limit) throws BadRow {
        String cell = cells[places[column]].strip();
        try {
            double degrees = Double.parseDouble(cell);
            if (Math.abs(degrees) <= limit) {
                return degrees;
            }
        } catch (NumberFormatException e) {
            // Said below.
        }
        throw new BadRow(
                COLUMNS.get(column),
                "is '%s', not degrees between -%d and %d".formatted(cell, limit, limit));
    }

    /** A row, or the header, cannot be read. */
    static final class BadRow extends Exception {

        private static final long serialVersionUID = 1;

        BadRow(String column, String problem) {
            super("column %s %s".formatted(column, problem));
        }
    }
}
