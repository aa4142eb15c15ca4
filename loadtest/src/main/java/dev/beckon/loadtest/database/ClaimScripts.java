package dev.beckon.loadtest.database;

import java.util.Locale;

/**
 * What a database can do at best that claims drivers and nothing else: the nearest free driver
 * without a lock, then a lock by primary key, many to a commit. Nobody is told, nothing is kept,
 * and no two want the same driver.
 */
final class ClaimScripts {

    /** Claims of a transaction. */
    static final int BATCH = 50;

    private static final double NEAR_M = 1_000;

    private ClaimScripts() {}

    /** A statement a claim, {@link #BATCH} to a commit. */
    static String oneByOne(String table, Ground ground) {
        var script = new StringBuilder("BEGIN;\n");
        for (int i = 0; i < BATCH; i++) {
            script.append(
                    """
                    \\set x random(0, 1000000)
                    \\set y random(0, 1000000)
                    WITH near AS MATERIALIZED (
                      SELECT id FROM %1$s
                      WHERE on_shift AND held_by IS NULL AND reachable
                        AND seen_at > now() - interval '60 s'
                        AND mercator && ST_Expand(%2$s, %3$s)
                      ORDER BY mercator <-> %2$s
                      LIMIT 1
                    ), free AS (
                      SELECT id FROM %1$s
                      WHERE id = (SELECT id FROM near) AND held_by IS NULL
                      FOR UPDATE SKIP LOCKED
                    )
                    UPDATE %1$s d SET held_by = gen_random_uuid(), token = token + 1
                    FROM free WHERE d.id = free.id;
                    """
                            .formatted(
                                    table,
                                    point(ground, ":x / 1e6", ":y / 1e6"),
                                    ground.reachOnMap(NEAR_M)));
        }
        return script.append("COMMIT;\n").toString();
    }

    /** One statement for {@link #BATCH} claims. */
    static String setBased(String table, Ground ground) {
        return """
        WITH spots AS MATERIALIZED (
          SELECT n, %2$s AS spot FROM generate_series(1, %4$d) n
        ), near AS MATERIALIZED (
          SELECT s.n, d.id, d.distance
          FROM spots s
          CROSS JOIN LATERAL (
            SELECT id, mercator <-> s.spot AS distance FROM %1$s
            WHERE on_shift AND held_by IS NULL AND reachable
              AND seen_at > now() - interval '60 s'
              AND mercator && ST_Expand(s.spot, %3$s)
            ORDER BY mercator <-> s.spot
            LIMIT 2
          ) d
        ), theirs AS (
          SELECT DISTINCT ON (id) n, id, distance FROM near ORDER BY id, distance
        ), chosen AS (
          SELECT DISTINCT ON (n) id FROM theirs ORDER BY n, distance
        ), free AS (
          SELECT id FROM %1$s
          WHERE id IN (SELECT id FROM chosen) AND held_by IS NULL
          ORDER BY id
          FOR UPDATE SKIP LOCKED
        )
        UPDATE %1$s d SET held_by = gen_random_uuid(), token = token + 1
        FROM free WHERE d.id = free.id;
        """
                .formatted(
                        table,
                        point(ground, "random()", "random()"),
                        ground.reachOnMap(NEAR_M),
                        BATCH);
    }

    private static String point(Ground ground, String x, String y) {
        return String.format(
                Locale.ROOT,
                "ST_MakePoint(%s + %s * %s, %s + %s * %s)",
                Ground.WEST_DEG,
                x,
                ground.widthDeg(),
                ground.southOnMap(),
                y,
                ground.heightOnMap());
    }
}
