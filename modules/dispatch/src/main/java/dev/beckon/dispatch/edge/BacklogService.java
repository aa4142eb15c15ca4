package dev.beckon.dispatch.edge;

import dev.beckon.dispatch.edge.Backlog.Reach;
import dev.beckon.platform.http.Problem;
import dev.beckon.platform.kafka.GroupKafka;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/** Takes no more orders while those that wait would keep them waiting for too long. */
final class BacklogService implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(BacklogService.class);
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);
    private static final int RETRY_AFTER_MAX_S = 30;

    private final GroupKafka dispatchers;
    private final Duration most;
    private final BacklogMetrics metrics;
    private final InstantSource clock;
    private final Backlog backlog = new Backlog();
    private volatile Duration wait = Duration.ZERO;
    private volatile @Nullable ScheduledExecutorService looking;

    /**
     * @param dispatchers how far they have folded the intake
     * @param most how long an order may wait for its round
     */
    BacklogService(
            GroupKafka dispatchers, Duration most, BacklogMetrics metrics, InstantSource clock) {
        this.dispatchers = dispatchers;
        this.most = most;
        this.metrics = metrics;
        this.clock = clock;
    }

    /**
     * @throws Problem 503 saying when to come again, while more waits than is good
     */
    void check() {
        var now = wait;
        if (now.compareTo(most) > 0) {
            metrics.refused();
            throw Problem.unavailable(
                    Math.clamp(now.minus(most).toSeconds(), 1, RETRY_AFTER_MAX_S),
                    "more orders wait than can be served in time; try again later",
                    null);
        }
    }

    private void look() {
        try {
            dispatchers
                    .find()
                    .ifPresent(
                            progress -> {
                                var reaches = new HashMap<Integer, Reach>();
                                progress.forEach(
                                        (partition, of) ->
                                                reaches.put(
                                                        partition, new Reach(of.end(), of.read())));
                                say(backlog.look(clock.instant(), reaches));
                            });
        } catch (RuntimeException e) {
            LOG.error("a look at the backlog failed", e);
        }
    }

    private void say(Duration now) {
        boolean before = wait.compareTo(most) > 0;
        boolean after = now.compareTo(most) > 0;
        wait = now;
        metrics.waits(now);
        if (after && !before) {
            LOG.warn("orders would wait for {} s: no more are taken", now.toSeconds());
        } else if (before && !after) {
            LOG.info("orders are taken again");
        }
    }

    @Override
    public void start() {
        var started =
                Executors.newSingleThreadScheduledExecutor(
                        Thread.ofPlatform().name("orders.backlog").daemon().factory());
        looking = started;
        var _ =
                started.scheduleWithFixedDelay(
                        this::look, 0, BETWEEN_LOOKS.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public void stop() {
        var started = looking;
        if (started != null) {
            started.shutdownNow();
        }
        looking = null;
    }

    @Override
    public boolean isRunning() {
        return looking != null;
    }
}
