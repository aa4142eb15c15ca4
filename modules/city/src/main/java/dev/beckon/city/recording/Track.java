package dev.beckon.city.recording;

import dev.beckon.contracts.geo.LatLng;
import dev.beckon.routing.Earth;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/** What a recording knows of one driver around the play's present; any thread may ask. */
public final class Track {

    /** Faster than this nobody drives: the position is wrong. */
    private static final double FASTEST_MPS = 70;

    private final Tracks clock;
    private final long lastS;

    /** The last one that is past, and those to come. */
    private final Deque<Ping> pings = new ArrayDeque<>();

    private boolean ended;

    Track(Tracks clock, long lastS) {
        this.clock = clock;
        this.lastS = lastS;
    }

    /** Whether the recording has the driver at that time. */
    public synchronized boolean present(long nowMs) {
        Ping before = before(nowMs);
        Ping after = after(nowMs);
        if (before == null) {
            return false;
        }
        return after == null
                ? over(nowMs) && lastS - before.atS() <= Recording.SILENT_S
                : after.atS() - before.atS() <= Recording.SILENT_S;
    }

    /** Whether the recording is at its end: it says nothing of the driver any more. */
    public synchronized boolean over(long nowMs) {
        return ended && after(nowMs) == null;
    }

    /**
     * Where the driver is so many seconds of the recording after that time, as far as it is known
     * already; null for who is not there.
     */
    public synchronized @Nullable LatLng at(long nowMs, double laterS) {
        if (!present(nowMs)) {
            return null;
        }
        double atS = clock.epochS(nowMs) + laterS;
        Ping from = null;
        for (Ping to : pings) {
            if (from != null && to.atS() > atS) {
                double part = Math.max(0, (atS - from.atS()) / (to.atS() - from.atS()));
                return Earth.towards(
                        from.point(),
                        Earth.bearingDeg(from.point(), to.point()),
                        part * Earth.distanceM(from.point(), to.point()));
            }
            from = to;
        }
        return from == null ? null : from.point();
    }

    /** Where the driver was seen next; null if nowhere in the time that counts. */
    public synchronized @Nullable Next next(long nowMs) {
        Ping after = after(nowMs);
        return after == null || !present(nowMs)
                ? null
                : new Next(after.point(), after.atS() - clock.epochS(nowMs));
    }

    synchronized void add(Ping ping, double nowS) {
        Ping last = pings.peekLast();
        if (last != null) {
            long tookS = ping.atS() - last.atS();
            if (tookS <= 0 || Earth.distanceM(last.point(), ping.point()) > FASTEST_MPS * tookS) {
                return;
            }
        }
        pings.add(ping);
        forget(nowS);
    }

    synchronized void end() {
        ended = true;
    }

    private void forget(double nowS) {
        while (pings.size() > 1) {
            Ping first = pings.removeFirst();
            if (pings.getFirst().atS() > nowS) {
                pings.addFirst(first);
                return;
            }
        }
    }

    /** How many positions are in memory. */
    synchronized int kept() {
        return pings.size();
    }

    private @Nullable Ping before(long nowMs) {
        double nowS = clock.epochS(nowMs);
        Ping before = null;
        for (Ping ping : pings) {
            if (ping.atS() > nowS) {
                break;
            }
            before = ping;
        }
        return before;
    }

    private @Nullable Ping after(long nowMs) {
        double nowS = clock.epochS(nowMs);
        for (Ping ping : pings) {
            if (ping.atS() > nowS) {
                return ping;
            }
        }
        return null;
    }

    /**
     * A position to come.
     *
     * @param inS seconds of the recording until then
     */
    public record Next(LatLng point, double inS) {}
}
