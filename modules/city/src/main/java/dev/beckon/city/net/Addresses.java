package dev.beckon.city.net;

import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

/** Where the applications are: commands go to the first that is not known to be down. */
final class Addresses {

    private final List<URI> urls;
    private final long[] downUntilNs;

    Addresses(List<URI> urls, long nowNs) {
        this.urls = List.copyOf(urls);
        this.downUntilNs = new long[urls.size()];
        Arrays.fill(downUntilNs, nowNs);
    }

    /** For a command; where all are down, the one that was first to fall. */
    synchronized int forCommands(long nowNs) {
        int best = 0;
        for (int i = 0; i < downUntilNs.length; i++) {
            if (downUntilNs[i] - nowNs <= 0) {
                return i;
            }
            best = downUntilNs[i] - downUntilNs[best] < 0 ? i : best;
        }
        return best;
    }

    /** For a socket: any, but another than the one that just failed. */
    int forSocket(int failed, RandomGenerator random) {
        if (failed < 0 || urls.size() == 1) {
            return random.nextInt(urls.size());
        }
        return (failed + 1 + random.nextInt(urls.size() - 1)) % urls.size();
    }

    synchronized void down(int place, long untilNs) {
        downUntilNs[place] = untilNs;
    }

    URI http(int place, String path) {
        String base = urls.get(place).toString();
        return URI.create(
                (base.endsWith("/") ? base.substring(0, base.length() - 1) : base) + path);
    }

    URI socket(int place, String path) {
        return URI.create(http(place, path).toString().replaceFirst("^http", "ws"));
    }
}
