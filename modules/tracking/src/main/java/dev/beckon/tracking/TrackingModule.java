package dev.beckon.tracking;

import dev.beckon.platform.kafka.CloudEvents;
import dev.beckon.platform.kafka.KafkaModule;
import dev.beckon.platform.kafka.StreamsKafka;
import dev.beckon.routing.Earth;
import dev.beckon.routing.Routes;
import dev.beckon.routing.StraightLine;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/** The role {@code tracking}: arrivals and lost drivers, from positions and assignments. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(TrackingProperties.class)
public class TrackingModule {

    @Bean
    StreamsKafka tracking(
            KafkaModule.Topics topics,
            CloudEvents events,
            TrackingProperties properties,
            Environment environment) {
        var routes = routes(environment.getProperty("beckon.time-scale", Double.class, 1.0));
        var ways = new Ways(Earth::distanceM, (from, to) -> routes.route(from, to).seconds());
        var topology = new TrackingTopology(properties.silentAfter(), ways, events);
        return topics.stream("tracking", topology::build);
    }

    /** In seconds on the clock, whatever driving is compressed by. */
    private static Routes routes(double timeScale) {
        var town = StraightLine.TOWN;
        return new StraightLine(town.factor(), town.speedMps() * timeScale);
    }

    @Bean
    HealthIndicator trackingHealth(StreamsKafka tracking) {
        return tracking::health;
    }
}
