package dev.beckon.replay;

import dev.beckon.platform.sql.DatabaseProperties;
import java.time.Clock;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Audits a running or a resting system: its topics, and its database where one is named. */
public final class AuditService {

    /** What a system at work gets to finish what it had begun; a takeover takes a few seconds. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Duration patience;

    public AuditService() {
        this(PATIENCE);
    }

    AuditService(Duration patience) {
        this.patience = patience;
    }

    /** Hears how far the reading has come. */
    @FunctionalInterface
    public interface Progress {

        /**
         * @param done and total in records; more than there are where a topic is compacted
         */
        void read(long done, long total);
    }

    /**
     * @param servers of Kafka
     * @param database null: the topics only; otherwise read after the topics, which are then read
     *     on to what it has
     * @throws IllegalStateException saying which server does not answer or lacks what
     */
    public AuditReport run(
            String servers, @Nullable DatabaseProperties database, Progress progress) {
        var audit = new Audit(Clock.systemUTC().instant(), database != null);
        try (var kafka = new AuditKafka(servers, audit, progress)) {
            kafka.read(patience);
            if (database == null) {
                return audit.report(0);
            }
            var stored = new Stored(audit);
            new AuditTable(database).read(stored);
            kafka.readOn(stored::settled, patience);
            return audit.report(stored.finish());
        }
    }
}
