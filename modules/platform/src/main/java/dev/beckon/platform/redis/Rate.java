package dev.beckon.platform.redis;

import io.github.bucket4j.Bandwidth;
import java.time.Duration;
import java.util.Locale;
import org.springframework.boot.convert.DurationStyle;

/**
 * So many in that time: all of them at once, if nothing came before.
 *
 * @param count at least 1
 * @param per in which as many come back
 */
public record Rate(long count, Duration per) {

    /**
     * @throws IllegalArgumentException for what would let nobody through, or everybody
     */
    public Rate {
        if (count < 1 || !per.isPositive()) {
            throw new IllegalArgumentException(
                    "a rate must let at least 1 through in more than no time, not "
                            + count
                            + "/"
                            + per);
        }
    }

    /**
     * As settings have it: {@code 20/1m}.
     *
     * @throws IllegalArgumentException saying how it is written
     */
    public static Rate of(String text) {
        int slash = text.indexOf('/');
        try {
            return new Rate(
                    Long.parseLong(text.substring(0, Math.max(slash, 0)).strip()),
                    DurationStyle.detectAndParse(text.substring(slash + 1).strip()));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "'%s' is no rate: write so many in a time, such as 20/1m".formatted(text), e);
        }
    }

    Bandwidth bandwidth() {
        return Bandwidth.builder().capacity(count).refillGreedy(count, per).build();
    }

    @Override
    public String toString() {
        return count + " in " + per.toString().substring(2).toLowerCase(Locale.ROOT);
    }
}
