package dev.beckon.platform.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import dev.beckon.devservices.DevServices;
import dev.beckon.platform.kafka.ConnectionKafka.Haste;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;

class GatheringKafkaTest {

    private static final Duration SOON = Duration.ofSeconds(10);

    private final String topic = "gathering-" + UUID.randomUUID();
    private final ConnectionKafka connection = new ConnectionKafka(properties());
    private final KafkaProducer<byte[], byte[]> producer = connection.producer();
    private int sent;

    private static KafkaProperties properties() {
        var properties = new KafkaProperties();
        properties.setBootstrapServers(List.of(DevServices.forTests().bootstrapServers()));
        return properties;
    }

    @BeforeEach
    void create() throws Exception {
        try (var admin = connection.admin()) {
            admin.createTopics(List.of(new NewTopic(topic, 1, (short) 1))).all().get();
        }
    }

    @AfterEach
    void close() {
        producer.close();
    }

    @Test
    void oneAfterTheOtherComesTogether() throws Exception {
        assertThat(anyOfThree(Haste.GATHERED, polls -> polls.size() == 1)).isTrue();
    }

    @Test
    void whoIsInAHurryHearsOfTheFirstAlone() throws Exception {
        assertThat(anyOfThree(Haste.AT_ONCE, polls -> polls.getFirst().size() == 1)).isTrue();
    }

    @Test
    void whatIsNextFollowsAllThatCame() throws Exception {
        var partition = new TopicPartition(topic, 0);
        try (var consumer = open(Haste.GATHERED)) {
            long begin = consumer.position(partition);
            send();
            send();

            var records = consumer.poll(SOON);

            long next = consumer.position(partition);
            assertThat(records.count()).isPositive().isEqualTo((int) (next - begin));
            assertThat(records.nextOffsets())
                    .hasEntrySatisfying(
                            partition, follows -> assertThat(follows.offset()).isEqualTo(next));
        }
    }

    /**
     * Sends three, each of which has been acknowledged before the next, until they are read as is
     * hoped. Where the machine keeps the consumer waiting, they are read otherwise now and then.
     */
    private boolean anyOfThree(Haste haste, Predicate<List<List<String>>> hoped) throws Exception {
        try (var consumer = open(haste)) {
            for (int i = 0; i < 20; i++) {
                int begin = sent;
                send();
                send();
                send();
                var polls = pollAll(consumer);
                assertThat(polls.stream().flatMap(List::stream))
                        .containsExactlyElementsOf(numbers(begin));
                if (hoped.test(polls)) {
                    return true;
                }
            }
            return false;
        }
    }

    /** From the second record on: the first has been read. */
    private KafkaConsumer<byte[], byte[]> open(Haste haste) throws Exception {
        var consumer = connection.tail(haste);
        var partition = new TopicPartition(topic, 0);
        consumer.assign(List.of(partition));
        consumer.seekToBeginning(List.of(partition));
        send();
        pollAll(consumer);
        return consumer;
    }

    private void send() throws Exception {
        var value = Integer.toString(sent++).getBytes(StandardCharsets.UTF_8);
        producer.send(new ProducerRecord<>(topic, value)).get();
    }

    /** What each poll brought, until all is read. */
    private List<List<String>> pollAll(KafkaConsumer<byte[], byte[]> consumer) {
        var polls = new ArrayList<List<String>>();
        long endNs = System.nanoTime() + SOON.toNanos();
        while (consumer.position(new TopicPartition(topic, 0)) < sent
                && System.nanoTime() < endNs) {
            var values = new ArrayList<String>();
            consumer.poll(SOON)
                    .forEach(
                            record ->
                                    values.add(new String(record.value(), StandardCharsets.UTF_8)));
            polls.add(values);
        }
        return polls;
    }

    private List<String> numbers(int from) {
        return Stream.iterate(from, each -> each < sent, each -> each + 1)
                .map(each -> Integer.toString(each))
                .toList();
    }
}
