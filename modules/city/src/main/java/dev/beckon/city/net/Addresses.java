package dev.beckon.city.net;

import java.net.URI;
import java.util.List;
import java.util.random.RandomGenerator;

/** Where the applications are: commands go to the first, sockets to all. */
record Addresses(List<URI> urls) {

    Addresses {
        urls = List.copyOf(urls);
    }

    URI commands(String path) {
        return at(0, path);
    }

    /** For a socket: any, but another than the one that just failed. */
    int forSocket(int failed, RandomGenerator random) {
        if (failed < 0 || urls.size() == 1) {
            return random.nextInt(urls.size());
        }
        return (failed + 1 + random.nextInt(urls.size() - 1)) % urls.size();
    }

    URI socket(int place, String path) {
        return URI.create(at(place, path).toString().replaceFirst("^http", "ws"));
    }

    private URI at(int place, String path) {
        String base = urls.get(place).toString();
        return URI.create(
                (base.endsWith("/") ? base.substring(0, base.length() - 1) : base) + path);
    }
}
