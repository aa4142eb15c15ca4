package dev.beckon.loadtest.load;

import dev.beckon.loadtest.scenario.Day;
import dev.beckon.loadtest.scenario.Lunch;
import dev.beckon.loadtest.scenario.Storm;
import io.gatling.javaapi.core.Simulation;

/** What can be played, and what it is played with if nothing else is said. */
enum Plan {
    LUNCH(Lunch.class, 200, 100, 10, "orders a second at the peak"),
    STORM(Storm.class, 500, 100, 250, "sockets a second that come back"),
    DAY(Day.class, 200, 100, 10, "orders a second in the busiest hour");

    private final Class<? extends Simulation> scenario;
    private final int users;
    private final int drivers;
    private final double rate;
    private final String meaning;

    Plan(
            Class<? extends Simulation> scenario,
            int users,
            int drivers,
            double rate,
            String meaning) {
        this.scenario = scenario;
        this.users = users;
        this.drivers = drivers;
        this.rate = rate;
        this.meaning = meaning;
    }

    Class<? extends Simulation> scenario() {
        return scenario;
    }

    int users() {
        return users;
    }

    int drivers() {
        return drivers;
    }

    double rate() {
        return rate;
    }

    /** What the rate counts. */
    String meaning() {
        return meaning;
    }
}
