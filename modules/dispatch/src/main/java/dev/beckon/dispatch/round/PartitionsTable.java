package dev.beckon.dispatch.round;

import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import org.jooq.DSLContext;

/** How far each partition is folded, and by whom: the fence between dispatchers. */
final class PartitionsTable {

    /**
     * Moves partitions on within the round's transaction; {@link #moved} says whether it may go on.
     *
     * @param ends what is folded then, by partition
     * @return the statement's number
     * @throws FencedException if this owner does not stand with one of them
     */
    int advance(
            StatementsTable statements, SortedMap<Integer, Long> ends, Map<Integer, Stand> stands) {
        var starts = new Long[ends.size()];
        var epochs = new Long[ends.size()];
        int i = 0;
        for (var partition : ends.keySet()) {
            var stand = stands.get(partition);
            if (stand == null) {
                throw new FencedException();
            }
            starts[i] = stand.folded();
            epochs[i] = stand.epoch();
            i++;
        }
        return statements.add(
                """
                WITH told AS (
                  SELECT * FROM unnest(?::int[], ?::bigint[], ?::bigint[], ?::bigint[])
                    AS t (partition, epoch, start_, end_)
                ), held AS (
                  SELECT p.partition FROM partitions p JOIN told USING (partition)
                  ORDER BY p.partition FOR UPDATE OF p
                )
                UPDATE partitions p SET folded = told.end_
                FROM told JOIN held USING (partition)
                WHERE p.partition = told.partition
                  AND p.epoch = told.epoch AND p.folded = told.start_
                """,
                ends.keySet().toArray(Integer[]::new),
                epochs,
                starts,
                ends.values().toArray(Long[]::new));
    }

    /**
     * @throws FencedException if another instance has taken one of the partitions over
     */
    void moved(int rows, SortedMap<Integer, Long> ends) {
        if (rows != ends.size()) {
            throw new FencedException();
        }
    }

    /**
     * Begins an epoch of its own in each partition. A round that its owner before has under way is
     * waited for; any other of that owner's is fenced from now on.
     *
     * @param starts where a partition begins on the topic: one that has no row was never folded,
     *     whatever Kafka's committed offset says
     */
    Map<Integer, Stand> takeOver(DSLContext tx, Map<Integer, Long> starts) {
        var partitions = starts.keySet().toArray(Integer[]::new);
        tx.execute(
                """
                INSERT INTO partitions (partition, folded)
                SELECT * FROM unnest(?::int[], ?::bigint[])
                ON CONFLICT DO NOTHING
                """,
                partitions,
                starts.values().toArray(Long[]::new));
        // In one order, as every round takes them: two that take over at once must not deadlock.
        tx.execute(
                "SELECT 1 FROM partitions WHERE partition = ANY (?) ORDER BY partition FOR UPDATE",
                (Object) partitions);
        var stands = new HashMap<Integer, Stand>();
        tx.fetch(
                        """
                        UPDATE partitions SET epoch = epoch + 1
                        WHERE partition = ANY (?)
                        RETURNING partition, folded, epoch
                        """,
                        (Object) partitions)
                .forEach(
                        row ->
                                stands.put(
                                        row.get(0, Integer.class),
                                        new Stand(row.get(1, Long.class), row.get(2, Long.class))));
        return stands;
    }
}
