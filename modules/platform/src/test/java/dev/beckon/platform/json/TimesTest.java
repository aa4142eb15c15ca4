package dev.beckon.platform.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TimesTest {

    private static final long YEAR_10000 = Instant.parse("9999-12-31T23:59:59.999Z").toEpochMilli();

    @Test
    void aTimeIsReadAsItWasWritten() {
        var random = new Random(7);
        for (int i = 0; i < 10_000; i++) {
            var time = Instant.ofEpochMilli(random.nextLong(YEAR_10000 + 1));
            var text = Times.text(time);
            assertThat(DateTimeFormatter.ISO_INSTANT.parse(text, Instant::from)).isEqualTo(time);
            assertThat(Json.topics().readValue('"' + text + '"', Instant.class)).isEqualTo(time);
        }
    }

    @Test
    void theFractionIsAlwaysThere() {
        assertThat(Json.topics().writeValueAsString(Instant.EPOCH))
                .isEqualTo("\"1970-01-01T00:00:00.000Z\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"+300000-01-01T00:00:00Z", "-0044-03-15T12:00:00Z"})
    void aYearOfMoreDigitsIsWrittenToo(String text) {
        var time = Instant.parse(text);
        var json = Json.topics().writeValueAsString(time);
        assertThat(Json.topics().readValue(json, Instant.class)).isEqualTo(time);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-01-31T18:30:00Z",
                "2024-02-29T18:30:00.000Z",
                "2026-01-31T18:30:00.123456Z",
                "2026-01-31T18:30:00+01:00",
            })
    void otherFormsAreReadAsWell(String text) {
        assertThat(Json.input().readValue('"' + text + '"', Instant.class))
                .isEqualTo(DateTimeFormatter.ISO_OFFSET_DATE_TIME.parse(text, Instant::from));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-02-30T18:30:00.000Z",
                "2026-13-01T18:30:00.000Z",
                "2026-01-01T24:30:00.000Z",
                "2026-01-01T18:30:0x.000Z",
                "2026-01-01 18:30:00.000Z",
            })
    void whatIsNoTimeIsRefused(String text) {
        assertThatThrownBy(() -> Json.input().readValue('"' + text + '"', Instant.class))
                .hasMessageContaining(text);
    }
}
