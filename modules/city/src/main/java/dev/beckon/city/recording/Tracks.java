package dev.beckon.city.recording;

import dev.beckon.city.csv.CsvFile;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Plays a recording: reads it a little ahead of the play's clock, and forgets what is past. The
 * clock stands at the recording's start until the play begins.
 */
public final class Tracks implements AutoCloseable {

    private final CsvFile<Ping> file;
    private final Map<String, Track> tracks = new LinkedHashMap<>();
    private final long startS;
    private final double speed;
    private volatile @Nullable Long beganMs;
    private @Nullable Ping next;

    Tracks(CsvFile<Ping> file, List<String> cabs, long startS, long lastS, double speed) {
        this.file = file;
        this.startS = startS;
        this.speed = speed;
        cabs.forEach(cab -> tracks.put(cab, new Track(this, lastS)));
        this.next = file.next();
        readOn(0);
    }

    /** Of the drivers, in the order of their beginnings. */
    public List<Track> list() {
        return List.copyOf(tracks.values());
    }

    /** The clock runs from now on. */
    public void begin(long nowMs) {
        beganMs = nowMs;
    }

    /** Reads what will soon be needed. */
    public void readOn(long nowMs) {
        double nowS = epochS(nowMs);
        for (Ping ping = next; ping != null && ping.atS() <= nowS + Recording.SILENT_S; ) {
            Track track = tracks.get(ping.cab());
            if (track != null && ping.atS() > startS - Recording.SILENT_S) {
                track.add(ping, nowS);
            }
            // First, so that a file which cannot be read on ends here.
            next = null;
            next = file.next();
            ping = next;
        }
        if (next == null) {
            tracks.values().forEach(Track::end);
        }
    }

    @Override
    public void close() {
        file.close();
    }

    /** The recording's time. */
    double epochS(long nowMs) {
        Long began = beganMs;
        return began == null ? startS : startS + (nowMs - began) / 1e3 * speed;
    }
}
