package dev.beckon.city.csv;

import dev.beckon.contracts.geo.LatLng;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One row, whose cells are asked for by the names of their columns. */
public final class CsvRow {

    private static final long LATEST_S = 100_000_000_000L;

    private final Map<String, Integer> places;
    private final String[] cells;

    private CsvRow(Map<String, Integer> places, String[] cells) {
        this.places = places;
        this.cells = cells;
    }

    /**
     * Where each column stands.
     *
     * @throws BadRowException if one is missing
     */
    static Map<String, Integer> header(String line, List<String> columns) throws BadRowException {
        List<String> names = new ArrayList<>();
        for (String name : line.replace("\uFEFF", "").split(",", -1)) {
            names.add(name.strip());
        }
        Map<String, Integer> places = new LinkedHashMap<>();
        for (String column : columns) {
            if (!names.contains(column)) {
                throw new BadRowException(
                        column, "is not in the header; it must name " + String.join(",", columns));
            }
            places.put(column, names.indexOf(column));
        }
        return places;
    }

    /**
     * @throws BadRowException if a column is missing
     */
    static CsvRow of(Map<String, Integer> places, String line) throws BadRowException {
        String[] cells = line.split(",", -1);
        for (Map.Entry<String, Integer> column : places.entrySet()) {
            if (column.getValue() >= cells.length) {
                throw new BadRowException(
                        column.getKey(),
                        "is missing; the row has %d cells".formatted(cells.length));
            }
        }
        return new CsvRow(places, cells);
    }

    public String text(String column) {
        Integer place = places.get(column);
        if (place == null) {
            throw new IllegalArgumentException("nobody asked for a column " + column);
        }
        return cells[place].strip();
    }

    /** Seconds since 1970. */
    public long epochS(String column) throws BadRowException {
        String cell = text(column);
        try {
            long seconds = Long.parseLong(cell);
            if (seconds >= 0 && seconds < LATEST_S) {
                return seconds;
            }
        } catch (NumberFormatException e) {
            // Said below.
        }
        throw new BadRowException(column, "is '%s', not epoch seconds".formatted(cell));
    }

    public LatLng point(String latColumn, String lngColumn) throws BadRowException {
        return new LatLng(degrees(latColumn, 90), degrees(lngColumn, 180));
    }

    private double degrees(String column, int limit) throws BadRowException {
        String cell = text(column);
        try {
            double degrees = Double.parseDouble(cell);
            if (Math.abs(degrees) <= limit) {
                return degrees;
            }
        } catch (NumberFormatException e) {
            // Said below.
        }
        throw new BadRowException(
                column, "is '%s', not degrees between -%d and %d".formatted(cell, limit, limit));
    }
}
