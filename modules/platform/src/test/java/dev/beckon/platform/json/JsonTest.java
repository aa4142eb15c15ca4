package dev.beckon.platform.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

@NullMarked
class JsonTest {

    enum Colour {
        RED,
        GREEN
    }

    record Inner(String text, @Nullable String note) {}

    record Outer(
            String name,
            @Nullable Integer count,
            double number,
            Instant at,
            Colour colour,
            List<Inner> inners,
            @Nullable Inner inner) {}

    record Compact(JsonTest.@Nullable Inner inner) {
        Compact {
            inner = inner == null ? null : new Inner(inner.text().strip(), inner.note());
        }
    }

    @Test
    void aNullableOfAQualifiedTypeMayBeNullInACompactConstructor() {
        var compact = new Compact(null);
        var json = Json.topics().writeValueAsString(compact);
        assertThat(Json.topics().readValue(json, Compact.class)).isEqualTo(compact);
    }

    private static String json(String field, String value) {
        var fields =
                new LinkedHashMap<>(
                        Map.of(
                                "name", "\"n\"",
                                "number", "1.5",
                                "at", "\"2026-01-02T03:04:05Z\"",
                                "colour", "\"RED\"",
                                "inners", "[{\"text\":\"t\"}]"));
        if (value.isEmpty()) {
            fields.remove(field);
        } else {
            fields.put(field, value);
        }
        var text = new StringBuilder("{");
        fields.forEach(
                (name, v) -> text.append('"').append(name).append("\":").append(v).append(','));
        text.setLength(text.length() - 1);
        return text.append('}').toString();
    }

    private static void assertRefused(JsonMapper mapper, String json) {
        assertThatThrownBy(() -> mapper.readValue(json, Outer.class))
                .as(json)
                .isInstanceOf(JacksonException.class);
    }

    @Test
    void whatIsNullableMayBeAbsentOrNull() {
        for (var mapper : List.of(Json.input(), Json.topics())) {
            var absent = mapper.readValue(json("count", ""), Outer.class);
            assertThat(absent.count()).isNull();
            assertThat(absent.inner()).isNull();
            assertThat(absent.inners().getFirst().note()).isNull();
            assertThat(mapper.readValue(json("count", "null"), Outer.class)).isEqualTo(absent);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"name", "number", "at", "colour", "inners"})
    void whatIsNotNullableMustBeThere(String field) {
        for (var mapper : List.of(Json.input(), Json.topics())) {
            assertRefused(mapper, json(field, ""));
            assertRefused(mapper, json(field, "null"));
        }
    }

    @Test
    void listsHoldNoNulls() {
        assertRefused(Json.input(), json("inners", "[null]"));
        assertRefused(Json.topics(), json("inners", "[null]"));
    }

    @Test
    void theSameHoldsInside() {
        assertRefused(Json.input(), json("inner", "{}"));
        assertRefused(Json.input(), json("inners", "[{\"text\":null}]"));
    }

    @Test
    void unknownFieldsAreRefusedFromClientsAndIgnoredOnTopics() {
        assertRefused(Json.input(), json("more", "1"));
        assertThat(Json.topics().readValue(json("more", "1"), Outer.class).name()).isEqualTo("n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"NaN", "\"NaN\"", "Infinity", "\"1.5\"", "\"\"", "true", "[1]", "01"})
    void aNumberIsANumber(String value) {
        assertRefused(Json.input(), json("number", value));
    }

    @Test
    void aNumberTooLargeForADoubleIsRefused() {
        assertRefused(Json.input(), json("number", "1e999"));
        assertRefused(Json.input(), json("number", "-1e999"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.9", "\"1\"", "2147483648", "true"})
    void anIntegerIsAnInteger(String value) {
        assertRefused(Json.input(), json("count", value));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "\"red\"", "\"BLUE\"", "\"\"", "[\"RED\"]"})
    void anEnumIsOneOfItsNames(String value) {
        assertRefused(Json.input(), json("colour", value));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "true", "{}", "[]", "\"a\\u0000\"", "\"\\ud800\"", "\"\\udc00a\""})
    void aTextIsCleanText(String value) {
        assertRefused(Json.input(), json("name", value));
    }

    @Test
    void surrogatePairsAreText() {
        assertThat(Json.input().readValue(json("name", "\"\\ud83d\\ude80\""), Outer.class).name())
                .isEqualTo("🚀");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1767323045", "\"yesterday\"", "\"2026-01-02\"", "\"\""})
    void aTimeIsIso8601(String value) {
        assertRefused(Json.input(), json("at", value));
    }

    @Test
    void duplicateKeysTrailingTokensDepthAndLength() {
        assertRefused(Json.input(), json("name", "\"a\",\"name\":\"b\""));
        assertRefused(Json.input(), json("name", "\"a\"") + "{}");
        assertRefused(Json.topics(), json("name", "\"a\"") + "{}");
        assertRefused(Json.input(), json("name", "[".repeat(200) + "]".repeat(200)));
        assertRefused(Json.input(), json("name", "\"" + "x".repeat(17 * 1024) + "\""));
    }

    @Test
    void timesHaveMilliseconds() {
        var times =
                List.of(
                        Instant.parse("2026-01-02T03:04:05Z"),
                        Instant.parse("2026-01-02T03:04:05.600Z"),
                        Instant.parse("2026-01-02T03:04:05.123456789Z"));
        for (var mapper : List.of(Json.input(), Json.topics())) {
            assertThat(mapper.writeValueAsString(times))
                    .isEqualTo(
                            "[\"2026-01-02T03:04:05.000Z\",\"2026-01-02T03:04:05.600Z\","
                                    + "\"2026-01-02T03:04:05.123Z\"]");
        }
    }
}
