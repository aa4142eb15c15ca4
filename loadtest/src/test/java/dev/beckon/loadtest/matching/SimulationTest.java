package dev.beckon.loadtest.matching;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.beckon.city.demand.Trip;
import dev.beckon.city.streets.Town;
import dev.beckon.contracts.geo.LatLng;
import dev.beckon.contracts.geo.Place;
import dev.beckon.contracts.id.DriverId;
import dev.beckon.contracts.order.Kind;
import dev.beckon.dispatch.matching.MatchingPolicy;
import dev.beckon.loadtest.LoadtestException;
import dev.beckon.loadtest.matching.Course.Held;
import dev.beckon.routing.Earth;
import dev.beckon.routing.RoadMap;
import dev.beckon.routing.StraightLine;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SimulationTest {

    private static final LatLng MIDDLE = new LatLng(52.5, 16.05);

    @TempDir private static Path folder;
    private static Town town;
    private static RoadMap roads;

    @BeforeAll
    static void open() throws IOException {
        town = Town.synthetic(1, folder);
        roads = RoadMap.open(Town.write(1, folder), folder);
    }

    @AfterAll
    static void close() {
        town.close();
        roads.close();
    }

    @Test
    void theSameSeedPlaysTheSame() {
        var manner = new Manner(MatchingPolicy.BATCH, Duration.ofSeconds(2));
        var once = play(evening(60), 12, manner, 1);
        assertThat(play(evening(60), 12, manner, 1)).isEqualTo(once);
        assertThat(play(evening(60), 12, manner, 2)).isNotEqualTo(once);
    }

    /** From plenty of drivers to so few that many orders find none. */
    @ParameterizedTest
    @CsvSource({"NEAREST,0,40", "GREEDY,1,12", "BATCH,0,12", "BATCH,5,4"})
    void eachOrderEndsOnceAndNoDriverHoldsTwo(MatchingPolicy policy, long holdS, int crew) {
        var stretch = evening(150);
        var courses = play(stretch, crew, new Manner(policy, Duration.ofSeconds(holdS)), 1);

        assertThat(courses).hasSize(stretch.trips().size());
        assertThat(courses).extracting(Course::order).doesNotHaveDuplicates();
        var byDriver = new HashMap<DriverId, List<Held>>();
        for (var course : courses) {
            var held = course.held();
            if (held != null) {
                assertThat(
                                List.of(
                                        course.placedS(),
                                        held.claimedS(),
                                        held.acceptedS(),
                                        held.pickedUpS(),
                                        held.deliveredS()))
                        .isSorted();
                byDriver.computeIfAbsent(held.driver(), _ -> new ArrayList<>()).add(held);
            }
        }
        assertThat(byDriver).isNotEmpty();
        for (var intervals : byDriver.values()) {
            intervals.sort(Comparator.comparingDouble(Held::claimedS));
            for (int i = 1; i < intervals.size(); i++) {
                assertThat(intervals.get(i).claimedS())
                        .isGreaterThanOrEqualTo(intervals.get(i - 1).deliveredS() - 0.001);
            }
        }
    }

    /**
     * On a line, in metres: a driver at -200, an order at 0, a driver at 150, an order at 400. The
     * closest pair is 0 with 150, and leaves 600 m to the others; crosswise it is 200 and 250.
     */
    @Test
    void heldTogetherBatchBeatsNearestAndGreedy() {
        var stretch = line(List.of(order(0, 0), order(0.5, 400)), List.of(at(150), at(-200)));
        assertThat(approachesS(stretch, MatchingPolicy.BATCH))
                .isLessThan(approachesS(stretch, MatchingPolicy.NEAREST))
                .isLessThan(approachesS(stretch, MatchingPolicy.GREEDY));
    }

    @Test
    void aHeldRoundWaitsForOthersToJoin() {
        var stretch = line(List.of(order(0, 0)), List.of(at(100)));
        var held = Objects.requireNonNull(one(stretch, Duration.ofSeconds(5)).held());
        var plain = Objects.requireNonNull(one(stretch, Duration.ZERO).held());
        assertThat(plain.claimedS()).isZero();
        assertThat(held.claimedS()).isEqualTo(5);
        assertThat(held.acceptedS() - held.claimedS()).isEqualTo(plain.acceptedS());
        assertThat(held.approachS()).isEqualTo(plain.approachS());
    }

    @Test
    void whoeverIsNewIsNotHeldForThoseWhoWaited() {
        var stretch = line(List.of(order(0, 0)), List.of(at(100)));
        var manner = new Manner(MatchingPolicy.BATCH, Duration.ofSeconds(5), Manner.Held.WAITED);
        var course = Simulation.run(stretch, stretch.drivers(), manner, seedOfYes(stretch));
        assertThat(Objects.requireNonNull(course.getFirst().held()).claimedS()).isZero();
    }

    @Test
    void anOrderWithoutAnybodyInReachIsGivenUp() {
        var stretch = line(List.of(order(0, 0)), List.of(at(9_000)));
        assertThat(one(stretch, Duration.ZERO).held()).isNull();
    }

    @Test
    void tooFewDriversForALoadAreNamed() {
        assertThatThrownBy(() -> evening(20).crew(1e9))
                .isInstanceOf(LoadtestException.class)
                .hasMessageContaining("ask for fewer orders or a higher load");
    }

    private static Stretch evening(int orders) {
        return Stretches.synthetic(town, roads, orders, 1);
    }

    private static List<Course> play(Stretch stretch, int crew, Manner manner, long seed) {
        return Simulation.run(stretch, stretch.drivers().subList(0, crew), manner, seed);
    }

    private static Course one(Stretch stretch, Duration hold) {
        var manner = new Manner(MatchingPolicy.BATCH, hold);
        return Simulation.run(stretch, stretch.drivers(), manner, seedOfYes(stretch)).getFirst();
    }

    private static double approachesS(Stretch stretch, MatchingPolicy policy) {
        var manner = new Manner(policy, Duration.ofSeconds(1));
        return Simulation.run(stretch, stretch.drivers(), manner, seedOfYes(stretch)).stream()
                .mapToDouble(course -> Objects.requireNonNull(course.held()).approachS())
                .sum();
    }

    /** With which nobody declines, whoever is asked. */
    private static long seedOfYes(Stretch stretch) {
        return IntStream.range(0, 1_000)
                .filter(seed -> saysYes(stretch, seed))
                .findFirst()
                .orElseThrow();
    }

    private static boolean saysYes(Stretch stretch, long seed) {
        return List.of(MatchingPolicy.values()).stream()
                .allMatch(
                        policy ->
                                Simulation.run(
                                                stretch,
                                                stretch.drivers(),
                                                new Manner(policy, Duration.ofSeconds(1)),
                                                seed)
                                        .stream()
                                        .map(Course::held)
                                        .filter(Objects::nonNull)
                                        .allMatch(held -> held.claimedS() < 2));
    }

    private static Stretch line(List<Trip> trips, List<LatLng> drivers) {
        return new Stretch(
                "a line",
                trips,
                drivers.stream()
                        .map(start -> new Shift(start, 0, Double.POSITIVE_INFINITY))
                        .toList(),
                new Ways(StraightLine.TOWN));
    }

    private static Trip order(double afterS, double eastM) {
        var pickup = at(eastM);
        return new Trip(
                afterS,
                Kind.RIDE,
                Place.of(pickup.lat(), pickup.lng()),
                Place.of(MIDDLE.lat(), MIDDLE.lng()));
    }

    private static LatLng at(double eastM) {
        return Earth.towards(MIDDLE, 90, eastM);
    }
}
