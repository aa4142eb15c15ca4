package dev.beckon.platform.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.beckon.contracts.topic.Topic;
import dev.beckon.contracts.topic.Topics;
import dev.beckon.platform.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a record must not be, on whatever topic: each says why it is unreadable, which is what the
 * dead letters' headers and the log will say.
 */
@NullMarked
class BadRecordsTest {

    private static final Path SAMPLES = Path.of("../../schemas/samples");

    private static final Map<String, String> SAMPLES_OF =
            Map.of(
                    Topics.ORDER_INTAKE.name(), "order-fact",
                    Topics.ORDER_EVENTS.name(), "order-event",
                    Topics.ORDER_STATUS.name(), "order-status",
                    Topics.ORDER_REPLIES.name(), "order-reply",
                    Topics.DRIVER_INTAKE.name(), "driver-fact",
                    Topics.DRIVER_SHIFTS.name(), "driver-shift",
                    Topics.DRIVER_LOCATIONS.name(), "driver-signal");

    /** A record as it should be: of the topic, by its type's name, and its parts. */
    record Good(String name, Topic<?> topic, ObjectNode value, String key) {

        Good(String name, Topic<?> topic, ObjectNode value) {
            this(name, topic, value, keyOf(topic, value));
        }

        private static <V> String keyOf(Topic<V> topic, ObjectNode value) {
            return topic.key().apply(Json.topics().treeToValue(value, topic.type())).toString();
        }

        Object read(@Nullable String key, byte @Nullable [] bytes) {
            return new Received<>(
                            topic,
                            new ConsumerRecord<>(
                                    topic.name(),
                                    0,
                                    0,
                                    key == null ? null : key.getBytes(StandardCharsets.UTF_8),
                                    bytes))
                    .value();
        }

        byte[] bytes() {
            return Json.topics().writeValueAsBytes(value);
        }

        @Override
        public String toString() {
            return topic.name() + " " + name;
        }
    }

    static Stream<Good> goods() {
        return Topics.all().stream().flatMap(BadRecordsTest::samples);
    }

    private static Stream<Good> samples(Topic<?> topic) {
        var prefix = SAMPLES_OF.get(topic.name()) + ".";
        try (var files = Files.list(SAMPLES)) {
            return files
                    .filter(file -> file.getFileName().toString().startsWith(prefix))
                    .sorted()
                    .map(file -> good(topic, file))
                    .toList()
                    .stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Good good(Topic<?> topic, Path file) {
        var value = (ObjectNode) Json.topics().readTree(file.toFile());
        return new Good(value.path("type").asString(), topic, value);
    }

    static Stream<Arguments> rows() {
        return goods().flatMap(BadRecordsTest::rows);
    }

    private static Stream<Arguments> rows(Good good) {
        var bytes = good.bytes();
        var text = new String(bytes, StandardCharsets.UTF_8);
        return Stream.of(
                row(good, "no value", good.key(), null, "has no value"),
                row(good, "no key", null, bytes, "has no key"),
                row(good, "an empty key", "", bytes, "not a UUID"),
                row(good, "a key that is none", "order 7", bytes, "not a UUID"),
                row(good, "another's key", new UUID(7, 7).toString(), bytes, "not the value's"),
                row(good, "nothing", good.key(), new byte[0], "a JSON value is needed"),
                row(good, "not JSON", good.key(), new byte[] {0, 1, 2}, "not JSON"),
                row(good, "Avro", good.key(), new byte[] {0, 0, 0, 0, 7, 2, 14}, "not JSON"),
                row(good, "truncated", good.key(), Arrays.copyOf(bytes, bytes.length / 2), ""),
                row(good, "cut by one", good.key(), Arrays.copyOf(bytes, bytes.length - 1), ""),
                row(good, "two", good.key(), utf8(text + text), "nothing must come after"),
                row(good, "null", good.key(), utf8("null"), "null"),
                row(good, "a list", good.key(), utf8("[" + text + "]"), "must be"),
                row(good, "a text", good.key(), utf8("\"" + good.key() + "\""), "type is missing"),
                changed(good, "no type", value -> value.remove("type"), "type is missing"),
                changed(
                        good,
                        "a future type",
                        value -> value.put("type", "Teleported"),
                        "type Teleported is unknown"),
                changed(good, "a number for a type", value -> value.put("type", 7), "type"),
                changed(
                        good,
                        "a text too long",
                        value -> value.put("more", "x".repeat(70_000)),
                        "a text"),
                row(
                        good,
                        "too deep",
                        good.key(),
                        utf8(
                                text.replaceFirst(
                                        "\\{",
                                        "{\"more\":" + "[".repeat(900) + "]".repeat(900) + ",")),
                        "too deep"));
    }

    @FunctionalInterface
    private interface Change {
        void to(ObjectNode value);
    }

    private static Arguments changed(Good good, String name, Change change, String says) {
        var value = good.value().deepCopy();
        change.to(value);
        return row(good, name, good.key(), Json.topics().writeValueAsBytes(value), says);
    }

    private static Arguments row(
            Good good, String name, @Nullable String key, byte @Nullable [] bytes, String says) {
        return Arguments.of(good, name, key, bytes, says);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("rows")
    void aRecordThatIsNone(
            Good good, String name, @Nullable String key, byte @Nullable [] bytes, String says) {
        assertThatThrownBy(() -> good.read(key, bytes))
                .isInstanceOf(UnreadableRecordException.class)
                .hasMessageContaining(says)
                .message()
                .hasSizeLessThan(300)
                .doesNotContain("dev.beckon", "java.");
    }

    /** Each field is there, and of its type, or may be absent. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("goods")
    void aFieldThatIsMissingOrOfAnotherType(Good good) {
        int required = 0;
        for (var field : good.value().propertyNames()) {
            var without = good.value().deepCopy();
            without.remove(field);
            required += unreadable(good, without, field) ? 1 : 0;
            var other = good.value().deepCopy();
            other.putObject(field).put("unexpected", true);
            assertThat(unreadable(good, other, field)).as(field + " of another type").isTrue();
        }
        assertThat(required).as("required fields").isGreaterThanOrEqualTo(3);
    }

    private static boolean unreadable(Good good, ObjectNode value, String field) {
        try {
            good.read(good.key(), Json.topics().writeValueAsBytes(value));
            return false;
        } catch (UnreadableRecordException e) {
            assertThat(e).hasMessageContaining(field);
            return true;
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("goods")
    void aFieldThatWasAddedIsAccepted(Good good) {
        var expected = good.read(good.key(), good.bytes());
        var value = good.value().deepCopy();
        value.put("added", 7);
        value.putObject("addedToo").putArray("with").add("something");
        assertThat(good.read(good.key(), Json.topics().writeValueAsBytes(value)))
                .isEqualTo(expected);
    }
}
