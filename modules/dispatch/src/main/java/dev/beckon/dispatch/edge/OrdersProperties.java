package dev.beckon.dispatch.edge;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What an installation may want otherwise of the orders that it takes.
 *
 * @param serviceArea where pickups and drop-offs may be; null: anywhere
 * @param backlog how long an order may have to wait for its round; beyond that none is taken
 */
@ConfigurationProperties("beckon.orders")
record OrdersProperties(@Nullable ServiceArea serviceArea, @DefaultValue("30s") Duration backlog) {}
