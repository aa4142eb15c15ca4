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
 * @param timeScale by how much driving is compressed; only development has another than 1
 * @param development whether this is no installation that anybody relies on
 */
@ConfigurationProperties("beckon")
public record DispatchProperties(
        @DefaultValue("batch") MatchingPolicy policy,
        @DefaultValue Map<Kind, Duration> deadlines,
        @DefaultValue("1") double timeScale,
        @DefaultValue("false") boolean development) {

    /**
     * @throws IllegalArgumentException for a time scale that makes no sense, or outside development
     */
    public DispatchProperties {
        if (!(timeScale > 0)) {
            throw new IllegalArgumentException("beckon.time-scale must be more than 0");
        }
        if (timeScale != 1 && !development) {
            throw new IllegalArgumentException(
                    "beckon.time-scale is for development only: leave it out, or set"
                            + " beckon.development=true");
        }
    }
}
