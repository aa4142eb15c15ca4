package dev.beckon.platform.kafka;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;

/** How many records of a topic a reader of this process has yet to read. */
public final class LagMetrics {

    private LagMetrics() {}

    /**
     * Measures at each scrape, from what the consumer says of itself.
     *
     * @param group whose reader it is
     * @param metrics the consumer's; empty while there is none
     */
    public static void watch(
            MeterRegistry registry,
            String topic,
            String group,
            Supplier<Map<MetricName, ? extends Metric>> metrics) {
        Gauge.builder("beckon.lag.records", () -> records(metrics.get()))
                .description("Records that wait to be read")
                .tag("topic", topic)
                .tag("group", group)
                .register(registry);
    }

    /** Over the partitions that are being read; unknown until a first answer of the broker. */
    private static double records(Map<MetricName, ? extends Metric> metrics) {
        return metrics.entrySet().stream()
                .filter(metric -> metric.getKey().name().equals("records-lag"))
                .map(metric -> metric.getValue().metricValue())
                .filter(Number.class::isInstance)
                .mapToDouble(value -> ((Number) value).doubleValue())
                .filter(lag -> lag >= 0)
                .reduce(Double::sum)
                .orElse(Double.NaN);
    }
}
