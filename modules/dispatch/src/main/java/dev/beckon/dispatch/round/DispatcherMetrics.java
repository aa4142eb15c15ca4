package dev.beckon.dispatch.round;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/** What an operator wants to know of a dispatcher. */
final class DispatcherMetrics {

    private static final double[] PERCENTILES = {0.5, 0.99};

    private final MeterRegistry registry;
    private final Timer rounds;
    private final DistributionSummary facts;
    private final DistributionSummary candidates;
    private final Counter won;
    private final Counter lost;
    private final Timer lateness;
    private final AtomicLong unpublished = new AtomicLong();

    DispatcherMetrics(MeterRegistry registry) {
        this.registry = registry;
        rounds =
                Timer.builder("beckon.round")
                        .description("How long rounds take, the commit included")
                        .publishPercentiles(PERCENTILES)
                        .register(registry);
        facts =
                DistributionSummary.builder("beckon.round.facts")
                        .description("Facts of a round")
                        .publishPercentiles(PERCENTILES)
                        .register(registry);
        candidates =
                DistributionSummary.builder("beckon.round.candidates")
                        .description("Candidates of an order that looks for a driver")
                        .publishPercentiles(PERCENTILES)
                        .register(registry);
        won = claims("won");
        lost = claims("lost");
        lateness =
                Timer.builder("beckon.timers.lateness")
                        .description("How long after its time a timer becomes a fact")
                        .publishPercentiles(PERCENTILES)
                        .register(registry);
        gauge("beckon.events.unpublished", "Events that Kafka has yet to take", unpublished::get);
    }

    private Counter claims(String outcome) {
        return Counter.builder("beckon.claims")
                .description("Drivers who were claimed, or held by another round at that moment")
                .tag("outcome", outcome)
                .register(registry);
    }

    /** A figure that is asked for at each scrape; it may fail while a server is away. */
    void gauge(String name, String description, Supplier<Number> figure) {
        Gauge.builder(name, figure).description(description).register(registry);
    }

    void round(int howManyFacts, Duration took) {
        facts.record(howManyFacts);
        rounds.record(took);
    }

    void candidates(int howMany) {
        candidates.record(howMany);
    }

    void claims(int wanted, int claimed) {
        won.increment(claimed);
        lost.increment(wanted - claimed);
    }

    void late(Duration lateBy) {
        lateness.record(lateBy);
    }

    void publishing(int events) {
        unpublished.addAndGet(events);
    }

    /** Kafka has taken them, or surely did not: then they are published anew. */
    void published(int events) {
        unpublished.addAndGet(-events);
    }
}
