package dev.beckon.drivers.nearby;

import dev.beckon.contracts.geo.Cells;
import dev.beckon.contracts.geo.LatLng;
import dev.beckon.contracts.id.DriverId;
import dev.beckon.platform.redis.RedisAwayException;
import dev.beckon.platform.redis.RedisCircuit;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.GeoCoordinate;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.args.GeoUnit;
import redis.clients.jedis.params.GeoSearchParam;
import redis.clients.jedis.params.ZAddParams;

/**
 * Drivers by cell, and when each was last seen. Redis knows of no place beyond 85.05 degrees and of
 * no way across the antimeridian: who is so far north or south is kept in a list that is read
 * whole, and a circle that reaches across is looked for on either side.
 */
final class NearbyRedis {

    private static final String CELLS = "map:cells";
    private static final String POLES = "map:poles";
    private static final String SEEN = "map:seen";

    /** Of Web Mercator, with which Redis numbers its places. */
    private static final double LAT_MAX = 85.05;

    /** A little less than it is anywhere, so that no circle is taken for too small. */
    private static final double METRES_A_DEGREE = 110_000;

    /** Redis measures on a sphere, which is up to half a percent wrong. */
    private static final double MARGIN = 1.02;

    private final RedisCircuit redis;

    NearbyRedis(RedisCircuit redis) {
        this.redis = redis;
    }

    /**
     * A driver who may be in reach.
     *
     * @param seenAt null: nobody knows when
     */
    record Spot(DriverId driver, LatLng cell, @Nullable Instant seenAt) {}

    /**
     * The nearest to a point, roughly.
     *
     * @param whole whether there is nobody else in reach
     */
    record Found(List<Spot> spots, boolean whole) {}

    /** Takes a batch, unless Redis is away: what comes then is lost, and the next will do. */
    boolean keep(Collection<Sighting> sightings) {
        var cells = new HashMap<String, GeoCoordinate>();
        var poles = new HashMap<String, String>();
        var seen = new HashMap<String, Double>();
        var gone = new ArrayList<DriverId>();
        for (var sighting : sightings) {
            var member = sighting.driver().toString();
            var cell = sighting.cell();
            if (sighting.gone()) {
                gone.add(sighting.driver());
                continue;
            }
            if (cell != null && Math.abs(cell.lat()) > LAT_MAX) {
                poles.put(member, cell.lat() + "," + cell.lng());
            } else if (cell != null) {
                cells.put(member, new GeoCoordinate(cell.lng(), cell.lat()));
            }
            if (sighting.seenAt() != null) {
                seen.put(member, (double) sighting.seenAt().toEpochMilli());
            }
        }
        return redis.ask(
                client -> {
                    try (var pipeline = client.pipelined()) {
                        if (!cells.isEmpty()) {
                            pipeline.geoadd(CELLS, cells);
                            pipeline.hdel(POLES, members(cells));
                        }
                        if (!poles.isEmpty()) {
                            pipeline.hset(POLES, poles);
                            pipeline.zrem(CELLS, members(poles));
                        }
                        if (!seen.isEmpty()) {
                            pipeline.zadd(SEEN, seen, ZAddParams.zAddParams().gt());
                        }
                        pipeline.sync();
                    }
                    forget(client, gone);
                    return true;
                },
                () -> false);
    }

    /**
     * @throws RedisAwayException if nobody can tell
     */
    Found near(LatLng middle, int radiusM, int most) {
        return redis.ask(client -> near(client, middle, radiusM, most));
    }

    /**
     * @throws RedisAwayException if that cannot be done
     */
    void forget(Collection<DriverId> drivers) {
        redis.ask(client -> forget(client, drivers));
    }

    private static boolean forget(RedisClient client, Collection<DriverId> drivers) {
        if (drivers.isEmpty()) {
            return false;
        }
        var members = drivers.stream().map(DriverId::toString).toArray(String[]::new);
        try (var pipeline = client.pipelined()) {
            pipeline.zrem(CELLS, members);
            pipeline.hdel(POLES, members);
            pipeline.zrem(SEEN, members);
            pipeline.sync();
        }
        return true;
    }

    private static Found near(RedisClient client, LatLng middle, int radiusM, int most) {
        var cells = new LinkedHashMap<String, LatLng>();
        boolean whole = true;
        double heightDeg = radiusM / METRES_A_DEGREE;
        for (var search : searches(middle, heightDeg)) {
            var found =
                    client.geosearch(
                            CELLS,
                            GeoSearchParam.geoSearchParam()
                                    .fromLonLat(search)
                                    .byRadius(radiusM * MARGIN, GeoUnit.M)
                                    .withCoord()
                                    .asc()
                                    .count(most));
            whole &= found.size() < most;
            for (var one : found) {
                // Redis keeps places to half a metre.
                var near = one.getCoordinate();
                cells.put(
                        one.getMemberByString(),
                        Cells.middle(new LatLng(near.getLatitude(), near.getLongitude())));
            }
        }
        if (Math.abs(middle.lat()) + heightDeg > LAT_MAX) {
            client.hgetAll(POLES).forEach((member, cell) -> cells.put(member, cell(cell)));
        }
        return new Found(spots(client, cells), whole);
    }

    /** Where to look in the index, so that nothing of the circle is left out. */
    private static List<GeoCoordinate> searches(LatLng middle, double heightDeg) {
        double edge = Math.abs(middle.lat()) + heightDeg;
        if (edge - 2 * heightDeg > LAT_MAX) {
            return List.of();
        }
        double lat = Math.clamp(middle.lat(), -LAT_MAX, LAT_MAX);
        double widthDeg = heightDeg / Math.cos(Math.toRadians(Math.min(edge, LAT_MAX)));
        var searches = new ArrayList<GeoCoordinate>();
        searches.add(new GeoCoordinate(middle.lng(), lat));
        if (middle.lng() + widthDeg > 180) {
            searches.add(new GeoCoordinate(-180, lat));
        }
        if (middle.lng() - widthDeg < -180) {
            searches.add(new GeoCoordinate(180, lat));
        }
        return searches;
    }

    private static List<Spot> spots(RedisClient client, Map<String, LatLng> cells) {
        if (cells.isEmpty()) {
            return List.of();
        }
        var spots = new ArrayList<Spot>(cells.size());
        var seen = client.zmscore(SEEN, members(cells)).iterator();
        cells.forEach(
                (member, cell) -> {
                    var score = seen.next();
                    spots.add(
                            new Spot(
                                    DriverId.of(member),
                                    cell,
                                    score == null
                                            ? null
                                            : Instant.ofEpochMilli(score.longValue())));
                });
        return spots;
    }

    private static String[] members(Map<String, ?> byMember) {
        return byMember.keySet().toArray(String[]::new);
    }

    private static LatLng cell(String text) {
        int comma = text.indexOf(',');
        return new LatLng(
                Double.parseDouble(text.substring(0, comma)),
                Double.parseDouble(text.substring(comma + 1)));
    }
}
