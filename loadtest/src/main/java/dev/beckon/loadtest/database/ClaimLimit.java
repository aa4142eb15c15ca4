package dev.beckon.loadtest.database;

import dev.beckon.devservices.DevServices;
import dev.beckon.loadtest.bench.Bench;
import dev.beckon.loadtest.bench.Spread;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What pgbench claims of a copy of the drivers, in both ways, before the drain and after it. */
final class ClaimLimit {

    private static final int REPETITIONS = 2;

    /** Of all claims, those of one repetition: two takes of both ways, each with a warm-up more. */
    private static final int SHARE = 2 * 2 * (REPETITIONS + 1);

    private final PgBench pgbench;
    private final Bench bench;
    private final DriversTable drivers;
    private final String table;
    private final int transactions;
    private final Way oneByOne;
    private final Way setBased;

    private record Way(String name, String script, List<Double> rates) {

        Way(String name, String script) {
            this(name, script, new ArrayList<>());
        }

        Spread spread() {
            return Spread.of(rates);
        }
    }

    /**
     * @param claims how many there are to be of, in all
     */
    ClaimLimit(
            DevServices services,
            Bench bench,
            DriversTable drivers,
            String table,
            Ground ground,
            int claims) {
        this.pgbench = new PgBench(services, bench.folder());
        this.bench = bench;
        this.drivers = drivers;
        this.table = table;
        this.transactions = claims / SHARE / ClaimScripts.BATCH;
        oneByOne = new Way("claims-one-by-one", ClaimScripts.oneByOne(table, ground));
        setBased = new Way("claims-set-based", ClaimScripts.setBased(table, ground));
    }

    /** Half of it. */
    void take() {
        bench.progress("claims of pgbench, %d to a commit".formatted(ClaimScripts.BATCH));
        rate(oneByOne);
        rate(setBased);
        for (int i = 0; i < REPETITIONS; i++) {
            oneByOne.rates().add(rate(oneByOne));
            setBased.rates().add(rate(setBased));
        }
    }

    /** Claims a second: a transaction that finds fewer drivers than it wants counts for less. */
    private double rate(Way way) {
        int before = drivers.held(table);
        double tps = pgbench.runUntil(transactions, way.name(), way.script());
        int claimed = drivers.held(table) - before;
        return tps * claimed / transactions;
    }

    /** The faster of both ways. */
    Spread best() {
        return better().spread();
    }

    String note() {
        var worse = better().equals(oneByOne) ? setBased : oneByOne;
        return String.format(
                Locale.ROOT,
                "%s, two clients (%s: %,.0f/s)",
                better().name(),
                worse.name(),
                worse.spread().median());
    }

    private Way better() {
        return oneByOne.spread().median() > setBased.spread().median() ? oneByOne : setBased;
    }
}
