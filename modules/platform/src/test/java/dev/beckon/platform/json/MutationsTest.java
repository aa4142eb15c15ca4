package dev.beckon.platform.json;

import static org.assertj.core.api.Assertions.assertThat;

import dev.beckon.contracts.order.OrderFact;
import dev.beckon.contracts.socket.ClientMessage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Good messages, changed at random: they are read or refused in words, and nothing else happens.
 */
@NullMarked
class MutationsTest {

    private static final int ROUNDS = 4_000;
    private static final Path SAMPLES = Path.of("../../schemas/samples");

    /** What parsers and their callers have stumbled over. */
    private static final List<byte[]> STONES =
            Stream.of(
                            "{",
                            "}",
                            "[",
                            "]",
                            "\"",
                            ",",
                            ":",
                            "null",
                            "true",
                            "NaN",
                            "-",
                            "e",
                            "1e999",
                            "1e-999",
                            "-0",
                            "9223372036854775808",
                            "\\u0000",
                            "\\ud800",
                            "\\",
                            "\0",
                            "\uFEFF",
                            "é",
                            "🚀",
                            "{}",
                            "[]",
                            "\"\"",
                            "\"type\":",
                            "\"id\":\"\"",
                            "+1000000000-01-01T00:00:00Z",
                            "-1000000000-01-01T00:00:00Z",
                            "7".repeat(1_200),
                            "[".repeat(600),
                            "{\"a\":".repeat(600),
                            "x".repeat(20_000))
                    .map(stone -> stone.getBytes(StandardCharsets.UTF_8))
                    .toList();

    record Kind(String samples, Class<?> type, JsonMapper mapper) {
        @Override
        public String toString() {
            return type.getSimpleName();
        }
    }

    static Stream<Kind> kinds() {
        return Stream.of(
                new Kind("socket-client-message", ClientMessage.class, Json.input()),
                new Kind("order-fact", OrderFact.class, Json.topics()));
    }

    @ParameterizedTest
    @MethodSource("kinds")
    @Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD, unit = TimeUnit.SECONDS)
    void isReadOrRefusedInWords(Kind kind) throws IOException {
        var samples = new ArrayList<byte[]>();
        try (var files = Files.list(SAMPLES)) {
            for (var file :
                    files.filter(f -> f.getFileName().toString().startsWith(kind.samples() + "."))
                            .sorted()
                            .toList()) {
                samples.add(Files.readAllBytes(file));
            }
        }
        int refused = 0;
        for (int seed = 0; seed < ROUNDS; seed++) {
            var random = new SplittableRandom(seed);
            var bytes = samples.get(random.nextInt(samples.size()));
            for (int i = random.nextInt(1, 5); i > 0; i--) {
                bytes = mutated(bytes, random);
            }
            refused += isRefused(kind, seed, bytes) ? 1 : 0;
        }
        // Else nothing is changed, or everything in one way.
        assertThat(refused).isBetween(ROUNDS / 2, ROUNDS - 1);
    }

    private static boolean isRefused(Kind kind, int seed, byte[] bytes) {
        try {
            kind.mapper().readValue(bytes, kind.type());
            // As a socket would have it.
            kind.mapper().readValue(new String(bytes, StandardCharsets.UTF_8), kind.type());
            return false;
        } catch (JacksonException e) {
            assertThat(Complaint.detail(e)).as("seed %d", seed).isNotBlank().hasSizeLessThan(600);
            return true;
        } catch (RuntimeException | Error e) {
            throw new AssertionError("seed " + seed, e);
        }
    }

    private static byte[] mutated(byte[] bytes, RandomGenerator random) {
        if (bytes.length == 0) {
            return bytes;
        }
        int at = random.nextInt(bytes.length);
        int end = Math.min(bytes.length, at + random.nextInt(1, 40));
        return switch (random.nextInt(6)) {
            case 0 -> joined(bytes, at, new byte[] {(byte) random.nextInt()}, at + 1);
            case 1 -> joined(bytes, at, new byte[0], end);
            case 2 -> joined(bytes, at, Arrays.copyOfRange(bytes, at, end), at);
            case 3 -> Arrays.copyOf(bytes, at);
            case 4 -> {
                var stone = STONES.get(random.nextInt(STONES.size()));
                yield joined(bytes, at, stone, at);
            }
            default -> joined(bytes, at, STONES.get(random.nextInt(STONES.size())), end);
        };
    }

    /** The bytes up to one place, something else, and the bytes from another place on. */
    private static byte[] joined(byte[] bytes, int head, byte[] middle, int tail) {
        var joined = Arrays.copyOf(bytes, head + middle.length + bytes.length - tail);
        System.arraycopy(middle, 0, joined, head, middle.length);
        System.arraycopy(bytes, tail, joined, head + middle.length, bytes.length - tail);
        return joined;
    }
}
