package dev.beckon.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.beckon.contracts.socket.ServerMessage;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What operators are told when an order changes, and what they find when they come later. */
class LossesTest {

    private final Statuses statuses = Statuses.of("lost", Instant.parse("2026-03-01T12:00:00Z"));

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            textBlock =
"""
taken back | ACCEPTED d1=ACCEPTED has=d1 | SEARCHING d1=ACCEPTED | nothing | nothing
lost before the pickup | ACCEPTED d1=ACCEPTED has=d1 | SEARCHING d1=LOST | d1 | nothing
told before | SEARCHING d1=LOST | OFFERED d1=LOST d2=OPEN | nothing | nothing
the next one, too | ACCEPTED d1=LOST d2=ACCEPTED has=d2 | NO_DRIVER_FOUND d1=LOST d2=LOST | d2 | nothing
silent with the goods | PICKED_UP d1=ACCEPTED has=d1 | PICKED_UP d1=ACCEPTED has=d1! | d1 with goods | d1 with goods
still silent | PICKED_UP d1=ACCEPTED has=d1! | PICKED_UP d1=ACCEPTED has=d1! | nothing | d1 with goods
silent and delivered | PICKED_UP d1=ACCEPTED has=d1! | DELIVERED d1=ACCEPTED has=d1! | nothing | nothing
never heard of before | - | PICKED_UP d1=LOST d2=ACCEPTED has=d2! | d1, d2 with goods | d2 with goods
""")
    void tells(String name, @Nullable String before, String after, String told, String found) {
        var from = before == null ? null : statuses.at(3, before);
        var to = statuses.at(9, after);
        assertThat(line(Losses.between(from, to))).isEqualTo(told);
        assertThat(line(Losses.open(to))).isEqualTo(found);
    }

    private String line(List<ServerMessage.DriverLost> losses) {
        return losses.isEmpty()
                ? "nothing"
                : losses.stream()
                        .map(
                                loss ->
                                        (loss.driverId().value().equals(statuses.driver("d1"))
                                                        ? "d1"
                                                        : "d2")
                                                + (loss.withGoods() ? " with goods" : ""))
                        .collect(Collectors.joining(", "));
    }
}
