package dev.beckon.routing;

import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * The one {@link Routes} of a process, for every role that asks how long a way takes. Its seconds
 * are those that pass on the clock: the time scale is in them.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({RoutingProperties.class, TimeScaleProperties.class})
public class RoutingModule {

    private static final Logger LOG = LoggerFactory.getLogger(RoutingModule.class);

    @Bean
    Routes routes(RoutingProperties properties, TimeScaleProperties scale) {
        var line =
                new StraightLine(
                        properties.factor(), properties.speedKmh() / 3.6 * scale.timeScale(), 0);
        var map = properties.map();
        if (map == null) {
            LOG.info("travel times are those of straight lines; beckon.routing.map names a map");
            return line;
        }
        try {
            LOG.info("reading the map {}: the first time this takes a while", map);
            return RoadMap.open(
                    Path.of(map),
                    Path.of(properties.cache()),
                    properties.traffic() / scale.timeScale(),
                    line);
        } catch (MapException e) {
            throw new InvalidConfigurationPropertyValueException(
                    "beckon.routing.map", map, e.getMessage());
        }
    }
}
