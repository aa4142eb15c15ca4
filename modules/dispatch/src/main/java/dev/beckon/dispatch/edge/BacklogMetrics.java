package dev.beckon.dispatch.edge;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** What an operator wants to know of the orders that wait for their round. */
final class BacklogMetrics {

    private final AtomicLong waitMs = new AtomicLong();
    private final Counter refused;

    BacklogMetrics(MeterRegistry registry) {
        TimeGauge.builder("beckon.orders.wait", waitMs::get, TimeUnit.MILLISECONDS)
                .description("How long an order that is placed now would wait for its round")
                .register(registry);
        refused =
                Counter.builder("beckon.orders.refused")
                        .description("Orders that were answered 503 because too much waits")
                        .register(registry);
    }

    void waits(Duration now) {
        waitMs.set(now.toMillis());
    }

    void refused() {
        refused.increment();
    }
}
