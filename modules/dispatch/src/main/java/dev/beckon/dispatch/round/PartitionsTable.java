package dev.beckon.dispatch.round;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.jooq.DSLContext;

/** How far each partition is folded: whoever moves a row on is its partition's owner. */
final class PartitionsTable {

    /**
     * Moves partitions on within the round's transaction.
     *
     * @throws FencedException if another instance has moved one of them
     */
    void advance(DSLContext tx, Map<Integer, Range> ranges) {
        var partitions = ranges.keySet().stream().sorted().toArray(Integer[]::new);
        var starts = new Long[partitions.length];
        var ends = new Long[partitions.length];
        for (int i = 0; i < partitions.length; i++) {
            var range = ranges.getOrDefault(partitions[i], Range.EMPTY);
            starts[i] = range.start();
            ends[i] = range.end();
        }
        int moved =
                tx.execute(
                        """
                        UPDATE partitions p SET folded = r.end_
                        FROM unnest(?::int[], ?::bigint[], ?::bigint[]) AS r (partition, start_, end_)
                        WHERE p.partition = r.partition AND p.folded = r.start_
                        """,
                        partitions,
                        starts,
                        ends);
        if (moved != partitions.length) {
            throw new FencedException();
        }
    }

    /**
     * Where to fold on.
     *
     * @param starts where a partition begins on the topic: one that has no row was never folded,
     *     whatever Kafka's committed offset says
     */
    Map<Integer, Long> folded(DSLContext dsl, Map<Integer, Long> starts) {
        var partitions = starts.keySet().toArray(Integer[]::new);
        dsl.execute(
                """
                INSERT INTO partitions (partition, folded)
                SELECT * FROM unnest(?::int[], ?::bigint[])
                ON CONFLICT DO NOTHING
                """,
                partitions,
                starts.values().toArray(Long[]::new));
        var folded = new HashMap<Integer, Long>();
        dsl.fetch(
                        "SELECT partition, folded FROM partitions WHERE partition = ANY (?) ORDER"
                                + " BY partition FOR UPDATE",
                        (Object) partitions)
                .forEach(row -> folded.put(row.get(0, Integer.class), row.get(1, Long.class)));
        return folded;
    }

    /** From the first offset to fold to the first not to. */
    record Range(long start, long end) {

        static final Range EMPTY = new Range(0, 0);
    }

    static Map<Integer, Range> ranges(Collection<Intake> batch, Map<Integer, Long> folded) {
        var ranges = new HashMap<Integer, Range>();
        for (var intake : batch) {
            ranges.merge(
                    intake.partition(),
                    new Range(
                            folded.getOrDefault(intake.partition(), intake.offset()),
                            intake.offset() + 1),
                    (first, next) -> new Range(first.start(), next.end()));
        }
        return ranges;
    }
}
