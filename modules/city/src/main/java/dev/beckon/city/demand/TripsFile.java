package dev.beckon.city.demand;

import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/**
 * A CSV file of recorded trips, gzipped or not.
 *
 * @param trips in the order of their pickups
 * @param skipped how many rows could not be read
 * @param firstBad what was wrong with the first of them; null where all could be read
 */
record TripsFile(Path path, List<RecordedTrip> trips, int skipped, @Nullable String firstBad) {

    TripsFile {
        trips = List.copyOf(trips);
    }

    /**
     * @throws TripsException if there is no such file, or nothing in it can be used
     */
    static TripsFile read(Path path) {
        try (BufferedReader lines = open(path)) {
            return read(path, lines);
        } catch (NoSuchFileException e) {
            throw new TripsException(
                    "trips file %s is not there; check the path after --trips".formatted(path));
        } catch (IOException e) {
            throw new TripsException(
                    "trips file %s cannot be read (%s); copy it again"
                            .formatted(path, e.getMessage()));
        }
    }

    private static TripsFile read(Path path, BufferedReader lines) throws IOException {
        String header = lines.readLine();
        TripRow row;
        try {
            row = TripRow.header(header == null ? "" : header);
        } catch (TripRow.BadRow e) {
            throw new TripsException("%s line 1: %s".formatted(path, e.getMessage()));
        }
        List<RecordedTrip> trips = new ArrayList<>();
        int skipped = 0;
        String firstBad = null;
        int number = 1;
        for (String line = next(path, lines, number);
                line != null;
                line = next(path, lines, number)) {
            number++;
            if (line.isBlank()) {
                continue;
            }
            try {
                trips.add(row.read(line));
            } catch (TripRow.BadRow e) {
                skipped++;
                firstBad =
                        firstBad == null
                                ? "%s line %d: %s; mend the row or take it out"
                                        .formatted(path, number, e.getMessage())
                                : firstBad;
            }
        }
        if (trips.isEmpty()) {
            throw new TripsException(
                    firstBad == null
                            ? "%s holds no trips; give a file with rows".formatted(path)
                            : firstBad);
        }
        trips.sort(Comparator.comparingLong(RecordedTrip::pickupS));
        return new TripsFile(path, trips, skipped, firstBad);
    }

    private static @Nullable String next(Path path, BufferedReader lines, int number) {
        try {
            return lines.readLine();
        } catch (IOException e) {
            throw new TripsException(
                    "%s line %d: the rest cannot be read (%s); copy the file again"
                            .formatted(path, number + 1, e.getMessage()));
        }
    }

    private static BufferedReader open(Path path) throws IOException {
        InputStream in = new BufferedInputStream(Files.newInputStream(path));
        try {
            in.mark(2);
            boolean gzip = in.read() == 0x1f && in.read() == 0x8b;
            in.reset();
            return new BufferedReader(
                    new InputStreamReader(
                            gzip ? new GZIPInputStream(in, 1 << 16) : in, StandardCharsets.UTF_8));
        } catch (IOException e) {
            in.close();
            throw e;
        }
    }
}
