package dev.beckon.dispatch.order;

import static org.assertj.core.api.Assertions.assertThat;

import dev.beckon.contracts.order.OrderEvent;
import dev.beckon.contracts.order.OrderEvent.Release;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Random runs of a small world; a failing seed is printed, and repeated with {@code
 * -Dbeckon.simulation.seed=N}. {@code -Dbeckon.simulation.seeds=N} sets how many runs there are.
 */
class OrderSimulationTest {

    /** From so many runs on, each kind of event has to have happened. */
    private static final int ENOUGH = 200;

    @Test
    void noSeedBreaksAnInvariant() {
        var one = Long.getLong("beckon.simulation.seed");
        long seeds = Long.getLong("beckon.simulation.seeds", 1_000);
        var happened = new HashSet<Class<?>>();
        (one == null ? LongStream.range(0, seeds) : LongStream.of(one))
                .mapToObj(Simulation::run)
                .flatMap(List::stream)
                .forEach(event -> happened.add(event.getClass()));
        if (one == null && seeds >= ENOUGH) {
            assertThat(happened).containsAll(allEvents());
        }
    }

    @Test
    void aSeedAlwaysTellsTheSame() {
        assertThat(Simulation.run(7)).isEqualTo(Simulation.run(7));
    }

    private static List<? extends Class<?>> allEvents() {
        return Stream.of(OrderEvent.class, Release.class)
                .flatMap(type -> Arrays.stream(type.getPermittedSubclasses()))
                .filter(type -> !type.isInterface())
                .toList();
    }
}
