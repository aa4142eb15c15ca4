package dev.beckon.gateway;

import dev.beckon.contracts.driver.PositionReport;
import dev.beckon.platform.redis.Rate;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How much may come in on sockets.
 *
 * @param positions of one driver, on all sockets and over HTTP together
 * @param frames of one socket; what is more is refused
 * @param flood what is refused, or is no whole message, of one socket; what sends more is closed
 */
@ConfigurationProperties("beckon.limits")
record GatewayLimitsProperties(
        @DefaultValue(PositionReport.LIMIT) Rate positions,
        @DefaultValue("300/10s") Rate frames,
        @DefaultValue("500/1s") Rate flood) {}
