package dev.beckon.city.net;

import java.net.URI;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/**
 * Where the applications are: commands go to the first, sockets to all that take any. Which those
 * are is found out by trying.
 */
final class Addresses {

    private final List<URI> urls;
    private final Set<Integer> withoutSockets = ConcurrentHashMap.newKeySet();

    Addresses(List<URI> urls) {
        this.urls = List.copyOf(urls);
    }

    URI commands(String path) {
        return at(0, path);
    }

    /** For a socket: any that takes sockets, but another than the one that just failed. */
    int forSocket(int failed, RandomGenerator random) {
        List<Integer> places =
                IntStream.range(0, urls.size())
                        .filter(place -> !withoutSockets.contains(place))
                        .boxed()
                        .toList();
        List<Integer> others = places.stream().filter(place -> place != failed).toList();
        List<Integer> choice = others.isEmpty() ? places : others;
        return choice.get(random.nextInt(choice.size()));
    }

    /**
     * There are no sockets at that address: it is not tried again.
     *
     * @return false if it is the last that is left, and stays
     */
    synchronized boolean takesNoSockets(int place) {
        if (!withoutSockets.contains(place) && withoutSockets.size() == urls.size() - 1) {
            return false;
        }
        withoutSockets.add(place);
        return true;
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
