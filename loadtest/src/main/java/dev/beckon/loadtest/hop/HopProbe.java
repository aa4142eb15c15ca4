package dev.beckon.loadtest.hop;

import dev.beckon.contracts.driver.DriverSignal;
import dev.beckon.contracts.driver.DriverSignal.DriverLocated;
import dev.beckon.contracts.id.DriverId;
import dev.beckon.contracts.topic.Topic;
import dev.beckon.contracts.topic.Topics;
import dev.beckon.platform.kafka.KafkaModule;
import dev.beckon.platform.kafka.TailKafka;
import dev.beckon.platform.kafka.WriterKafka;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.core.env.MapPropertySource;

/**
 * One record after another, from the writer to a reader, in a process of its own: what its limit's
 * tool does, with the application's classes. It is wired as the application is, so that it has the
 * same settings.
 */
public final class HopProbe {

    private static final long LOST_MS = 10_000;
    private static final long PAUSE_MS = 200;

    /** Reads the topic in one of the application's ways. */
    private enum Reader {
        LISTENER {
            @Override
            SmartLifecycle open(KafkaModule.Topics topics, Topic<DriverSignal> topic, Runnable on) {
                return topics.listen("hop-" + UUID.randomUUID(), topic, _ -> on.run());
            }
        },
        TAIL {
            @Override
            SmartLifecycle open(KafkaModule.Topics topics, Topic<DriverSignal> topic, Runnable on) {
                return topics.tail(
                        "hop",
                        topic,
                        TailKafka.From.END,
                        batch ->
                                batch.forEach(
                                        record -> {
                                            // As whoever wants the value does.
                                            record.value();
                                            on.run();
                                        }));
            }
        };

        abstract SmartLifecycle open(
                KafkaModule.Topics topics, Topic<DriverSignal> topic, Runnable on);
    }

    private HopProbe() {}

    /** Arguments: servers, topic, number of records, LISTENER or TAIL. */
    public static void main(String[] args) throws InterruptedException {
        int records = Integer.parseInt(args[2]);
        try (var context = new AnnotationConfigApplicationContext()) {
            context.getEnvironment()
                    .getPropertySources()
                    .addFirst(
                            new MapPropertySource(
                                    "hop",
                                    Map.of(
                                            "spring.kafka.bootstrap-servers",
                                            args[0],
                                            "beckon.node",
                                            "hop")));
            context.register(KafkaModule.class);
            context.registerBean(SimpleMeterRegistry.class);
            context.refresh();
            var arrivals = new LinkedBlockingQueue<Long>();
            var topic = topic(args[1]);
            var reader =
                    Reader.valueOf(args[3])
                            .open(
                                    context.getBean(KafkaModule.Topics.class),
                                    topic,
                                    () -> arrivals.add(System.nanoTime()));
            reader.start();
            try {
                print(measure(context.getBean(WriterKafka.class), topic, arrivals, records));
            } finally {
                reader.stop();
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

    // For whoever started it, as the tool prints.
    @SuppressWarnings("SystemOut")
    private static void print(long[] timesNs) {
        double avgMs = Arrays.stream(timesNs).average().orElseThrow() / 1e6;
        Arrays.sort(timesNs);
        System.out.println(
                String.format(
                        Locale.ROOT,
                        "Avg latency: %.4f ms%nPercentiles: 50th = %.4f, 99th = %.4f",
                        avgMs,
                        timesNs[timesNs.length / 2] / 1e6,
                        timesNs[timesNs.length * 99 / 100] / 1e6));
    }
}
