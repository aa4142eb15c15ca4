package dev.beckon.tracking;

import java.time.Duration;
import java.time.Instant;

/**
 * Since when a driver's sign of life would have been heard here. Whoever was not listened to was
 * not silent: after a restart, a pause, a time without Kafka or behind the log, silence counts from
 * its end.
 */
final class Listening {

    /**
     * Between two looks; a process that was stopped, or that Kafka did not answer, takes longer.
     */
    private static final Duration BREAK = Duration.ofSeconds(10);

    /** What was written longer ago than that was not heard in time. */
    private static final Duration BEHIND = Duration.ofSeconds(30);

    private Instant since = Instant.EPOCH;
    private Instant lookedAt = Instant.EPOCH;
    private Instant answeredAt = Instant.EPOCH;
    private long receivedBytes;

    /**
     * @param writtenAt when the record was written that was read just now
     */
    void heard(Instant writtenAt, Instant now) {
        if (writtenAt.plus(BEHIND).isBefore(now)) {
            since = now;
        }
    }

    /**
     * Wants to be asked every few seconds.
     *
     * @param receivedBytes what Kafka has sent so far; grows while it answers
     */
    Instant since(Instant now, long receivedBytes) {
        if (receivedBytes != this.receivedBytes) {
            this.receivedBytes = receivedBytes;
            answeredAt = now;
        }
        if (lookedAt.plus(BREAK).isBefore(now) || answeredAt.plus(BREAK).isBefore(now)) {
            since = now;
        }
        lookedAt = now;
        return since;
    }
}
