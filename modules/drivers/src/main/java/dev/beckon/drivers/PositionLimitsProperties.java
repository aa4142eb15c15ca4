package dev.beckon.drivers;

import dev.beckon.contracts.driver.PositionReport;
import dev.beckon.platform.redis.Rate;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How often drivers may say where they are.
 *
 * @param positions of one driver, on all sockets and over HTTP together
 */
@ConfigurationProperties("beckon.limits")
record PositionLimitsProperties(@DefaultValue(PositionReport.LIMIT) Rate positions) {}
