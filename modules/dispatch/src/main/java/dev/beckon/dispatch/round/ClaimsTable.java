package dev.beckon.dispatch.round;

import dev.beckon.contracts.id.AssignmentId;
import dev.beckon.contracts.id.DriverId;
import dev.beckon.contracts.id.OrderId;
import dev.beckon.platform.sql.Times;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jooq.DSLContext;

/**
 * Who holds which driver. Rows are locked by key and in the order of their ids before they are
 * written: claims skip what another transaction holds and so never wait, and releases wait only for
 * those who do not.
 */
final class ClaimsTable {

    /** A driver for an order. */
    record Claim(OrderId order, DriverId driver, AssignmentId assignment) {}

    /**
     * Claims what is still free.
     *
     * @return the fencing token of each claim that was won
     */
    Map<OrderId, Long> claim(DSLContext tx, List<Claim> claims) {
        var won = new HashMap<OrderId, Long>();
        if (claims.isEmpty()) {
            return won;
        }
        tx.fetch(
                        """
                        WITH wanted AS (
                          SELECT * FROM unnest(?::uuid[], ?::uuid[], ?::uuid[])
                            AS w (order_id, driver_id, assignment_id)
                        ), free AS (
                          SELECT d.id, w.order_id, w.assignment_id
                          FROM drivers d JOIN wanted w ON w.driver_id = d.id
                          WHERE d.on_shift AND d.held_by IS NULL
                          ORDER BY d.id
                          FOR UPDATE OF d SKIP LOCKED
                        ), claimed AS (
                          UPDATE drivers d SET held_by = free.assignment_id, token = d.token + 1
                          FROM free WHERE d.id = free.id
                          RETURNING d.id, d.token, free.order_id, free.assignment_id
                        )
                        INSERT INTO assignments (id, driver_id, token, order_ids)
                        SELECT assignment_id, id, token, ARRAY[order_id] FROM claimed
                        RETURNING order_ids[1], token
                        """,
                        claims.stream().map(claim -> claim.order().value()).toArray(UUID[]::new),
                        claims.stream().map(claim -> claim.driver().value()).toArray(UUID[]::new),
                        claims.stream()
                                .map(claim -> claim.assignment().value())
                                .toArray(UUID[]::new))
                .forEach(
                        row ->
                                won.put(
                                        new OrderId(row.get(0, UUID.class)),
                                        row.get(1, Long.class)));
        return won;
    }

    /** Ends holds; one with an older token than the driver's has ended already. */
    void release(DSLContext tx, Collection<Publication.Release> releases, Instant now) {
        if (releases.isEmpty()) {
            return;
        }
        var drivers =
                releases.stream().map(release -> release.driver().value()).toArray(UUID[]::new);
        var tokens = releases.stream().map(Publication.Release::token).toArray(Long[]::new);
        tx.execute(
                """
                WITH ended AS (
                  SELECT * FROM unnest(?::uuid[], ?::bigint[], ?::bool[]) AS e (driver_id, token, missed)
                ), held AS (
                  SELECT d.id, e.missed
                  FROM drivers d JOIN ended e ON e.driver_id = d.id AND e.token = d.token
                  ORDER BY d.id
                  FOR UPDATE OF d
                ), deleted AS (
                  DELETE FROM assignments a USING ended e
                  WHERE a.driver_id = e.driver_id AND a.token = e.token
                )
                UPDATE drivers d
                SET held_by = NULL, missed_at = CASE WHEN held.missed THEN ?::timestamptz ELSE d.missed_at END
                FROM held WHERE d.id = held.id
                """,
                drivers,
                tokens,
                releases.stream().map(Publication.Release::missed).toArray(Boolean[]::new),
                Times.utc(now));
    }
}
