package dev.beckon.drivers.nearby;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.beckon.contracts.driver.DriverSignal;
import dev.beckon.contracts.geo.LatLng;
import dev.beckon.contracts.id.DriverId;
import dev.beckon.platform.redis.RedisAwayException;
import dev.beckon.routing.Earth;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Keeps the map, and answers who is near. A look takes away who is long gone, so that nobody stale
 * stands in front of somebody who is there.
 */
final class NearbyService {

    /** As long as for the dispatcher. */
    private static final Duration ALIVE = Duration.ofSeconds(60);

    /** A sixth of that. A map that was wiped is whole again as soon. */
    private static final Duration TOLD = Duration.ofSeconds(10);

    private static final int TOLD_MOST = 100_000;

    private final NearbyRedis map;
    private final OnShift onShift;
    private final InstantSource clock;

    /** In which cell the map was last told that they are. */
    private final Cache<DriverId, LatLng> told =
            Caffeine.newBuilder().maximumSize(TOLD_MOST).expireAfterWrite(TOLD).build();

    NearbyService(NearbyRedis map, OnShift onShift, InstantSource clock) {
        this.map = map;
        this.onShift = onShift;
        this.clock = clock;
    }

    /** Who stays in a cell is told again only now and then: that they are there is known. */
    void onSignals(List<DriverSignal> signals) {
        var news = Sighting.last(signals).stream().filter(this::isNew).toList();
        if (news.isEmpty() || !map.keep(news)) {
            return;
        }
        for (var sighting : news) {
            if (sighting.gone()) {
                told.invalidate(sighting.driver());
            } else if (sighting.cell() != null && sighting.seenAt() != null) {
                told.put(sighting.driver(), sighting.cell());
            }
        }
    }

    private boolean isNew(Sighting sighting) {
        return sighting.gone()
                || sighting.cell() == null
                || !sighting.cell().equals(told.getIfPresent(sighting.driver()));
    }

    /** A cell with somebody in it, and how far it is. */
    private record Near(LatLng cell, double distanceM) {}

    /**
     * Middles of cells, the nearest first; one for each driver, who is not named.
     *
     * @throws RedisAwayException if nobody can tell
     */
    List<LatLng> find(LatLng middle, int radiusM, int limit) {
        var since = clock.instant().minus(ALIVE);
        for (int most = 2 * limit; ; most *= 2) {
            var found = map.near(middle, radiusM, most);
            var near = new ArrayList<Near>();
            var absent = new ArrayList<DriverId>();
            for (var spot : found.spots()) {
                if (spot.seenAt() == null || !spot.seenAt().isAfter(since)) {
                    absent.add(spot.driver());
                } else if (onShift.has(spot.driver())) {
                    near.add(new Near(spot.cell(), Earth.distanceM(middle, spot.cell())));
                }
            }
            map.forget(absent);
            near.removeIf(one -> one.distanceM() > radiusM);
            if (near.size() >= limit || found.whole()) {
                return near.stream()
                        .sorted(Comparator.comparingDouble(Near::distanceM))
                        .limit(limit)
                        .map(Near::cell)
                        .toList();
            }
        }
    }
}
