package dev.beckon.routing;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How fast driving is here: all travel times of {@link RoutingModule} are scaled by it.
 *
 * @param timeScale by how much driving is compressed; only development has another than 1
 * @param development whether this is no installation that anybody relies on
 */
@ConfigurationProperties("beckon")
public record TimeScaleProperties(
        @DefaultValue("1") double timeScale, @DefaultValue("false") boolean development) {

    /**
     * @throws IllegalArgumentException for a time scale that makes no sense, or outside development
     */
    public TimeScaleProperties {
        if (!(timeScale > 0 && Double.isFinite(timeScale))) {
            throw new IllegalArgumentException("beckon.time-scale must be more than 0");
        }
        if (timeScale != 1 && !development) {
            throw new IllegalArgumentException(
                    "beckon.time-scale is for development only: leave it out, or set"
                            + " beckon.development=true");
        }
    }
}
