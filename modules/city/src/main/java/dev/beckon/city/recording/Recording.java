package dev.beckon.city.recording;

import dev.beckon.city.csv.CsvException;
import dev.beckon.city.csv.CsvFile;
import dev.beckon.contracts.geo.LatLng;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/** A stretch of recorded positions: who was on the road, and where each begins. */
public final class Recording {

    /** Not heard of for longer than this: not on shift. */
    static final long SILENT_S = 600;

    private static final long DAY_S = 86_400;
    private static final int ROWS_A_STEP = 50_000;

    private final Path path;
    private final Span span;
    private final long startS;
    private final Map<String, LatLng> drivers;

    private Recording(Path path, Span span, long startS, Map<String, LatLng> drivers) {
        this.path = path;
        this.span = span;
        this.startS = startS;
        this.drivers = drivers;
    }

    /**
     * Looks through a file, and takes the first drivers who are on the road from that moment on.
     *
     * @param from the moment; where the file holds another day, the same time of that; null: its
     *     beginning
     * @param percent is told how much of the file is read
     * @throws CsvException if the file cannot be used or holds too few drivers
     */
    public static Recording of(
            Path path, @Nullable Instant from, int drivers, IntConsumer percent) {
        Span span = span(path, percent);
        long startS = from == null ? span.firstS : start(path, span, from.getEpochSecond());
        Map<String, LatLng> starts = starts(path, startS, drivers);
        if (starts.size() < drivers) {
            throw new CsvException(
                    "%s holds %d drivers from %s on; ask for no more with --drivers, or begin"
                                    .formatted(path, starts.size(), at(startS))
                            + " earlier with --from");
        }
        return new Recording(path, span, startS, starts);
    }

    /** One place a driver. */
    public List<LatLng> starts() {
        return List.copyOf(drivers.values());
    }

    /** What is played, for people. */
    public String story() {
        String skipped =
                span.firstBad == null
                        ? ""
                        : "; %d bad rows skipped, the first: %s"
                                .formatted(span.skipped, span.firstBad);
        return "drivers of %s from %s%s".formatted(path.getFileName(), at(startS), skipped);
    }

    /**
     * Opens it for a play.
     *
     * @param speed how many times faster than life it is played
     */
    public Tracks open(double speed) {
        return new Tracks(
                Ping.open(path), List.copyOf(drivers.keySet()), startS, span.lastS, speed);
    }

    /** All of it is read once: bad rows are to be told before the play, not after. */
    private static Span span(Path path, IntConsumer percent) {
        try (CsvFile<Ping> file = Ping.open(path)) {
            Ping first = file.next();
            if (first == null) {
                throw file.empty();
            }
            long lastS = first.atS();
            int rows = 1;
            for (Ping ping = file.next(); ping != null; ping = file.next()) {
                lastS = ping.atS();
                if (++rows % ROWS_A_STEP == 0) {
                    percent.accept(file.percent());
                }
            }
            return new Span(first.atS(), lastS, file.skipped(), file.firstBad());
        }
    }

    private static long start(Path path, Span span, long fromS) {
        if (fromS >= span.firstS && fromS <= span.lastS) {
            return fromS;
        }
        long startS = span.firstS + Math.floorMod(fromS - span.firstS, DAY_S);
        if (startS > span.lastS) {
            throw new CsvException(
                    "%s spans %s to %s, which is another time of the day than %s; begin elsewhere"
                                    .formatted(path, at(span.firstS), at(span.lastS), at(fromS))
                            + " with --from");
        }
        return startS;
    }

    /** Where each was last seen by then, or is first seen after it. */
    private static Map<String, LatLng> starts(Path path, long startS, int drivers) {
        Map<String, LatLng> starts = new LinkedHashMap<>();
        try (CsvFile<Ping> file = Ping.open(path)) {
            for (Ping ping = file.next(); ping != null; ping = file.next()) {
                boolean known = starts.containsKey(ping.cab());
                boolean early = ping.atS() <= startS;
                if (known ? early : ping.atS() > startS - SILENT_S && starts.size() < drivers) {
                    starts.put(ping.cab(), ping.point());
                }
                if (!early && starts.size() == drivers) {
                    break;
                }
            }
        }
        return starts;
    }

    private static Instant at(long epochS) {
        return Instant.ofEpochSecond(epochS);
    }

    private record Span(long firstS, long lastS, int skipped, @Nullable String firstBad) {}
}
