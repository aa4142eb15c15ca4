package dev.beckon.loadtest.database;

import dev.beckon.contracts.geo.LatLng;
import dev.beckon.contracts.id.DriverId;
import dev.beckon.contracts.order.Kind;
import dev.beckon.devservices.DevServices;
import dev.beckon.dispatch.drivers.CandidatesTable;
import dev.beckon.platform.sql.Database;
import dev.beckon.platform.sql.DatabaseProperties;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jooq.DSLContext;

/**
 * The driver index, filled by SQL: a quarter of a million drivers who go on shift and ping over the
 * topics would take a minute, and would have to ping again within the next. Whoever is put there
 * stays alive for hours.
 */
final class DriversTable implements AutoCloseable {

    /** The dispatcher gives a statement up after 30 s, and so does this. */
    private static final int ROWS_OF_STATEMENT = 100_000;

    private static final int SPOTS_OF_QUERY = 100;

    private final Database database;
    private final DSLContext dsl;

    /** Makes the tables of the dispatcher, unless they are there. */
    DriversTable(DevServices services) {
        database =
                Database.open(
                        new DatabaseProperties(
                                services.jdbcUrl(), services.jdbcUser(), services.jdbcPassword()),
                        "dispatch",
                        2);
        dsl = database.dsl();
    }

    /** These many free drivers, anywhere on the ground, instead of whoever was there. */
    void fill(int drivers, Ground ground) {
        dsl.execute("TRUNCATE drivers");
        for (int done = 0; done < drivers; done += ROWS_OF_STATEMENT) {
            dsl.execute(
                    """
                    INSERT INTO drivers
                      (id, on_shift, shift_version, profile, location, located_at, seen_at)
                    SELECT gen_random_uuid(), TRUE, 1,
                      '{"name": "Driver", "vehicle": null, "plate": null, "kinds": []}',
                      ST_SetSRID(ST_MakePoint(? + random() * ?, ? + random() * ?), 4326),
                      now(), now() + interval '6 hours'
                    FROM generate_series(1, ?)
                    """,
                    Ground.WEST_DEG,
                    ground.widthDeg(),
                    Ground.SOUTH_DEG,
                    ground.heightDeg(),
                    Math.min(ROWS_OF_STATEMENT, drivers - done));
        }
        dsl.execute("VACUUM ANALYZE drivers");
    }

    /** A table like the drivers', with its indexes, its settings and its rows. */
    void copy(String name) {
        var settings =
                dsl.fetchSingle(
                                """
                                SELECT array_to_string(reloptions, ', ') FROM pg_class
                                WHERE oid = 'drivers'::regclass
                                """)
                        .get(0, String.class);
        dsl.execute(
                "CREATE TABLE %s (LIKE drivers INCLUDING ALL EXCLUDING GENERATED)".formatted(name));
        dsl.execute("ALTER TABLE %s SET (%s)".formatted(name, settings));
        dsl.execute("INSERT INTO %s SELECT * FROM drivers".formatted(name));
        dsl.execute("VACUUM ANALYZE %s".formatted(name));
    }

    /** A table with the drivers' places and an index over degrees. */
    void copyPlain(String name) {
        dsl.execute(
                "CREATE TABLE %s AS SELECT id, on_shift, held_by, location FROM drivers"
                        .formatted(name));
        dsl.execute(
                "CREATE INDEX ON %s USING gist (location) WHERE on_shift AND held_by IS NULL"
                        .formatted(name));
        dsl.execute("VACUUM ANALYZE %s".formatted(name));
    }

    void drop(String name) {
        dsl.execute("DROP TABLE IF EXISTS %s".formatted(name));
    }

    int held(String table) {
        return count("SELECT count(*) FROM %s WHERE held_by IS NOT NULL".formatted(table));
    }

    int ordersIn(String state) {
        return count("SELECT count(*) FROM orders WHERE state = '%s'".formatted(state));
    }

    private int count(String query) {
        return dsl.fetchSingle(query).get(0, Integer.class);
    }

    Map<DriverId, LatLng> places() {
        var places = new HashMap<DriverId, LatLng>();
        dsl.fetch("SELECT id, ST_Y(location), ST_X(location) FROM drivers")
                .forEach(
                        row ->
                                places.put(
                                        new DriverId(row.get(0, UUID.class)),
                                        new LatLng(
                                                row.get(1, Double.class),
                                                row.get(2, Double.class))));
        return places;
    }

    /** Whom the dispatcher finds first at each spot, by its own query. */
    List<DriverId> firstOfDispatcher(List<LatLng> spots, int most, double radiusM) {
        var candidates = new CandidatesTable();
        var found = new ArrayList<DriverId>();
        for (int from = 0; from < spots.size(); from += SPOTS_OF_QUERY) {
            var some = spots.subList(from, Math.min(from + SPOTS_OF_QUERY, spots.size()));
            candidates
                    .near(
                            dsl,
                            some.stream()
                                    .map(
                                            spot ->
                                                    new CandidatesTable.Spot(
                                                            spot, Kind.DELIVERY, Set.of(), most))
                                    .toList(),
                            radiusM,
                            Instant.now())
                    .forEach(near -> found.add(near.drivers().getFirst().driver()));
        }
        return found;
    }

    /** Whom a plain nearest-neighbour query over degrees finds first at each spot. */
    List<DriverId> firstByDegrees(List<LatLng> spots, String table) {
        return dsl.fetch(
                        """
                        SELECT d.id
                        FROM unnest(?::float8[], ?::float8[]) WITH ORDINALITY AS s (lng, lat, number)
                        CROSS JOIN LATERAL (
                          SELECT id FROM %s
                          WHERE on_shift AND held_by IS NULL
                          ORDER BY location <-> ST_SetSRID(ST_MakePoint(s.lng, s.lat), 4326)
                          LIMIT 1
                        ) d
                        ORDER BY s.number
                        """
                                .formatted(table),
                        spots.stream().map(LatLng::lng).toArray(Double[]::new),
                        spots.stream().map(LatLng::lat).toArray(Double[]::new))
                .map(row -> new DriverId(row.get(0, UUID.class)));
    }

    @Override
    public void close() {
        database.close();
    }
}
