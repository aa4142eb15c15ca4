package dev.beckon.dispatch.round;

import static org.assertj.core.api.Assertions.assertThat;

import dev.beckon.contracts.id.DriverId;
import dev.beckon.contracts.id.OrderId;
import dev.beckon.contracts.offer.Candidate;
import dev.beckon.contracts.offer.Candidate.By;
import dev.beckon.dispatch.matching.MatchingPolicy;
import dev.beckon.dispatch.matching.Need;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Near before far, and far where nobody near is left. */
class RingsTest {

    private static final List<Double> RADII_M = List.of(1_000.0, 2_000.0, 8_000.0);

    @ParameterizedTest
    @EnumSource(MatchingPolicy.class)
    void whoHasSomebodyNearIsNotSentAnybodyFromAfar(MatchingPolicy policy) {
        // Serving both would send d2 over 7 km to o1, so that d1 is left for o2.
        assertThat(
                        told(
                                policy,
                                need("o1", at("d1", 300), at("d2", 7_000)),
                                need("o2", at("d1", 1_500))))
                .isEqualTo("o1-d1");
    }

    @ParameterizedTest
    @EnumSource(MatchingPolicy.class)
    void theLoserOfAnInnerRingIsServedFromAnOuterOne(MatchingPolicy policy) {
        assertThat(
                        told(
                                policy,
                                need("o1", at("d1", 300), at("d2", 7_000)),
                                need("o2", at("d1", 400), at("d2", 1_900))))
                .isEqualTo("o1-d1 o2-d2");
    }

    @ParameterizedTest
    @EnumSource(MatchingPolicy.class)
    void beyondTheLastRingThereIsNobody(MatchingPolicy policy) {
        assertThat(told(policy, need("o1", at("d1", 8_001)))).isEmpty();
    }

    private static String told(MatchingPolicy policy, Need... needs) {
        return Rings.match(policy, RADII_M, List.of(needs)).stream()
                .map(
                        match ->
                                name(match.orderId().value())
                                        + "-"
                                        + name(match.candidate().driverId().value()))
                .collect(Collectors.joining(" "));
    }

    private static Need need(String order, Candidate... candidates) {
        return new Need(new OrderId(id(order)), Arrays.asList(candidates));
    }

    private static Candidate at(String driver, double distanceM) {
        return new Candidate(
                new DriverId(id(driver)), distanceM, (int) Math.round(distanceM / 5), By.LINE);
    }

    private static UUID id(String name) {
        return new UUID(name.charAt(0), name.charAt(1) - '0');
    }

    private static String name(UUID id) {
        return (char) id.getMostSignificantBits() + "" + id.getLeastSignificantBits();
    }
}
