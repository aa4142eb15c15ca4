package dev.beckon.city.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.beckon.contracts.geo.LatLng;
import dev.beckon.contracts.geo.Place;
import dev.beckon.contracts.id.DriverId;
import dev.beckon.contracts.id.OfferId;
import dev.beckon.contracts.id.OrderId;
import dev.beckon.contracts.order.Kind;
import dev.beckon.contracts.order.OrderState;
import dev.beckon.contracts.order.OrderView;
import dev.beckon.contracts.socket.ServerMessage;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class OrderBookTest {

    private static final Instant AT = Instant.EPOCH;
    private static final OrderId ORDER = new OrderId(new UUID(0, 1));
    private static final DriverId ANN = new DriverId(new UUID(0, 2));
    private static final DriverId BOB = new DriverId(new UUID(0, 3));
    private static final LatLng HERE = new LatLng(60, 10);
    private static final long MS = 1_000_000;

    private final OrderBook book = new OrderBook();

    @Test
    void measuresFromTheIntendedTimeToThePush() {
        wholeOrder();

        CityResult result = result();

        assertThat(result.placeToAck().p50Ms()).isCloseTo(3, within(0.1));
        assertThat(result.placeToOffer().p50Ms()).isCloseTo(8, within(0.1));
        assertThat(result.offerToAccept().p50Ms()).isCloseTo(2_000, within(3.0));
        assertThat(result.acceptToPush().p50Ms()).isCloseTo(5, within(0.1));
        assertThat(result.pickupMeanM()).isCloseTo(558, within(1.0));
        assertThat(result.offersPerOrder()).isEqualTo(1);
        assertThat(result.outcomes()).isEqualTo(Map.of(ORDER, OrderState.DELIVERED));
        assertThat(result.clean()).isTrue();
    }

    @Test
    void anOfferMayComeBeforeTheAcknowledgement() {
        offer(ANN, 3, 8 * MS);
        book.placed(ORDER, 0, 9 * MS);

        assertThat(result().placeToOffer().p50Ms()).isCloseTo(8, within(0.1));
    }

    @Test
    void aRepeatedOfferIsOneOffer() {
        book.placed(ORDER, 0, 3 * MS);
        offer(ANN, 3, 8 * MS);
        offer(ANN, 4, 20 * MS);

        assertThat(result().offersPerOrder()).isEqualTo(1);
        assertThat(result().placeToOffer().maxMs()).isCloseTo(8, within(0.1));
    }

    @Test
    void ordersOfOthersDoNotCount() {
        offer(ANN, 3, 8 * MS);

        assertThat(result().orders().placed()).isZero();
        assertThat(result().clean()).isFalse();
    }

    @Test
    void twoDriversAtOnceAreABreach() {
        book.placed(ORDER, 0, 3 * MS);
        offer(ANN, 3, 8 * MS);
        offer(BOB, 4, 8 * MS);
        accepted(ANN, 5);
        accepted(BOB, 6);

        assertThat(result().breachDetails().getFirst()).contains("two drivers");
        assertThat(result().clean()).isFalse();
    }

    @Test
    void aSecondDriverAfterTheFirstLostItIsNone() {
        book.placed(ORDER, 0, 3 * MS);
        offer(ANN, 3, 8 * MS);
        accepted(ANN, 5);
        offer(BOB, 8, 9 * MS);
        accepted(BOB, 9);
        accepted(ANN, 5);

        assertThat(result().breaches()).isZero();
    }

    @Test
    void whatIsOlderChangesNothing() {
        book.placed(ORDER, 0, 3 * MS);
        book.seen(new ServerMessage.OrderPickedUp(AT, ORDER, 7), true, 0);
        book.seen(new ServerMessage.Searching(AT, ORDER, 2, 1, null), true, 0);

        assertThat(book.outcomes()).isEqualTo(Map.of(ORDER, OrderState.PICKED_UP));
        assertThat(book.open()).containsExactly(ORDER);
        assertThat(book.tally().underWay()).isEqualTo(1);
    }

    @Test
    void anotherEndingOverHttpIsABreach() {
        wholeOrder();
        book.verify(view(OrderState.CANCELLED, 9));

        assertThat(result().breachDetails().getFirst())
                .contains("ended as DELIVERED on the socket and is CANCELLED over HTTP");
    }

    @Test
    void reportsForPeopleAndPrograms() {
        wholeOrder();
        AuditFigures audit = audit(12, 0);

        JsonNode json = JsonMapper.shared().readTree(Report.json(result(), audit));

        assertThat(json.at("/orders/placed").asInt()).isEqualTo(1);
        assertThat(json.at("/orders/delivered").asInt()).isEqualTo(1);
        assertThat(json.at("/orders/cancelled").asInt(-1)).isZero();
        assertThat(json.at("/orders/noDriver").asInt(-1)).isZero();
        assertThat(json.at("/orders/open").asInt(-1)).isZero();
        assertThat(json.at("/latencyMs/placeToAck/p50").asDouble()).isCloseTo(3, within(0.1));
        assertThat(json.at("/latencyMs/placeToOffer/p99").asDouble()).isCloseTo(8, within(0.1));
        assertThat(json.at("/latencyMs/acceptToPush/p50").asDouble()).isCloseTo(5, within(0.1));
        assertThat(json.at("/pickup/meanM").asDouble()).isCloseTo(558, within(1.0));
        assertThat(json.at("/offersPerOrder").asDouble()).isEqualTo(1);
        assertThat(json.at("/audit/checked").asInt()).isEqualTo(12);
        assertThat(json.at("/audit/breaches").asInt(-1)).isZero();
        assertThat(json.at("/audit/arrivals/arriving").asInt()).isEqualTo(12);
        assertThat(Report.table(result(), audit))
                .containsPattern("(?m)^  delivered +1$")
                .containsPattern("(?m)^drivers came +arriving 12/12, arrived 0/12$")
                .containsPattern("(?m)^place -> offer +8.0 +8.0 +8.0$");
        assertThat(Report.exitStatus(result(), audit)).isZero();
        assertThat(Report.exitStatus(result(), audit(12, 1))).isEqualTo(1);
    }

    @Test
    void comparesPromisesWithDrivesInSecondsOfLife() {
        wholeOrder();
        for (int lateS : new int[] {-40, -10, 0, 10, 20, 30, 40, 50, 60, 90}) {
            book.driven(ORDER, new Drive(6, 120 + lateS));
        }

        EtaErrors eta = Objects.requireNonNull(result().eta());

        assertThat(eta.count()).isEqualTo(10);
        assertThat(eta.medianS()).isCloseTo(30, within(0.1));
        assertThat(eta.p90S()).isCloseTo(60, within(0.1));
        assertThat(eta.biasS()).isCloseTo(25, within(1e-9));
        assertThat(Report.table(result(), audit(1, 0)))
                .containsPattern("(?m)^ETA error, s of life +median 30, p90 60, bias \\+25$");
        assertThat(JsonMapper.shared().readTree(json()).at("/eta/bias").asDouble()).isEqualTo(25);
    }

    @Test
    void promisesOnAnotherScaleAreNotCompared() {
        wholeOrder();
        book.driven(ORDER, new Drive(6, 120));

        assertThat(result(null).eta()).isNull();
        assertThat(Report.table(result(null), audit(1, 0)))
                .containsPattern("(?m)^ETA error, s of life +not comparable: ");
    }

    @Test
    void countsCustomersWhoSawTheirDriverCome() {
        wholeOrder(
                new ServerMessage.DriverArriving(AT, ORDER, 6, 60),
                new ServerMessage.DriverArriving(AT, ORDER, 6, 60),
                new ServerMessage.DriverArrived(AT, ORDER, 7));

        assertThat(result().arrivals()).isEqualTo(new Arrivals(1, 1, 1));
        assertThat(result().oddities()).isEmpty();
        assertThat(Report.table(result(), audit(1, 0)))
                .containsPattern("(?m)^told the customers +arriving 1/1, arrived 1/1$");
    }

    @Test
    void beingToldTwiceOfOneDriverIsOdd() {
        wholeOrder(
                new ServerMessage.DriverArriving(AT, ORDER, 6, 60),
                new ServerMessage.DriverArriving(AT, ORDER, 7, 50));

        assertThat(result().arrivals()).isEqualTo(new Arrivals(1, 1, 0));
        assertThat(Report.table(result(), audit(1, 0)))
                .contains("? order %s: its customer was told ARRIVING of one".formatted(ORDER));
        assertThat(result().clean()).isTrue();
    }

    @Test
    void anotherDriverComesAnew() {
        book.placed(ORDER, 0, 3 * MS);
        accepted(ANN, 5);
        book.seen(new ServerMessage.DriverArriving(AT, ORDER, 6, 60), true, 0);
        accepted(BOB, 9);
        book.seen(new ServerMessage.OrderDelivered(AT, ORDER, 12), true, 0);

        assertThat(result().arrivals()).isEqualTo(new Arrivals(1, 0, 0));
    }

    @Test
    void anOpenOrderFailsThePlayAndIsNamed() {
        book.placed(ORDER, 0, 3 * MS);

        assertThat(Report.exitStatus(result(), audit(1, 0))).isEqualTo(1);
        assertThat(Report.table(result(), audit(1, 0)))
                .contains("! order %s is still PLACED".formatted(ORDER));
    }

    private static AuditFigures audit(long checked, long breaches) {
        return new AuditFigures(checked, breaches, new Arrivals(checked, checked, 0));
    }

    private String json() {
        return Report.json(result(), audit(1, 0));
    }

    private void wholeOrder(ServerMessage... onTheWay) {
        book.placed(ORDER, 0, 3 * MS);
        offer(ANN, 3, 8 * MS);
        book.acceptSent(new OfferId(ANN.value()), ANN, 2_008 * MS);
        accepted(ANN, 5);
        for (ServerMessage message : onTheWay) {
            book.seen(message, true, 3_000 * MS);
        }
        book.seen(new ServerMessage.OrderDelivered(AT, ORDER, 8), true, 9_000 * MS);
    }

    private void offer(DriverId driver, long version, long atNs) {
        book.offered(
                new ServerMessage.Offer(
                        AT,
                        ORDER,
                        version,
                        new OfferId(driver.value()),
                        Kind.DELIVERY,
                        HERE,
                        HERE,
                        60,
                        500,
                        AT),
                driver,
                new LatLng(60, 10.010),
                atNs);
    }

    private void accepted(DriverId driver, long version) {
        OrderView.Driver named = new OrderView.Driver(driver, null, null, null);
        book.seen(
                new ServerMessage.OrderAccepted(
                        AT, ORDER, version, named, 60, view(OrderState.ACCEPTED, version, named)),
                true,
                2_013 * MS);
    }

    private CityResult result(@Nullable Double etaScale) {
        return book.result(2, Map.of("HTTP 503", 3L), 61, "a test", etaScale);
    }

    private CityResult result() {
        return result(20.0);
    }

    private static OrderView view(OrderState state, long version) {
        return view(state, version, new OrderView.Driver(ANN, null, null, null));
    }

    private static OrderView view(OrderState state, long version, OrderView.Driver driver) {
        Place place = Place.of(HERE.lat(), HERE.lng());
        return new OrderView(
                ORDER, version, state, Kind.RIDE, place, place, null, AT, 0, null, driver, 60, null,
                null, null);
    }
}
