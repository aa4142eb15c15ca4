package dev.beckon.tracking;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What an installation may want otherwise.
 *
 * @param silentAfter when a driver who has an order and gives no sign of life is lost
 */
@ConfigurationProperties("beckon.tracking")
public record TrackingProperties(@DefaultValue("5m") Duration silentAfter) {

    /**
     * @throws IllegalArgumentException for a time that is none
     */
    public TrackingProperties {
        if (!silentAfter.isPositive()) {
            throw new IllegalArgumentException(
                    "beckon.tracking.silent-after must be more than 0: 5m is the default");
        }
    }
}
