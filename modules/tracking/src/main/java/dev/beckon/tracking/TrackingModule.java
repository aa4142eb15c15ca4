package dev.beckon.tracking;

import dev.beckon.platform.kafka.CloudEvents;
import dev.beckon.platform.kafka.KafkaModule;
import dev.beckon.platform.kafka.StreamsKafka;
import dev.beckon.routing.Earth;
import dev.beckon.routing.Routes;
import dev.beckon.routing.RoutingModule;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** The role {@code tracking}: arrivals and lost drivers, from positions and assignments. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(TrackingProperties.class)
@Import(RoutingModule.class)
public class TrackingModule {

    @Bean
    StreamsKafka tracking(
            KafkaModule.Topics topics,
            CloudEvents events,
            TrackingProperties properties,
            Routes routes) {
        var ways = new Ways(Earth::distanceM, routes::etaS);
        var topology = new TrackingTopology(properties.silentAfter(), ways, events);
        return topics.stream("tracking", topology::build);
    }

    @Bean
    HealthIndicator trackingHealth(StreamsKafka tracking) {
        return tracking::health;
    }
}
