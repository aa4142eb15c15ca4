package dev.beckon.dispatch.matching;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.beckon.contracts.id.DriverId;
import dev.beckon.contracts.id.OrderId;
import dev.beckon.contracts.offer.Candidate;
import dev.beckon.contracts.offer.Candidate.By;
import dev.beckon.contracts.offer.Policy;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MatchingPolicyTest {

    @Test
    void nearestServesInTheOrderOfPlacing() {
        var round =
                List.of(
                        need("o1", at("d1", 100), at("d2", 110)),
                        need("o2", at("d1", 50), at("d2", 900)),
                        need("o3", at("d1", 10)));
        assertThat(told(MatchingPolicy.NEAREST, round)).isEqualTo("o1-d1 o2-d2");
    }

    @Test
    void greedyServesTheQuickestPairFirst() {
        var round =
                List.of(
                        need("o1", at("d1", 100), at("d2", 110)),
                        need("o2", at("d1", 50), at("d2", 900)),
                        need("o3", at("d1", 10)));
        assertThat(told(MatchingPolicy.GREEDY, round)).isEqualTo("o1-d2 o3-d1");
    }

    @Test
    void greedyGoesByTimeAndNearestByMetres() {
        var round =
                List.of(
                        need(
                                "o1",
                                new Candidate(driver("d1"), 300, 400, By.ROAD),
                                new Candidate(driver("d2"), 500, 90, By.ROAD)));
        assertThat(told(MatchingPolicy.NEAREST, round)).isEqualTo("o1-d1");
        assertThat(told(MatchingPolicy.GREEDY, round)).isEqualTo("o1-d2");
    }

    /** What greed costs: the pair of 1 s leaves the other order to a driver from far away. */
    @Test
    void batchBeatsNearestAndGreedy() {
        var round =
                List.of(
                        need("o1", at("d1", 1), at("d2", 2)),
                        need("o2", at("d1", 2), at("d2", 600)));
        assertThat(told(MatchingPolicy.NEAREST, round)).isEqualTo("o1-d1 o2-d2");
        assertThat(told(MatchingPolicy.GREEDY, round)).isEqualTo("o1-d1 o2-d2");
        assertThat(told(MatchingPolicy.BATCH, round)).isEqualTo("o1-d2 o2-d1");
    }

    @Test
    void batchTakesTheLeastTravelTimeOverTheRound() {
        var round =
                List.of(
                        need("o1", at("d1", 100), at("d2", 110)),
                        need("o2", at("d1", 50), at("d2", 900)));
        assertThat(told(MatchingPolicy.BATCH, round)).isEqualTo("o1-d2 o2-d1");
    }

    @Test
    void batchServesAsManyAsCanBeWhateverItTakes() {
        var round = List.of(need("o1", at("d1", 1), at("d2", 9_999)), need("o2", at("d1", 9_000)));
        assertThat(told(MatchingPolicy.BATCH, round)).isEqualTo("o1-d2 o2-d1");
    }

    @Test
    void batchTellsEqualTimesApartByMetres() {
        var round =
                List.of(
                        need(
                                "o1",
                                new Candidate(driver("d1"), 556.2, 60, By.ROAD),
                                new Candidate(driver("d2"), 556.0, 60, By.ROAD),
                                new Candidate(driver("d3"), 1.0, 61, By.ROAD)));
        assertThat(told(MatchingPolicy.BATCH, round)).isEqualTo("o1-d2");
    }

    @ParameterizedTest
    @EnumSource
    void nobodyIsServedByNobody(MatchingPolicy policy) {
        assertThat(policy.match(List.of())).isEmpty();
        assertThat(policy.match(List.of(need("o1")))).isEmpty();
        assertThat(told(policy, List.of(need("o1"), need("o2", at("d1", 5))))).isEqualTo("o2-d1");
    }

    @ParameterizedTest
    @EnumSource
    void aHundredOrdersAtOneSpotAndSixtyDrivers(MatchingPolicy policy) {
        var drivers = IntStream.range(0, 60).mapToObj(i -> at("d" + i, 10 + i)).toList();
        var round =
                IntStream.range(0, 100).mapToObj(i -> new Need(order("o" + i), drivers)).toList();
        var matches = policy.match(round);
        assertThat(matches).hasSize(60);
        assertThat(matches)
                .extracting(match -> match.candidate().driverId())
                .doesNotHaveDuplicates();
        assertThat(matches).extracting(Match::orderId).doesNotHaveDuplicates();
    }

    @Test
    void theLogKeepsThePolicyAndTheRound() {
        var round = List.of(need("o1", at("d1", 1), at("d2", 2)), need("o2", at("d1", 3)));
        assertThat(MatchingPolicy.BATCH.policy(round))
                .isEqualTo(new Policy("batch", Map.of("orders", 2.0, "drivers", 2.0)));
        assertThat(MatchingPolicy.NEAREST.policy(round).name()).isEqualTo("nearest");
    }

    @Test
    void batchEqualsBruteForceAndIsNeverWorseThanTheOthers() {
        for (long seed = 0; seed < 2_000; seed++) {
            var random = new Random(seed);
            var round = round(random, 1 + random.nextInt(5), 1 + random.nextInt(5), 4, 30);
            var batch = Outcome.of(MatchingPolicy.BATCH.match(round));
            var best = best(round, 0, new HashSet<>(), new Outcome(0, 0));
            assertThat(batch).as("seed %d: %s", seed, round).isEqualTo(best);

            for (var other : List.of(MatchingPolicy.NEAREST, MatchingPolicy.GREEDY)) {
                var there = Outcome.of(other.match(round));
                assertThat(batch.better(there)).as("seed %d, %s", seed, other).isEqualTo(batch);
            }
        }
    }

    @Test
    void batchDoesNotDependOnTheSequence() {
        for (long seed = 0; seed < 200; seed++) {
            var random = new Random(seed);
            // Few different times, so that many assignments cost the same.
            var round = round(random, 12, 10, 6, 3);
            var shuffled = new ArrayList<Need>();
            for (var need : round) {
                var candidates = new ArrayList<>(need.candidates());
                Collections.shuffle(candidates, random);
                shuffled.add(new Need(need.orderId(), candidates));
            }
            Collections.shuffle(shuffled, random);
            assertThat(Set.copyOf(MatchingPolicy.BATCH.match(shuffled)))
                    .as("seed %d", seed)
                    .isEqualTo(Set.copyOf(MatchingPolicy.BATCH.match(round)));
        }
    }

    @Test
    void aLargeRoundIsSolved() {
        var round = round(new Random(1), 500, 1_000, 60, 3_000);
        assertThat(MatchingPolicy.BATCH.match(round)).hasSize(500);
    }

    @Test
    void farAwayCandidatesDoNotOverflowTheCosts() {
        var round =
                IntStream.range(0, 500)
                        .mapToObj(
                                i ->
                                        need(
                                                "o" + i,
                                                new Candidate(
                                                        driver("d" + i), 2e7, 2_000_000, By.LINE),
                                                new Candidate(
                                                        driver("e" + i), 1e7, 1_900_000, By.LINE)))
                        .toList();
        assertThat(MatchingPolicy.BATCH.match(round))
                .hasSize(500)
                .allSatisfy(match -> assertThat(match.candidate().distanceM()).isEqualTo(1e7));
    }

    private record Outcome(int served, long etaS) {

        static Outcome of(List<Match> matches) {
            return new Outcome(
                    matches.size(), matches.stream().mapToLong(m -> m.candidate().etaS()).sum());
        }

        Outcome and(Candidate candidate) {
            return new Outcome(served + 1, etaS + candidate.etaS());
        }

        Outcome better(Outcome other) {
            return other.served > served || (other.served == served && other.etaS < etaS)
                    ? other
                    : this;
        }
    }

    private static Outcome best(List<Need> round, int from, Set<DriverId> taken, Outcome soFar) {
        if (from == round.size()) {
            return soFar;
        }
        var best = best(round, from + 1, taken, soFar);
        for (var candidate : round.get(from).candidates()) {
            if (taken.add(candidate.driverId())) {
                best = best.better(best(round, from + 1, taken, soFar.and(candidate)));
                taken.remove(candidate.driverId());
            }
        }
        return best;
    }

    private static List<Need> round(
            Random random, int orders, int drivers, int candidates, int maxEtaS) {
        return IntStream.range(0, orders)
                .mapToObj(
                        i ->
                                new Need(
                                        order("o" + i),
                                        random.ints(candidates, 0, drivers)
                                                .distinct()
                                                .mapToObj(
                                                        d ->
                                                                new Candidate(
                                                                        driver("d" + d),
                                                                        random.nextInt(8_000),
                                                                        random.nextInt(maxEtaS),
                                                                        By.LINE))
                                                .toList()))
                .toList();
    }

    private static String told(MatchingPolicy policy, List<Need> round) {
        var names =
                round.stream()
                        .flatMap(need -> need.candidates().stream())
                        .map(Candidate::driverId)
                        .distinct()
                        .collect(Collectors.toMap(id -> id, MatchingPolicyTest::name));
        return policy.match(round).stream()
                .map(
                        match ->
                                name(match.orderId().value(), "o")
                                        + "-"
                                        + names.get(match.candidate().driverId()))
                .collect(Collectors.joining(" "));
    }

    private static String name(DriverId driverId) {
        return name(driverId.value(), "d");
    }

    private static String name(UUID id, String letter) {
        return IntStream.range(0, 10)
                .mapToObj(i -> letter + i)
                .filter(name -> uuid(name).equals(id))
                .findFirst()
                .orElseThrow();
    }

    /** A candidate whose seconds are as many as its metres. */
    private static Candidate at(String driver, int etaS) {
        return new Candidate(driver(driver), etaS, etaS, By.LINE);
    }

    private static Need need(String order, Candidate... candidates) {
        return new Need(order(order), List.of(candidates));
    }

    private static OrderId order(String name) {
        return new OrderId(uuid(name));
    }

    private static DriverId driver(String name) {
        return new DriverId(uuid(name));
    }

    private static UUID uuid(String name) {
        return UUID.nameUUIDFromBytes(name.getBytes(UTF_8));
    }
}
