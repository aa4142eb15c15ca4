package dev.beckon.drivers;

import dev.beckon.contracts.driver.DriverProfile;
import dev.beckon.contracts.driver.ShiftState;
import dev.beckon.contracts.id.DriverId;
import dev.beckon.contracts.id.FactId;
import dev.beckon.contracts.order.Kind;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.Query;
import org.jooq.Record;
import org.jooq.impl.DSL;

/** The drivers, and the facts that were folded into them. Rows are locked in the order of ids. */
final class DriversTable {

    private DriversTable() {}

    static Optional<Driver> find(DSLContext sql, DriverId id) {
        return sql.resultQuery("SELECT * FROM driver WHERE id = ?", id.value())
                .fetchOptional(DriversTable::driver);
    }

    /** Adds those that are missing, and locks all. */
    static Map<DriverId, Driver> lock(DSLContext sql, Collection<Driver> newcomers) {
        boundWaiting(sql);
        sql.batch(
                        newcomers.stream()
                                .sorted((one, other) -> one.id().compareTo(other.id()))
                                .map(newcomer -> insert(sql, newcomer))
                                .toList())
                .execute();
        var drivers = new HashMap<DriverId, Driver>();
        sql.resultQuery(
                        "SELECT * FROM driver WHERE id = ANY (?) ORDER BY id FOR UPDATE",
                        DSL.val(ids(newcomers.stream().map(Driver::id).toList())))
                .fetch(DriversTable::driver)
                .forEach(driver -> drivers.put(driver.id(), driver));
        return drivers;
    }

    private static Query insert(DSLContext sql, Driver driver) {
        return sql.query(
                """
                INSERT INTO driver (id, state, name, kinds, version, at, published_version)
                VALUES (?, ?, ?, '{}', ?, ?::timestamptz, ?)
                ON CONFLICT (id) DO NOTHING
                """,
                driver.id().value(),
                driver.state().name(),
                driver.profile().name(),
                driver.version(),
                driver.at(),
                driver.publishedVersion());
    }

    static void update(DSLContext sql, Collection<Driver> drivers) {
        sql.batch(drivers.stream().map(driver -> update(sql, driver)).toList()).execute();
    }

    private static Query update(DSLContext sql, Driver driver) {
        return sql.query(
                """
                UPDATE driver
                SET state = ?, name = ?, vehicle = ?, plate = ?, kinds = ?, version = ?,
                    at = ?::timestamptz
                WHERE id = ?
                """,
                driver.state().name(),
                driver.profile().name(),
                driver.profile().vehicle(),
                driver.profile().plate(),
                driver.profile().kinds().stream().map(Kind::name).toArray(String[]::new),
                driver.version(),
                driver.at(),
                driver.id().value());
    }

    /** Locks those of these drivers whose present version is not published yet. */
    static List<Driver> lockUnpublished(DSLContext sql, Collection<DriverId> ids) {
        boundWaiting(sql);
        return sql.resultQuery(
                        """
                        SELECT * FROM driver WHERE id = ANY (?) AND published_version < version
                        ORDER BY id FOR UPDATE
                        """,
                        DSL.val(ids(ids)))
                .fetch(DriversTable::driver);
    }

    /** Locks some whose present version is not published yet, but for those being published. */
    static List<Driver> lockLeftovers(DSLContext sql, int limit) {
        return sql.resultQuery(
                        """
                        SELECT * FROM driver WHERE published_version < version
                        ORDER BY id LIMIT ? FOR UPDATE SKIP LOCKED
                        """,
                        limit)
                .fetch(DriversTable::driver);
    }

    static void markPublished(DSLContext sql, Collection<Driver> drivers) {
        sql.batch(
                        drivers.stream()
                                .map(
                                        driver ->
                                                sql.query(
                                                        "UPDATE driver SET published_version = ?"
                                                                + " WHERE id = ?",
                                                        driver.version(),
                                                        driver.id().value()))
                                .toList())
                .execute();
    }

    /** The versions that tell of these facts, for those that were folded. */
    static Map<FactId, Long> foldedIn(DSLContext sql, Collection<FactId> facts) {
        var versions = new HashMap<FactId, Long>();
        sql.resultQuery(
                        "SELECT id, version FROM folded_fact WHERE id = ANY (?)",
                        DSL.val(facts.stream().map(FactId::value).toArray(UUID[]::new)))
                .forEach(
                        row ->
                                versions.put(
                                        new FactId(row.get("id", UUID.class)),
                                        row.get("version", Long.class)));
        return versions;
    }

    /** A fact, the driver it is about, and the version that tells of it. */
    record Folded(FactId fact, DriverId driver, long version) {}

    static void putFolded(DSLContext sql, Collection<Folded> facts, Instant now) {
        sql.batch(
                        facts.stream()
                                .map(
                                        folded ->
                                                sql.query(
                                                        """
                                                        INSERT INTO folded_fact
                                                            (id, driver_id, version, folded_at)
                                                        VALUES (?, ?, ?, ?::timestamptz)
                                                        ON CONFLICT (id) DO UPDATE
                                                        SET version = excluded.version
                                                        """,
                                                        folded.fact().value(),
                                                        folded.driver().value(),
                                                        folded.version(),
                                                        now))
                                .toList())
                .execute();
    }

    /** The facts of these drivers that no published version has told of, in order. */
    static Map<DriverId, List<FactId>> untold(DSLContext sql, Collection<DriverId> ids) {
        return sql.resultQuery(
                        """
                        SELECT d.id AS driver_id, f.id AS fact_id
                        FROM driver d
                        JOIN folded_fact f
                            ON f.driver_id = d.id AND f.version > d.published_version
                        WHERE d.id = ANY (?)
                        ORDER BY f.version
                        """,
                        DSL.val(ids(ids)))
                .fetchGroups(
                        row -> new DriverId(row.get("driver_id", UUID.class)),
                        row -> new FactId(row.get("fact_id", UUID.class)));
    }

    static void forget(DSLContext sql, Instant foldedBefore) {
        sql.execute("DELETE FROM folded_fact WHERE folded_at < ?::timestamptz", foldedBefore);
    }

    /** Whoever publishes holds a driver's lock until Kafka answers, or until it gives up. */
    private static void boundWaiting(DSLContext sql) {
        sql.execute("SET LOCAL lock_timeout = '8s'");
    }

    private static UUID[] ids(Collection<DriverId> ids) {
        return ids.stream().map(DriverId::value).toArray(UUID[]::new);
    }

    private static Driver driver(Record row) {
        var kinds = EnumSet.noneOf(Kind.class);
        Arrays.stream(row.get("kinds", String[].class)).map(Kind::valueOf).forEach(kinds::add);
        return new Driver(
                new DriverId(row.get("id", UUID.class)),
                ShiftState.valueOf(row.get("state", String.class)),
                new DriverProfile(
                        row.get("name", String.class),
                        row.get("vehicle", String.class),
                        row.get("plate", String.class),
                        kinds),
                row.get("version", long.class),
                row.get("at", Instant.class),
                row.get("published_version", long.class));
    }
}
