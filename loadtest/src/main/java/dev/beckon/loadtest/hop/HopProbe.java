package dev.beckon.loadtest.hop;

import dev.beckon.contracts.driver.DriverSignal;
import dev.beckon.contracts.driver.DriverSignal.DriverLocated;
import dev.beckon.contracts.id.DriverId;
import dev.beckon.contracts.topic.Topic;
import dev.beckon.contracts.topic.Topics;
import dev.beckon.platform.kafka.ConnectionKafka;
import dev.beckon.platform.kafka.KafkaModule;
import dev.beckon.platform.kafka.Received;
import dev.beckon.platform.kafka.StandaloneKafka;
import dev.beckon.platform.kafka.TailKafka;
import dev.beckon.platform.kafka.WriterKafka;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * One record after another, from the writer to a reader, in a process of its own: what its limit's
 * tool does, with the application's classes and settings.
 */
public final class HopProbe {

    private static final long LOST_MS = 30_000;
    private static final long PAUSE_MS = 200;

    /** Reads the topic in one of the application's ways. */
    private enum Reader {
        LISTENER {
            @Override
            Runnable open(KafkaModule.Topics topics, Topic<DriverSignal> topic, Runnable arrived) {
                var listener =
                        topics.listen(
                                "hop-" + UUID.randomUUID(),
                                topic,
                                ConnectionKafka.Haste.AT_ONCE,
                                _ -> arrived.run());
                listener.start();
                return listener::stop;
            }
        },
        TAIL {
            @Override
            Runnable open(KafkaModule.Topics topics, Topic<DriverSignal> topic, Runnable arrived) {
                var tail =
                        topics.tail(
                                "hop",
                                topic,
                                TailKafka.From.END,
                                ConnectionKafka.Haste.AT_ONCE,
                                batch -> {
                                    // Decoded, as by whoever wants the value.
                                    batch.forEach(Received::value);
                                    arrived.run();
                                });
                tail.start();
                return tail::stop;
            }
        };

        /** What is returned closes it. */
        abstract Runnable open(
                KafkaModule.Topics topics, Topic<DriverSignal> topic, Runnable arrived);
    }

    private HopProbe() {}

    /** Arguments: servers, topic, number of records, LISTENER or TAIL, file for the figures. */
    public static void main(String[] args) throws InterruptedException, IOException {
        var topic = topic(args[1]);
        var arrivals = new LinkedBlockingQueue<Long>();
        try (var kafka = new StandaloneKafka(args[0], "hop")) {
            var close =
                    Reader.valueOf(args[3])
                            .open(kafka.topics(), topic, () -> arrivals.add(System.nanoTime()));
            try {
                var timesNs = measure(kafka.writer(), topic, arrivals, Integer.parseInt(args[2]));
                Files.writeString(Path.of(args[4]), figures(timesNs));
            } finally {
                close.run();
            }
        }
    }

    /** Like the positions' topic, in one partition: what the tool uses. */
    private static Topic<DriverSignal> topic(String name) {
        var like = Topics.DRIVER_LOCATIONS;
        return new Topic<>(
                name, like.type(), like.key(), like.id(), like.at(), 1, like.kept(), null);
    }

    static DriverSignal signal() {
        return new DriverLocated(
                new DriverId(new UUID(1, 2)),
                Instant.ofEpochSecond(1_700_000_000, 123_000_000),
                52.520008,
                13.404954,
                5.0,
                123.4,
                8.3,
                true);
    }

    private static long[] measure(
            WriterKafka writer,
            Topic<DriverSignal> topic,
            LinkedBlockingQueue<Long> arrivals,
            int records)
            throws InterruptedException {
        var signal = signal();
        begin(writer, topic, arrivals);
        var times = new long[records];
        for (int i = 0; i < records; i++) {
            long from = System.nanoTime();
            writer.send(topic, signal);
            var arrived = arrivals.poll(LOST_MS, TimeUnit.MILLISECONDS);
            if (arrived == null) {
                throw new IllegalStateException("record " + i + " did not arrive");
            }
            times[i] = arrived - from;
        }
        return times;
    }

    /** A reader that begins at the end begins some time after its start. */
    private static void begin(
            WriterKafka writer, Topic<DriverSignal> topic, LinkedBlockingQueue<Long> arrivals)
            throws InterruptedException {
        long endNs = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(LOST_MS);
        do {
            if (System.nanoTime() > endNs) {
                throw new IllegalStateException("nothing arrives");
            }
            writer.send(topic, signal());
        } while (arrivals.poll(PAUSE_MS, TimeUnit.MILLISECONDS) == null);
        // Others that were sent before may still come.
        while (arrivals.poll(PAUSE_MS, TimeUnit.MILLISECONDS) != null) {}
    }

    /** As the tool prints them. */
    private static String figures(long[] timesNs) {
        double avgMs = Arrays.stream(timesNs).average().orElseThrow() / 1e6;
        Arrays.sort(timesNs);
        return String.format(
                Locale.ROOT,
                "Avg latency: %.4f ms%nPercentiles: 50th = %.4f, 99th = %.4f%n",
                avgMs,
                timesNs[timesNs.length / 2] / 1e6,
                timesNs[timesNs.length * 99 / 100] / 1e6);
    }
}
