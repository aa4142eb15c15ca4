package dev.beckon.dispatch.round;

import dev.beckon.contracts.order.OrderEvent;
import dev.beckon.contracts.order.OrderReply;
import dev.beckon.platform.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.Result;

/**
 * What was decided, with the offset of its fact: what an owner before may not have published.
 * Events stay, as the orders' timelines; replies go once they are surely published.
 */
final class EventsTable {

    void append(StatementsTable statements, List<Publication.Event> events) {
        if (events.isEmpty()) {
            return;
        }
        int n = events.size();
        var orders = new UUID[n];
        var versions = new Long[n];
        var partitions = new Integer[n];
        var offsets = new Long[n];
        var bodies = new String[n];
        for (int i = 0; i < n; i++) {
            var event = events.get(i);
            orders[i] = event.event().orderId().value();
            versions[i] = event.event().version();
            partitions[i] = event.partition();
            offsets[i] = event.offset();
            bodies[i] = text(event.body());
        }
        statements.add(
                """
                INSERT INTO events (order_id, version, partition, fact_offset, body)
                SELECT order_id, version, partition, fact_offset, body::json
                FROM unnest(?::uuid[], ?::bigint[], ?::int[], ?::bigint[], ?::text[])
                  AS e (order_id, version, partition, fact_offset, body)
                """,
                orders,
                versions,
                partitions,
                offsets,
                bodies);
    }

    void appendReplies(StatementsTable statements, List<Publication.Reply> replies) {
        if (replies.isEmpty()) {
            return;
        }
        statements.add(
                """
                INSERT INTO replies (partition, fact_offset, body)
                SELECT partition, fact_offset, body::json
                FROM unnest(?::int[], ?::bigint[], ?::text[]) AS r (partition, fact_offset, body)
                """,
                replies.stream().map(Publication.Reply::partition).toArray(Integer[]::new),
                replies.stream().map(Publication.Reply::offset).toArray(Long[]::new),
                replies.stream().map(reply -> text(reply.body())).toArray(String[]::new));
    }

    /** Replies that are surely published are of no more use. */
    void pruneReplies(DSLContext dsl, Map<Integer, Long> committed) {
        dsl.execute(
                """
                DELETE FROM replies r USING unnest(?::int[], ?::bigint[]) AS c (partition, committed)
                WHERE r.partition = c.partition AND r.fact_offset < c.committed
                """,
                committed.keySet().toArray(Integer[]::new),
                committed.values().toArray(Long[]::new));
    }

    /** Events whose facts stand in a stretch of a partition, in the order of deciding. */
    List<Publication.Event> between(DSLContext dsl, int partition, long from, long to) {
        return between(dsl, partition, from, to, "events", ", order_id, version")
                .map(
                        row -> {
                            var body = row.get(1, String.class);
                            return new Publication.Event(
                                    Json.topics().readValue(body, OrderEvent.class),
                                    partition,
                                    row.get(0, Long.class),
                                    body.getBytes(StandardCharsets.UTF_8));
                        });
    }

    List<Publication.Reply> repliesBetween(DSLContext dsl, int partition, long from, long to) {
        return between(dsl, partition, from, to, "replies", "")
                .map(
                        row -> {
                            var body = row.get(1, String.class);
                            return new Publication.Reply(
                                    Json.topics().readValue(body, OrderReply.class),
                                    partition,
                                    row.get(0, Long.class),
                                    body.getBytes(StandardCharsets.UTF_8));
                        });
    }

    private static Result<Record> between(
            DSLContext dsl, int partition, long from, long to, String table, String thenBy) {
        return dsl.fetch(
                """
                SELECT fact_offset, body::text FROM %s
                WHERE partition = ? AND fact_offset >= ? AND fact_offset < ?
                ORDER BY fact_offset%s
                """
                        .formatted(table, thenBy),
                partition,
                from,
                to);
    }

    private static String text(byte[] json) {
        return new String(json, StandardCharsets.UTF_8);
    }
}
