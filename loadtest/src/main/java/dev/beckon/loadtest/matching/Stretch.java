package dev.beckon.loadtest.matching;

import dev.beckon.city.demand.Trip;
import dev.beckon.loadtest.LoadtestException;
import java.util.ArrayList;
import java.util.List;

/**
 * A stretch of demand, and everybody who could work in it.
 *
 * @param trips in the order of their time, at least one
 * @param drivers a smaller crew takes the first of them
 */
record Stretch(String name, List<Trip> trips, List<Shift> drivers, Ways ways) {

    Stretch {
        trips = List.copyOf(trips);
        drivers = List.copyOf(drivers);
    }

    /** When the last order is placed, in seconds. */
    double endS() {
        return trips.getLast().afterS();
    }

    /**
     * As many drivers as have so much time together.
     *
     * @throws LoadtestException if there are too few
     */
    List<Shift> crew(double supplyS) {
        var crew = new ArrayList<Shift>();
        double sumS = 0;
        for (var shift : drivers) {
            if (sumS >= supplyS) {
                return crew;
            }
            if (shift.withinS(endS()) > 0) {
                crew.add(shift);
                sumS += shift.withinS(endS());
            }
        }
        if (sumS >= supplyS) {
            return crew;
        }
        throw new LoadtestException(
                "%s has drivers for %.0f h of work, and %.0f h are wanted; ask for fewer orders or a higher load"
                        .formatted(name, sumS / 3_600, supplyS / 3_600));
    }
}
