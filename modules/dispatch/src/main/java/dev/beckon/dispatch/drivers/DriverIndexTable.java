package dev.beckon.dispatch.drivers;

import dev.beckon.contracts.driver.DriverShift;
import dev.beckon.contracts.driver.ShiftState;
import dev.beckon.contracts.id.DriverId;
import dev.beckon.contracts.order.Kind;
import dev.beckon.platform.json.Json;
import dev.beckon.platform.sql.Times;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.Result;
import org.jspecify.annotations.Nullable;

/**
 * The drivers as the rounds search them. Shifts write {@code on_shift, kinds, profile,
 * shift_version}, positions write {@code location, located_at, seen_at}, and neither touches the
 * other's columns nor the rounds'.
 */
final class DriverIndexTable {

    /** Some 10 m: less is what a phone that lies still reports. */
    private static final double MOVE_DEG = 9e-5;

    /**
     * Of a driver who tells several times a second, only what comes so much later than what is
     * known, or is some 50 m off: the next is on its way, and a search does not know the
     * difference.
     */
    private static final double AGAIN_S = 0.3;

    private static final double SOON_MOVE_DEG = 5 * MOVE_DEG;

    /** A sixth of the time for which a sign of life counts. */
    private static final int SEEN_AGO_S = 10;

    /**
     * One trip, and no transaction around it. Of what is routine, only what a round could tell from
     * what it would find without it is due: a row that is written costs an entry in each index. Who
     * is unknown has no row to write. What is due is found by its place in the table, which the
     * statement's snapshot keeps from changing: by its id, the table would be read three times. Who
     * has been written since then has another place and is skipped.
     */
    private static final String PRESENCES =
            """
            WITH lasting AS (
              SELECT set_config('synchronous_commit', 'off', true)
            ), due AS (
              SELECT t.*, d.ctid AS place, d.location IS NULL AS nowhere
              FROM unnest(?::uuid[], ?::float8[], ?::float8[], ?::timestamptz[], ?::timestamptz[],
                          ?::timestamptz[], ?::bool[])
                AS t (id, lng, lat, located_at, seen_at, gone_at, routine)
              LEFT JOIN drivers d ON d.id = t.id
              WHERE NOT t.routine
                OR d.location IS NULL
                OR t.located_at > d.located_at
                  AND greatest(
                      abs(t.lat - ST_Y(d.location)),
                      abs(t.lng - ST_X(d.location)) * cosd(t.lat))
                    > CASE WHEN t.located_at > d.located_at + make_interval(secs => ?)
                      THEN ? ELSE ? END
                OR t.seen_at > coalesce(
                  CASE WHEN d.missed_at >= d.seen_at THEN d.seen_at
                    ELSE d.seen_at + make_interval(secs => ?) END,
                  '-infinity')
            ), free AS (
              SELECT due.*, held.*
              FROM (SELECT * FROM due ORDER BY id) due, LATERAL (
                SELECT d.ctid AS held_place, d.seen_at AS seen_before, d.location IS NULL AS nowhere_yet
                FROM drivers d
                WHERE d.ctid = due.place
                FOR UPDATE SKIP LOCKED
              ) held
            ), written AS (
              UPDATE drivers d SET
                location = CASE
                  WHEN t.located_at > coalesce(d.located_at, '-infinity')
                  THEN ST_SetSRID(ST_MakePoint(t.lng, t.lat), 4326)
                  ELSE d.location END,
                located_at = greatest(d.located_at, t.located_at),
                seen_at = greatest(
                  CASE WHEN t.gone_at > d.seen_at THEN NULL ELSE d.seen_at END,
                  t.seen_at)
              FROM lasting, free t
              WHERE d.ctid = t.held_place
              RETURNING d.id,
                d.seen_at > ?::timestamptz
                  AND d.location IS NOT NULL
                  AND (t.nowhere_yet
                    OR coalesce(t.seen_before, '-infinity')
                      <= greatest(d.missed_at, ?::timestamptz)) AS back
            )
            SELECT due.id, written.id IS NULL AS skipped,
              written.id IS NULL AND due.nowhere AS missing, coalesce(back, false) AS back
            FROM due LEFT JOIN written ON written.id = due.id
            """;

    private final DSLContext dsl;

    DriverIndexTable(DSLContext dsl) {
        this.dsl = dsl;
    }

    /**
     * @param shifts one for each driver
     * @return drivers who have just come on shift
     */
    Set<DriverId> shifts(Collection<DriverShift> shifts) {
        var sorted =
                shifts.stream().sorted((a, b) -> a.driverId().compareTo(b.driverId())).toList();
        return drivers(
                dsl
                        .fetch(
                                """
                                WITH told AS (
                                  SELECT * FROM unnest(?::uuid[], ?::bigint[], ?::bool[], ?::text[], ?::text[])
                                    AS t (id, version, on_shift, kinds, profile)
                                )
                                INSERT INTO drivers AS d (id, shift_version, on_shift, kinds, profile)
                                SELECT id, version, on_shift, kinds::text[], profile::json FROM told
                                ORDER BY id
                                ON CONFLICT (id) DO UPDATE SET
                                  shift_version = excluded.shift_version, on_shift = excluded.on_shift,
                                  kinds = excluded.kinds, profile = excluded.profile
                                WHERE d.shift_version < excluded.shift_version
                                RETURNING d.id, d.on_shift
                                """,
                                sorted.stream().map(s -> s.driverId().value()).toArray(UUID[]::new),
                                sorted.stream().map(DriverShift::version).toArray(Long[]::new),
                                sorted.stream()
                                        .map(s -> s.state() == ShiftState.ONLINE)
                                        .toArray(Boolean[]::new),
                                sorted.stream()
                                        .map(s -> kinds(s.profile().kinds()))
                                        .toArray(String[]::new),
                                sorted.stream()
                                        .map(s -> Json.topics().writeValueAsString(s.profile()))
                                        .toArray(String[]::new))
                        .stream()
                        .filter(row -> row.get(1, Boolean.class))
                        .map(row -> row.get(0, UUID.class))
                        .toList());
    }

    /**
     * What a batch of signals came to.
     *
     * @param back drivers who have just become candidates: silent, unreached or nowhere before
     * @param skipped drivers whose rows a round held, or somebody has just written
     * @param still how many were left out, because what is known of them will do
     */
    record Told(Set<DriverId> back, Set<DriverId> skipped, int still) {}

    /**
     * Takes a batch of positions and signs of life, and waits for no round: drivers whose rows are
     * held by one are skipped, and their next ping will do. Who was nowhere is in no round; if
     * somebody holds that row it is a shift that begins, and without this position the driver would
     * be on shift where nobody looks.
     *
     * @param presences one for each driver
     */
    Told presences(Collection<Presence> presences, Instant now) {
        var told = new ArrayList<Record>();
        for (var left = presences; !left.isEmpty(); ) {
            var written = write(left, now);
            var missing = drivers(written, "missing");
            written.stream().filter(row -> !row.get("missing", Boolean.class)).forEach(told::add);
            makeSure(missing);
            left = left.stream().filter(each -> missing.contains(each.driver())).toList();
        }
        return new Told(
                drivers(told, "back"), drivers(told, "skipped"), presences.size() - told.size());
    }

    private Result<Record> write(Collection<Presence> presences, Instant now) {
        return dsl.fetch(
                PRESENCES,
                column(presences, UUID[]::new, presence -> presence.driver().value()),
                column(presences, Double[]::new, Presence::lng),
                column(presences, Double[]::new, Presence::lat),
                times(presences, Presence::locatedAt),
                times(presences, Presence::seenAt),
                times(presences, Presence::goneAt),
                column(presences, Boolean[]::new, Presence::routine),
                AGAIN_S,
                MOVE_DEG,
                SOON_MOVE_DEG,
                SEEN_AGO_S,
                Times.utc(now.minus(DriverIndexModule.ALIVE)),
                Times.utc(now.minus(DriverIndexModule.ALIVE)));
    }

    /**
     * Nobody pings after having gone, so this waits for the rounds that hold the rows. Rows are
     * locked in the order of their ids, as everywhere: a wait is no deadlock.
     */
    void gone(Collection<Presence> gone) {
        var ids = column(gone, UUID[]::new, presence -> presence.driver().value());
        dsl.execute(
                """
                WITH told AS (
                  SELECT * FROM unnest(?::uuid[], ?::timestamptz[]) AS t (id, gone_at)
                ), held AS (
                  SELECT id FROM drivers WHERE id = ANY (?) ORDER BY id FOR UPDATE
                )
                UPDATE drivers d SET seen_at = NULL
                FROM told t JOIN held ON held.id = t.id
                WHERE d.id = t.id AND t.gone_at > d.seen_at
                """,
                ids,
                times(gone, Presence::goneAt),
                ids);
    }

    /**
     * Gives the room of superseded rows and of their index entries back, unless somebody is at it.
     */
    void vacuum() {
        dsl.execute("VACUUM (SKIP_LOCKED, INDEX_CLEANUP ON, TRUNCATE OFF) drivers");
    }

    /** They have a row, and whoever was writing it has done so. */
    private void makeSure(Set<DriverId> missing) {
        if (missing.isEmpty()) {
            return;
        }
        var ids = missing.stream().map(DriverId::value).sorted().toArray(UUID[]::new);
        dsl.execute(
                """
                INSERT INTO drivers (id)
                SELECT t.id FROM unnest(?::uuid[]) AS t (id) ORDER BY t.id
                ON CONFLICT DO NOTHING
                """,
                (Object) ids);
        dsl.execute(
                "SELECT 1 FROM drivers WHERE id = ANY (?) ORDER BY id FOR UPDATE", (Object) ids);
    }

    private static <T extends @Nullable Object> T[] column(
            Collection<Presence> presences, IntFunction<T[]> array, Function<Presence, T> value) {
        return presences.stream().map(value).toArray(array);
    }

    private static @Nullable OffsetDateTime[] times(
            Collection<Presence> presences, Function<Presence, @Nullable Instant> time) {
        return presences.stream()
                .map(presence -> Times.utc(time.apply(presence)))
                .toArray(OffsetDateTime[]::new);
    }

    /** Those of whom a column says so. */
    private static Set<DriverId> drivers(Collection<Record> rows, String column) {
        return drivers(
                rows.stream()
                        .filter(row -> row.get(column, Boolean.class))
                        .map(row -> row.get("id", UUID.class))
                        .toList());
    }

    private static Set<DriverId> drivers(List<UUID> ids) {
        return ids.stream().map(DriverId::new).collect(Collectors.toCollection(HashSet::new));
    }

    private static String kinds(Set<Kind> kinds) {
        return kinds.stream().map(Kind::name).sorted().collect(Collectors.joining(",", "{", "}"));
    }
}
