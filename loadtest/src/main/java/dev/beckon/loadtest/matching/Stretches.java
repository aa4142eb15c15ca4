package dev.beckon.loadtest.matching;

import dev.beckon.city.demand.Demand;
import dev.beckon.city.demand.RecordedDemand;
import dev.beckon.city.demand.SyntheticDemand;
import dev.beckon.city.streets.Town;
import dev.beckon.routing.Routes;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where stretches come from. Their drivers are at work from the beginning to the end. */
final class Stretches {

    /** More than any load asks for; of these, the first are taken. */
    private static final int POOL = 4_000;

    /** Decides how dense demand is: as many orders an hour as a play with so many drivers has. */
    private static final int CITY_DRIVERS = 100;

    private Stretches() {}

    /** An evening that never was. */
    static Stretch synthetic(Town town, Routes routes, int orders, long seed) {
        var demand = SyntheticDemand.of(town, orders, CITY_DRIVERS, seed);
        var starts = SyntheticDemand.of(town, 0, POOL, seed).drivers();
        return stretch(
                "evening " + seed, demand.withDrivers(starts, "drivers at hot spots"), routes);
    }

    /**
     * Recorded trips; drivers begin where cabs were last seen empty.
     *
     * @param from null: the busiest stretch
     */
    static Stretch recorded(Path trips, @Nullable Instant from, int orders, Routes routes) {
        var demand = RecordedDemand.of(trips, from, orders, POOL);
        return stretch("from " + demand.begins(), demand, routes);
    }

    private static Stretch stretch(String name, Demand demand, Routes routes) {
        return new Stretch(name, demand.trips(), always(demand), new Ways(routes));
    }

    private static List<Shift> always(Demand demand) {
        return demand.drivers().stream()
                .map(start -> new Shift(start, 0, Double.POSITIVE_INFINITY))
                .toList();
    }
}
