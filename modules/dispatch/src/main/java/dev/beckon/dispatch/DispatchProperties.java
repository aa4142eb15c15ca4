package dev.beckon.dispatch;

import dev.beckon.contracts.order.Kind;
import dev.beckon.dispatch.matching.MatchingPolicy;
import java.time.Duration;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What an installation may want otherwise.
 *
 * @param policy how drivers are chosen
 * @param deadlines when a search is given up, by kind, where not after 120 s
 */
@ConfigurationProperties("beckon")
public record DispatchProperties(
        @DefaultValue("batch") MatchingPolicy policy,
        @DefaultValue Map<Kind, Duration> deadlines) {}
