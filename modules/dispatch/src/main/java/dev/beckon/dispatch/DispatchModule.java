package dev.beckon.dispatch;

import dev.beckon.contracts.order.Kind;
import dev.beckon.dispatch.order.Orders;
import dev.beckon.dispatch.order.SearchSettings;
import dev.beckon.platform.sql.Database;
import dev.beckon.platform.sql.DatabaseProperties;
import dev.beckon.routing.RoutingModule;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** What both roles of this module stand on: its tables, its rules and travel times. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(DispatchProperties.class)
@Import(RoutingModule.class)
public class DispatchModule {

    /** The group in which dispatchers read the intake: what it has committed is folded. */
    public static final String DISPATCHERS = "dispatcher";

    private static final int CONNECTIONS = 4;

    @Bean
    Database dispatchDatabase(DatabaseProperties properties) {
        return Database.open(properties, "dispatch", CONNECTIONS);
    }

    @Bean
    SearchSettings searchSettings(DispatchProperties properties) {
        var defaults = SearchSettings.DEFAULTS;
        Map<Kind, Duration> deadlines = new EnumMap<>(defaults.deadlines());
        deadlines.putAll(properties.deadlines());
        return new SearchSettings(
                deadlines,
                defaults.receiptWindow(),
                defaults.answerWindow(),
                defaults.grace(),
                defaults.backoff(),
                defaults.jitter(),
                defaults.contendedWait(),
                defaults.radiiM(),
                defaults.losses());
    }

    @Bean
    Orders orderRules(SearchSettings settings) {
        return new Orders(settings);
    }
}
