package dev.beckon.dispatch.drivers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.beckon.contracts.driver.DriverSignal;
import dev.beckon.contracts.driver.DriverSignal.DriverSeen;
import dev.beckon.contracts.id.DriverId;
import dev.beckon.contracts.topic.Topics;
import dev.beckon.dispatch.round.Scene;
import dev.beckon.platform.kafka.ConnectionKafka;
import dev.beckon.platform.kafka.KafkaModule;
import dev.beckon.platform.kafka.ListenerKafka;
import dev.beckon.platform.kafka.TailKafka;
import dev.beckon.platform.kafka.WriterKafka;
import java.time.Duration;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;

/** Members of a group that are driven out, and tails whose handlers fail. */
class ListenersTest {

    /** For a session to end and more. */
    private static final Duration IN_TIME = Duration.ofSeconds(120);

    private final Set<DriverId> heard = ConcurrentHashMap.newKeySet();

    private final String group = "listeners-" + UUID.randomUUID();

    @Test
    void whoWasDrivenOutByItsNamesakeComesBack() {
        try (var application = Scene.application(Scene.Bystander.class, "namesake");
                var other = Scene.application(Scene.Bystander.class, "namesake")) {
            var first = listener(application);
            first.start();
            awaitDone(application);
            var second = listener(other);
            second.start();
            awaitDone(application);
            second.stop();
            awaitDone(application);
            first.stop();
        }
    }

    private ListenerKafka<DriverSignal> listener(ConfigurableApplicationContext application) {
        return application
                .getBean(KafkaModule.Topics.class)
                .listen(
                        group,
                        Topics.DRIVER_LOCATIONS,
                        ConnectionKafka.Haste.AT_ONCE,
                        batch -> batch.forEach(signal -> heard.add(signal.driverId())));
    }

    /** A member hears of it, and may say so in the group's name. */
    private void awaitDone(ConfigurableApplicationContext application) {
        var driver = new DriverId(UUID.randomUUID());
        var sent =
                application
                        .getBean(WriterKafka.class)
                        .send(Topics.DRIVER_LOCATIONS, new DriverSeen(driver, Scene.now()))
                        .join();
        var partition = new TopicPartition(sent.topic(), sent.partition());
        var connection = application.getBean(KafkaModule.Topics.class).connection();
        try (var observer = new KafkaConsumer<byte[], byte[]>(connection.consumerSettings(group))) {
            await().atMost(IN_TIME)
                    .until(
                            () -> observer.committed(Set.of(partition)).get(partition),
                            committed -> committed != null && committed.offset() > sent.offset());
        }
        assertThat(heard).contains(driver);
    }

    @Test
    void aTailOutlivesWhateverItsHandlerThrows() {
        try (var application = Scene.application(Scene.Bystander.class, "bystander")) {
            var failures = new AtomicInteger(3);
            var tail =
                    application
                            .getBean(KafkaModule.Topics.class)
                            .tail(
                                    "test",
                                    Topics.DRIVER_LOCATIONS,
                                    TailKafka.From.BEGINNING,
                                    ConnectionKafka.Haste.AT_ONCE,
                                    batch -> {
                                        if (failures.getAndDecrement() > 0) {
                                            throw new AssertionError("planted");
                                        }
                                        batch.forEach(one -> heard.add(one.value().driverId()));
                                    });
            assertThat(tail.getPhase())
                    .isLessThan(WebServerApplicationContext.START_STOP_LIFECYCLE_PHASE);
            tail.start();
            var driver = new DriverId(UUID.randomUUID());
            application
                    .getBean(WriterKafka.class)
                    .send(Topics.DRIVER_LOCATIONS, new DriverSeen(driver, Scene.now()))
                    .join();
            await().atMost(Scene.SOON).until(() -> heard.contains(driver));
            tail.stop();
        }
    }
}
