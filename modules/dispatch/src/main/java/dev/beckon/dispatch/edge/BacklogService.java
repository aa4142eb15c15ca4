package dev.beckon.dispatch.edge;

import dev.beckon.dispatch.edge.Backlog.Reach;
import dev.beckon.platform.http.Problem;
import dev.beckon.platform.kafka.GroupKafka;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes no more orders while those that wait would keep them waiting for too long. */
final class BacklogService {

    private static final Logger LOG = LoggerFactory.getLogger(BacklogService.class);
    private static final int RETRY_AFTER_MAX_S = 30;

    private final GroupKafka dispatchers;
    private final Duration most;
    private final BacklogMetrics metrics;
    private final InstantSource clock;
    private final Backlog backlog = new Backlog();
    private volatile Duration wait = Duration.ZERO;

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

    /** To be called every second. */
    void look() {
        dispatchers
                .find()
                .ifPresent(
                        progress -> {
                            var reaches = new HashMap<Integer, Reach>();
                            progress.forEach(
                                    (partition, of) ->
                                            reaches.put(partition, new Reach(of.end(), of.read())));
                            say(backlog.look(clock.instant(), reaches));
                        });
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
}
