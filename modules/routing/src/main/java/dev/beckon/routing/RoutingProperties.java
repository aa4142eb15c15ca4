package dev.beckon.routing;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where travel times come from.
 *
 * @param map path of an OSM extract, {@code .osm.pbf} or {@code .osm}; null: straight lines
 * @param cache path of a folder for what was made of extracts
 * @param traffic how much longer real driving takes than free flow on the map's roads; {@link
 *     RoadMap#TRAFFIC} says where the default is from
 * @param factor how much longer a way is than its straight line, where no map is loaded
 * @param speedKmh on such a way; both defaults are those of {@link StraightLine#TOWN}
 */
@ConfigurationProperties("beckon.routing")
public record RoutingProperties(
        @Nullable String map,
        @DefaultValue(".beckon/maps") String cache,
        @DefaultValue("" + RoadMap.TRAFFIC) double traffic,
        @DefaultValue("1.3") double factor,
        @DefaultValue("22") double speedKmh) {

    /**
     * @throws IllegalArgumentException naming the number that makes no sense
     */
    public RoutingProperties {
        map = map == null || map.isBlank() ? null : map;
        if (!(traffic > 0 && Double.isFinite(traffic))) {
            throw new IllegalArgumentException("beckon.routing.traffic must be more than 0");
        }
        if (!(factor >= 1 && Double.isFinite(factor))) {
            throw new IllegalArgumentException("beckon.routing.factor must be at least 1");
        }
        if (!(speedKmh > 0 && Double.isFinite(speedKmh))) {
            throw new IllegalArgumentException("beckon.routing.speed-kmh must be more than 0");
        }
    }
}
