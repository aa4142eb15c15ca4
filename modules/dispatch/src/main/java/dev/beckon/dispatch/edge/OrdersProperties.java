package dev.beckon.dispatch.edge;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * What an installation may want otherwise of the orders that it takes.
 *
 * @param serviceArea where pickups and drop-offs may be; null: anywhere
 */
@ConfigurationProperties("beckon.orders")
record OrdersProperties(@Nullable ServiceArea serviceArea) {}
