package dev.beckon.web.places;

import dev.beckon.platform.redis.Limits;
import dev.beckon.routing.MapException;
import dev.beckon.routing.RoutingProperties;
import java.nio.file.Path;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Of the role {@code web}: places of the map by name. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({RoutingProperties.class, PlacesLimitsProperties.class})
public class PlacesModule {

    @Bean
    PlacesLucene placesIndex(RoutingProperties routing) {
        var map = routing.map();
        if (map == null) {
            return PlacesLucene.empty();
        }
        try {
            return PlacesLucene.open(Path.of(map), Path.of(routing.cache()));
        } catch (MapException e) {
            throw new InvalidConfigurationPropertyValueException(
                    "beckon.routing.map", map, e.getMessage());
        }
    }

    @Bean
    PlacesHttp places(PlacesLucene placesIndex, Limits limits, PlacesLimitsProperties rates) {
        return new PlacesHttp(placesIndex, limits.of("places", rates.places()));
    }
}
