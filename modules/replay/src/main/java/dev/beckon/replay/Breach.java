package dev.beckon.replay;

import java.util.List;

/**
 * A statement that does not hold, and where.
 *
 * @param about the order, driver or record that it does not hold for
 * @param records that show it
 * @param sentence what is wrong
 */
public record Breach(Rule rule, String about, List<Origin> records, String sentence) {

    public Breach {
        records = List.copyOf(records);
    }

    @Override
    public String toString() {
        return "%s %s: %s %s".formatted(rule, about, sentence, records);
    }
}
