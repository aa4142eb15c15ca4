package dev.beckon.dispatch.round;

import dev.beckon.contracts.actor.Actor;
import dev.beckon.contracts.geo.LatLng;
import dev.beckon.contracts.geo.Place;
import dev.beckon.contracts.id.CustomerId;
import dev.beckon.contracts.id.DriverId;
import dev.beckon.contracts.id.OfferId;
import dev.beckon.contracts.id.OrderId;
import dev.beckon.contracts.order.Kind;
import dev.beckon.contracts.order.OrderFact;
import dev.beckon.contracts.order.OrderFact.Answer;
import dev.beckon.contracts.order.OrderFact.CancelRequested;
import dev.beckon.contracts.order.OrderFact.Delivered;
import dev.beckon.contracts.order.OrderFact.DriverArrived;
import dev.beckon.contracts.order.OrderFact.DriverLost;
import dev.beckon.contracts.order.OrderFact.OfferAnswered;
import dev.beckon.contracts.order.OrderFact.OfferExpired;
import dev.beckon.contracts.order.OrderFact.OfferReceived;
import dev.beckon.contracts.order.OrderFact.OfferUndelivered;
import dev.beckon.contracts.order.OrderFact.OrderPlaced;
import dev.beckon.contracts.order.OrderFact.PickedUp;
import dev.beckon.contracts.order.OrderFact.ReassignRequested;
import dev.beckon.contracts.order.OrderFact.RetryCause;
import dev.beckon.contracts.order.OrderFact.RetryDue;
import dev.beckon.dispatch.order.Offer;
import dev.beckon.dispatch.order.Order;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What can happen in a {@link Race}; drivers are called d1, d2 … by how near they are. */
final class Acts {

    /** Later than a window's end, as a timer's fact is. */
    private static final Duration LATE = Duration.ofMillis(600);

    private Acts() {}

    /**
     * An order as it stands before a race, and who is there.
     *
     * @param order null before it is placed
     * @param start when the driver was offered it, or would have been
     */
    record About(
            OrderId id,
            CustomerId customer,
            LatLng spot,
            List<DriverId> drivers,
            @Nullable Order order,
            Instant start) {

        DriverId driver(String name) {
            return drivers.get(Integer.parseInt(name.substring(1)) - 1);
        }

        /** In time for any answer, and after any wait of a first attempt. */
        Instant soon() {
            return start.plusSeconds(2);
        }

        int attempt() {
            return order == null ? 0 : order.status(List.of(), start).attempt();
        }

        Offer offerTo(String driver) {
            if (order == null) {
                throw new IllegalStateException("nothing was offered yet");
            }
            return order.offers().reversed().stream()
                    .filter(offer -> offer.driverId().equals(driver(driver)))
                    .findFirst()
                    .orElseThrow();
        }
    }

    /**
     * A kind of fact, and how often it comes.
     *
     * @param same whether each time it is the very same fact, as after a retry
     */
    record Act(String name, int times, boolean same, Function<About, OrderFact> fact) {

        /** By as many sockets, a fact each. */
        Act times(int times) {
            return new Act(name, times, false, fact);
        }

        /** One fact that the log holds twice. */
        Act twice() {
            return new Act(name, 2, true, fact);
        }
    }

    private static Act act(String name, Function<About, OrderFact> fact) {
        return new Act(name, 1, false, fact);
    }

    static Act place() {
        return act(
                "place",
                o ->
                        new OrderPlaced(
                                Scene.newFact(),
                                o.id(),
                                o.start(),
                                Actor.of(o.customer()),
                                null,
                                Kind.DELIVERY,
                                Place.of(o.spot().lat(), o.spot().lng()),
                                Place.of(o.spot().lat(), o.spot().lng()),
                                null));
    }

    static Act receive(String driver) {
        return act(
                "receive",
                o ->
                        new OfferReceived(
                                Scene.newFact(),
                                o.id(),
                                o.soon(),
                                Actor.of(o.driver(driver)),
                                null,
                                o.offerTo(driver).id()));
    }

    static Act accept(String driver) {
        return answer("accept", driver, Answer.ACCEPT);
    }

    static Act decline(String driver) {
        return answer("decline", driver, Answer.DECLINE);
    }

    private static Act answer(String name, String driver, Answer answer) {
        return act(
                name, o -> answered(o, o.offerTo(driver).id(), Actor.of(o.driver(driver)), answer));
    }

    /** Somebody accepts what was offered to another. */
    static Act acceptOfStranger(String driver) {
        return act(
                "stranger",
                o ->
                        answered(
                                o,
                                o.offerTo(driver).id(),
                                Actor.of(new DriverId(UUID.randomUUID())),
                                Answer.ACCEPT));
    }

    private static OfferAnswered answered(About o, OfferId offer, Actor by, Answer answer) {
        return new OfferAnswered(Scene.newFact(), o.id(), o.soon(), by, "ref", offer, answer, null);
    }

    static Act undeliver(String driver) {
        return act(
                "undeliver",
                o ->
                        new OfferUndelivered(
                                Scene.newFact(),
                                o.id(),
                                o.offerTo(driver).receiptBy().plus(LATE),
                                Actor.SYSTEM,
                                null,
                                o.offerTo(driver).id()));
    }

    static Act expire(String driver) {
        return act(
                "expire",
                o ->
                        new OfferExpired(
                                Scene.newFact(),
                                o.id(),
                                o.offerTo(driver).expiresAt().plus(LATE),
                                Actor.SYSTEM,
                                null,
                                o.offerTo(driver).id()));
    }

    static Act cancel() {
        return cancel("cancel", o -> Actor.of(o.customer()));
    }

    static Act giveUp(String driver) {
        return cancel("give up", o -> Actor.of(o.driver(driver)));
    }

    private static Act cancel(String name, Function<About, Actor> by) {
        return act(
                name,
                o ->
                        new CancelRequested(
                                Scene.newFact(), o.id(), o.soon(), by.apply(o), "ref", null));
    }

    static Act reassign(String driver) {
        return act(
                "reassign",
                o ->
                        new ReassignRequested(
                                Scene.newFact(),
                                o.id(),
                                o.soon(),
                                Actor.admin(UUID.randomUUID()),
                                "ref",
                                o.driver(driver),
                                null));
    }

    static Act lose(String driver) {
        return act(
                "lose",
                o ->
                        new DriverLost(
                                Scene.newFact(),
                                o.id(),
                                o.soon(),
                                Actor.SYSTEM,
                                null,
                                o.driver(driver)));
    }

    static Act arrive(String driver) {
        return act(
                "arrive",
                o ->
                        new DriverArrived(
                                Scene.newFact(),
                                o.id(),
                                o.soon(),
                                Actor.of(o.driver(driver)),
                                "ref",
                                o.driver(driver)));
    }

    static Act pickUp(String driver) {
        return act(
                "pick up",
                o ->
                        new PickedUp(
                                Scene.newFact(),
                                o.id(),
                                o.soon(),
                                Actor.of(o.driver(driver)),
                                "ref",
                                o.driver(driver)));
    }

    static Act deliver(String driver) {
        return act(
                "deliver",
                o ->
                        new Delivered(
                                Scene.newFact(),
                                o.id(),
                                o.soon(),
                                Actor.of(o.driver(driver)),
                                "ref",
                                o.driver(driver)));
    }

    static Act wake() {
        return retry("wake", RetryCause.WAKE);
    }

    static Act backOff() {
        return retry("back off", RetryCause.BACKOFF);
    }

    private static Act retry(String name, RetryCause cause) {
        return act(
                name,
                o -> new RetryDue(Scene.newFact(), o.id(), o.soon(), Actor.SYSTEM, null, 1, cause));
    }
}
