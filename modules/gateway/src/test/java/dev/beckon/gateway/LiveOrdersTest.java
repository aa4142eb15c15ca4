package dev.beckon.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.beckon.contracts.geo.LatLng;
import dev.beckon.contracts.id.OfferId;
import dev.beckon.contracts.order.OrderStatus;
import dev.beckon.platform.kafka.WriterKafka;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LiveOrdersTest {

    private static final Instant START = Instant.parse("2026-03-01T12:00:00Z");
    private final Statuses statuses = Statuses.of("live", START);
    private final LiveOrders orders = new LiveOrders();

    private LiveOrder live(long version, String line) {
        return LiveOrder.decoded(statuses.at(version, line), START.plusSeconds(version));
    }

    @Test
    void anOrderIsFoundByEveryoneWhomItConcerns() {
        orders.put(live(1, "OFFERED d1=EXPIRED d2=OPEN"));
        for (var user :
                List.of(statuses.customer(), statuses.driver("d1"), statuses.driver("d2"))) {
            assertThat(orders.of(user)).extracting(LiveOrder::version).containsExactly(1L);
        }
        assertThat(orders.of(statuses.driver("d3"))).isEmpty();

        orders.put(live(2, "OFFERED d1=EXPIRED d3=OPEN"));
        assertThat(orders.of(statuses.driver("d2"))).isEmpty();
        assertThat(orders.of(statuses.driver("d3")))
                .extracting(LiveOrder::version)
                .containsExactly(2L);

        orders.remove(statuses.order());
        assertThat(orders.of(statuses.customer())).isEmpty();
        assertThat(orders.all()).isEmpty();
    }

    /** Both statuses are of second 0. */
    @ParameterizedTest(name = "{0} after {1} s: over = {2}")
    @CsvSource({
        "CANCELLED,0,false",
        "CANCELLED,899,false",
        "CANCELLED,900,true",
        "DELIVERED,86400,true",
        "SEARCHING,86400,false",
    })
    void whatEndedAQuarterOfAnHourAgoIsOver(String line, long laterS, boolean over) {
        assertThat(LiveOrders.isOver(live(0, line), START.plusSeconds(laterS))).isEqualTo(over);
    }

    @Test
    void whatConcernsNobodyIsNotDecoded() {
        var bytes =
                ("{\"offerId\":\"" + statuses.offer("d1") + "\"}").getBytes(StandardCharsets.UTF_8);
        orders.put(
                LiveOrder.encoded(
                        statuses.order(),
                        1,
                        START,
                        Set.of(statuses.customer()),
                        false,
                        bytes,
                        LiveOrdersTest::fail));
        assertThat(orders.of(statuses.customer())).hasSize(1);
        assertThat(orders.findBy(statuses.offer("d1"))).isNotNull();
        assertThat(orders.findBy(new OfferId(UUID.randomUUID()))).isNull();
        assertThat(LiveOrders.isOver(orders.of(statuses.customer()).getFirst(), START)).isFalse();
    }

    @Test
    void anOfferIsFoundAsLongAsItsOrderHasIt() {
        orders.put(encoded(1, "OFFERED d1=EXPIRED d2=OPEN"));
        orders.put(encoded(2, "OFFERED d2=EXPIRED d3=OPEN"));
        assertThat(orders.findBy(statuses.offer("d1"))).isNull();
        for (var driver : List.of("d2", "d3")) {
            assertThat(orders.findBy(statuses.offer(driver)))
                    .extracting(LiveOrder::version)
                    .isEqualTo(2L);
        }
        orders.remove(statuses.order());
        assertThat(orders.findBy(statuses.offer("d2"))).isNull();
    }

    @Test
    void bytesThatAreNoStatusNameNoOffers() {
        for (var text :
                List.of(
                        "",
                        "{\"offerId\"",
                        "{\"offerId\":\"",
                        "{\"offerId\":\"" + "x".repeat(36) + "\"}",
                        "{\"note\":\"\\\"offerId\\\":\\\"" + statuses.offer("d1") + "\\\"\"}")) {
            assertThat(OfferIds.in(text.getBytes(StandardCharsets.UTF_8))).as(text).isEmpty();
        }
    }

    private LiveOrder encoded(long version, String line) {
        var status = statuses.at(version, line);
        return LiveOrder.encoded(
                statuses.order(),
                version,
                START,
                Views.parties(status),
                false,
                WriterKafka.encode(status),
                LiveOrdersTest::fail);
    }

    /** The first number is the position's own second, the second one that of its coming. */
    @Test
    void positionsAreToldInTheirOrderAndFromTheAcceptanceOn() {
        orders.put(live(2, "OFFERED d1=OPEN"));
        orders.put(live(10, "ACCEPTED d1=ACCEPTED has=d1"));
        assertThat(taken(9, 20)).as("before the acceptance").isFalse();
        assertThat(taken(10, 21)).as("at that moment").isFalse();
        assertThat(taken(12, 22)).isTrue();
        assertThat(taken(11, 24)).as("older than the last").isFalse();
        assertThat(taken(12, 25)).as("the last").isFalse();
        assertThat(taken(13, 26)).isTrue();
        assertThat(taken(14, 26)).as("too soon").isFalse();
        assertThat(taken(14, 27)).isTrue();

        orders.put(live(30, "ARRIVED d1=ACCEPTED has=d1"));
        assertThat(taken(14, 31)).isFalse();
        assertThat(taken(15, 32)).as("in order across versions").isTrue();

        orders.put(live(40, "ACCEPTED d1=ACCEPTED d2=ACCEPTED has=d2"));
        assertThat(taken(39, 41)).as("before the next driver had it").isFalse();
        assertThat(taken(41, 42)).isTrue();
    }

    @Test
    void whoHardlyMovesIsToldEveryTenSeconds() {
        orders.put(live(10, "ACCEPTED d1=ACCEPTED has=d1"));
        assertThat(taken(11, 11, 52.5200)).isTrue();
        assertThat(taken(13, 13, 52.52009)).as("10 m on").isFalse();
        assertThat(taken(14, 14, 52.52011)).as("12 m on").isTrue();
        assertThat(taken(23, 23, 52.52011)).as("there for 9 s").isFalse();
        assertThat(taken(24, 24, 52.52011)).as("there for 10 s").isTrue();
    }

    /** Somewhere else each time. */
    private boolean taken(long positionS, long nowS) {
        return taken(positionS, nowS, positionS / 1e3);
    }

    private boolean taken(long positionS, long nowS, double lat) {
        return Objects.requireNonNull(orders.find(statuses.order()))
                .takesPosition(
                        START.plusSeconds(positionS),
                        new LatLng(lat, 13.4),
                        START.plusSeconds(nowS));
    }

    private static OrderStatus fail(byte[] bytes) {
        throw new AssertionError("nobody asked for these %d bytes".formatted(bytes.length));
    }
}
