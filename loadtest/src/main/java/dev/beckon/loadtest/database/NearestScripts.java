package dev.beckon.loadtest.database;

import dev.beckon.dispatch.drivers.CandidatesTable;
import dev.beckon.loadtest.LoadtestException;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The question "who is near?", asked for several spots at once: in the words of the dispatcher, and
 * as plainly as PostGIS can be asked.
 *
 * @param spots of one query
 * @param most drivers of each spot
 */
record NearestScripts(Ground ground, int spots, int most) {

    /** The dispatcher's own query; pgbench chooses the spots. */
    String ofDispatcher(double radiusM) {
        var reach =
                all(
                        "float8",
                        Collections.nCopies(spots, Double.toString(ground.reachOnMap(radiusM))));
        var values =
                List.of(
                        all("int", IntStream.range(0, spots).mapToObj(Integer::toString).toList()),
                        eastings(),
                        degrees("y", ground.southOnMap(), ground.heightOnMap()),
                        reach,
                        reach,
                        reach,
                        all("text", Collections.nCopies(spots, "DELIVERY")),
                        all("text", Collections.nCopies(spots, "{}")),
                        all(
                                "int",
                                Collections.nCopies(
                                        spots, Integer.toString(CandidatesTable.limit(most)))),
                        "(now() - interval '60 s')");
        var parts = CandidatesTable.NEAREST.strip().split("\\?", -1);
        if (parts.length != values.size() + 1) {
            throw new LoadtestException(
                    "The dispatcher's query has other parameters than this benchmark knows");
        }
        var query = new StringBuilder(parts[0]);
        for (int i = 0; i < values.size(); i++) {
            query.append(values.get(i)).append(parts[i + 1]);
        }
        return chosen() + query + ";\n";
    }

    /** The nearest in degrees, of a table with little else in it. */
    String plain(String table) {
        return """
        %sSELECT s.number, d.id
        FROM unnest(%s, %s, %s) AS s (number, lng, lat)
        CROSS JOIN LATERAL (
          SELECT id FROM %s
          WHERE on_shift AND held_by IS NULL
          ORDER BY location <-> ST_SetSRID(ST_MakePoint(s.lng, s.lat), 4326)
          LIMIT %d
        ) d;
        """
                .formatted(
                        chosen(),
                        all("int", IntStream.range(0, spots).mapToObj(Integer::toString).toList()),
                        eastings(),
                        degrees("y", Ground.SOUTH_DEG, ground.heightDeg()),
                        table,
                        most);
    }

    private String chosen() {
        return IntStream.range(0, spots)
                .mapToObj(
                        i ->
                                "\\set x%1$d random(0, 1000000)\n\\set y%1$d random(0, 1000000)\n"
                                        .formatted(i))
                .collect(Collectors.joining());
    }

    private String eastings() {
        return degrees("x", Ground.WEST_DEG, ground.widthDeg());
    }

    private String degrees(String variable, double from, double span) {
        return IntStream.range(0, spots)
                .mapToObj(
                        i ->
                                String.format(
                                        Locale.ROOT,
                                        "%s + :%s%d / 1e6 * %s",
                                        from,
                                        variable,
                                        i,
                                        span))
                .collect(Collectors.joining(", ", "ARRAY[", "]::float8[]"));
    }

    private static String all(String type, List<String> values) {
        return values.stream()
                .map("'%s'"::formatted)
                .collect(Collectors.joining(", ", "ARRAY[", "]::" + type + "[]"));
    }
}
