package dev.beckon.loadtest.matching;

import dev.beckon.dispatch.matching.MatchingPolicy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Plays a stretch in every manner at every load. The people are the same each time, so that two
 * runs differ by how they dispatch and by nothing else.
 */
final class Study {

    static final List<Double> LOADS = List.of(0.4, 0.6, 0.8, 1.0, 1.2);

    static final List<Duration> HOLDS =
            List.of(Duration.ofSeconds(1), Duration.ofSeconds(2), Duration.ofSeconds(5));

    /** As it is without anything: what is compared with. */
    static final Manner PLAIN = new Manner(MatchingPolicy.NEAREST, Duration.ZERO);

    static final List<Manner> MANNERS = manners();

    /** Where an order's work is measured: drivers are neither scarce nor at every corner. */
    private static final double USUAL_LOAD = 0.6;

    private static final double FIRST_GUESS_S = 900;
    private static final int GUESSES = 3;

    /** Until then the drivers spread from where they began; such orders do not count. */
    private static final double WARM_UP = 0.25;

    private final long seed;

    Study(long seed) {
        this.seed = seed;
    }

    private static List<Manner> manners() {
        var manners = new ArrayList<Manner>();
        for (var policy : MatchingPolicy.values()) {
            manners.add(new Manner(policy, Duration.ZERO));
            HOLDS.forEach(hold -> manners.add(new Manner(policy, hold)));
        }
        HOLDS.forEach(
                hold -> manners.add(new Manner(MatchingPolicy.BATCH, hold, Manner.Held.WAITED)));
        return List.copyOf(manners);
    }

    List<Result> of(Stretch stretch) {
        double workS = workS(stretch);
        var results = new ArrayList<Result>();
        for (double load : LOADS) {
            var crew = stretch.crew(workS / load);
            for (var manner : MANNERS) {
                var courses = counted(stretch, crew, manner);
                results.add(
                        new Result(stretch.name(), load, crew.size(), manner, Figure.of(courses)));
            }
        }
        return results;
    }

    /**
     * How long the orders of a stretch take drivers, from the offer to the delivery, the way to the
     * pickup included, where each takes its nearest driver at the usual load.
     */
    private double workS(Stretch stretch) {
        double eachS = FIRST_GUESS_S;
        for (int i = 0; i < GUESSES; i++) {
            var crew = stretch.crew(eachS * stretch.trips().size() / USUAL_LOAD);
            eachS =
                    counted(stretch, crew, PLAIN).stream()
                            .map(Course::held)
                            .filter(Objects::nonNull)
                            .mapToDouble(held -> held.deliveredS() - held.claimedS())
                            .average()
                            .orElse(eachS);
        }
        return eachS * stretch.trips().size();
    }

    private List<Course> counted(Stretch stretch, List<Shift> crew, Manner manner) {
        return Simulation.run(stretch, crew, manner, seed).stream()
                .filter(course -> course.placedS() >= WARM_UP * stretch.endS())
                .toList();
    }
}
