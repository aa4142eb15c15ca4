package dev.beckon.dispatch.drivers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.beckon.contracts.driver.DriverSignal;
import dev.beckon.contracts.driver.DriverSignal.DriverSeen;
import dev.beckon.contracts.id.DriverId;
import dev.beckon.contracts.topic.Topics;
import dev.beckon.dispatch.round.Scene;
import dev.beckon.platform.kafka.KafkaModule;
import dev.beckon.platform.kafka.ListenerKafka;
import dev.beckon.platform.kafka.WriterKafka;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;

/** Members of a group that are driven out, and batches in which nothing can be read. */
class ListenersTest {

    private final Set<DriverId> heard = ConcurrentHashMap.newKeySet();

    @Test
    void whoWasDrivenOutByItsNamesakeComesBack() {
        try (var application = Scene.application(Scene.Bystander.class, "namesake");
                var other = Scene.application(Scene.Bystander.class, "namesake")) {
            var writer = application.getBean(WriterKafka.class);
            var first = listener(application.getBean(KafkaModule.Topics.class));
            first.start();
            awaitHeard(writer);
            var second = listener(other.getBean(KafkaModule.Topics.class));
            second.start();
            awaitHeard(writer);
            second.stop();
            awaitHeard(writer);
            assertThat(first.isRunning()).isTrue();
            first.stop();
        }
    }

    private final String group = "listeners-" + UUID.randomUUID();

    private ListenerKafka<DriverSignal> listener(KafkaModule.Topics topics) {
        return topics.listen(group, Topics.DRIVER_LOCATIONS, this::hear);
    }

    private void hear(List<DriverSignal> batch) {
        batch.forEach(signal -> heard.add(signal.driverId()));
    }

    private void awaitHeard(WriterKafka writer) {
        var driver = new DriverId(UUID.randomUUID());
        writer.send(Topics.DRIVER_LOCATIONS, new DriverSeen(driver, Scene.now())).join();
        await().atMost(Scene.SOON).until(() -> heard.contains(driver));
    }
}
