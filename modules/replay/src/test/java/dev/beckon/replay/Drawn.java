package dev.beckon.replay;

import static dev.beckon.replay.Story.uuid;

import dev.beckon.contracts.actor.Actor;
import dev.beckon.contracts.actor.ActorRole;
import dev.beckon.contracts.geo.Place;
import dev.beckon.contracts.id.AssignmentId;
import dev.beckon.contracts.id.CustomerId;
import dev.beckon.contracts.id.DriverId;
import dev.beckon.contracts.id.FactId;
import dev.beckon.contracts.id.OfferId;
import dev.beckon.contracts.id.OrderId;
import dev.beckon.contracts.offer.OfferState;
import dev.beckon.contracts.offer.Policy;
import dev.beckon.contracts.order.Kind;
import dev.beckon.contracts.order.OrderEvent;
import dev.beckon.contracts.order.OrderEvent.NoDriverFound;
import dev.beckon.contracts.order.OrderEvent.OfferClosed;
import dev.beckon.contracts.order.OrderEvent.OfferConfirmed;
import dev.beckon.contracts.order.OrderEvent.OfferMade;
import dev.beckon.contracts.order.OrderEvent.OrderAccepted;
import dev.beckon.contracts.order.OrderEvent.OrderArrived;
import dev.beckon.contracts.order.OrderEvent.OrderArriving;
import dev.beckon.contracts.order.OrderEvent.OrderCancelled;
import dev.beckon.contracts.order.OrderEvent.OrderDelivered;
import dev.beckon.contracts.order.OrderEvent.OrderOpened;
import dev.beckon.contracts.order.OrderEvent.OrderPickedUp;
import dev.beckon.contracts.order.OrderEvent.OrderReleased;
import dev.beckon.contracts.order.OrderEvent.ReleaseCause;
import dev.beckon.contracts.order.OrderEvent.SearchStarted;
import dev.beckon.contracts.order.OrderFact.DriverArrived;
import dev.beckon.contracts.order.OrderFact.OrderPlaced;
import dev.beckon.dispatch.order.Order;
import dev.beckon.dispatch.order.Orders;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Draws a history by hand, valid or not: each step is a second, has a fact, an event, and the
 * status that the core makes of it while it can.
 */
final class Drawn {

    static final Instant START = Instant.parse("2026-03-07T18:00:00Z");

    final Story story = new Story();
    private Instant now = START;

    Line order(String name) {
        return new Line(name);
    }

    Drawn seconds(long seconds) {
        now = now.plusSeconds(seconds);
        return this;
    }

    AuditReport audit() {
        return story.audit();
    }

    /** One order and its events so far. */
    final class Line {

        private final OrderId id;
        private final CustomerId customer;
        private final Actor actor;
        private @Nullable Order order;
        private boolean broken;
        private long version;
        private FactId cause;

        private Line(String name) {
            id = new OrderId(uuid(name));
            customer = new CustomerId(uuid(name + "'s customer"));
            actor = Actor.of(customer);
            cause = new FactId(uuid(name + " placed"));
        }

        Line placed() {
            story.facts.add(
                    new OrderPlaced(
                            cause,
                            id,
                            now,
                            actor,
                            null,
                            Kind.RIDE,
                            Place.of(1, 2),
                            Place.of(3, 4),
                            "a note"));
            return this;
        }

        Line opened() {
            step(false);
            return add(
                    new OrderOpened(
                            id,
                            version,
                            now,
                            cause,
                            actor,
                            customer,
                            Kind.RIDE,
                            Place.of(1, 2),
                            Place.of(3, 4),
                            "a note",
                            now));
        }

        Line search() {
            step(true);
            return add(
                    new SearchStarted(id, version, now, cause, actor, 1, START.plusSeconds(120)));
        }

        /** Placed, opened, searched for. */
        Line begun() {
            return placed().opened().search();
        }

        Line offer(String driver, long token) {
            step(true);
            return add(
                    new OfferMade(
                            id,
                            version,
                            now,
                            cause,
                            actor,
                            offerId(driver, token),
                            driver(driver),
                            new AssignmentId(uuid("assignment " + driver + token)),
                            token,
                            500,
                            60,
                            now.plusSeconds(3),
                            now.plusSeconds(18),
                            new Policy("nearest", Map.of()),
                            List.of()));
        }

        Line confirmed(String driver, long token) {
            step(true);
            return add(
                    new OfferConfirmed(
                            id,
                            version,
                            now,
                            cause,
                            actor,
                            offerId(driver, token),
                            now.plusSeconds(15)));
        }

        Line closed(String driver, long token, OfferState end) {
            step(true);
            return add(
                    new OfferClosed(
                            id,
                            version,
                            now,
                            cause,
                            actor,
                            offerId(driver, token),
                            driver(driver),
                            token,
                            end,
                            null));
        }

        Line accepted(String driver, long token) {
            step(true);
            return add(
                    new OrderAccepted(
                            id,
                            version,
                            now,
                            cause,
                            actor,
                            offerId(driver, token),
                            driver(driver),
                            token,
                            60));
        }

        Line arriving(String driver) {
            step(true);
            return add(new OrderArriving(id, version, now, cause, actor, driver(driver), 60));
        }

        Line arrived(String driver) {
            step(true);
            return add(new OrderArrived(id, version, now, cause, actor, driver(driver)));
        }

        Line pickedUp(String driver) {
            step(true);
            return add(new OrderPickedUp(id, version, now, cause, actor, driver(driver)));
        }

        Line delivered(String driver, long token) {
            step(true);
            return add(new OrderDelivered(id, version, now, cause, actor, driver(driver), token));
        }

        Line released(String driver, long token) {
            step(true);
            return add(
                    new OrderReleased(
                            id,
                            version,
                            now,
                            cause,
                            actor,
                            driver(driver),
                            token,
                            ReleaseCause.DRIVER_LOST,
                            null));
        }

        Line cancelled(@Nullable String driver, @Nullable Long token) {
            step(true);
            return add(
                    new OrderCancelled(
                            id,
                            version,
                            now,
                            cause,
                            actor,
                            ActorRole.CUSTOMER,
                            "why not",
                            driver == null ? null : driver(driver),
                            token));
        }

        Line noDriver() {
            step(true);
            return add(new NoDriverFound(id, version, now, cause, actor, 0));
        }

        /** From the offer to the delivery. */
        Line ride(String driver, long token) {
            return offer(driver, token)
                    .confirmed(driver, token)
                    .accepted(driver, token)
                    .arrived(driver)
                    .pickedUp(driver)
                    .delivered(driver, token);
        }

        private void step(boolean withFact) {
            now = now.plusSeconds(1);
            version++;
            if (withFact) {
                cause = new FactId(uuid(id + " fact " + version));
                story.facts.add(
                        new DriverArrived(cause, id, now, actor, null, new DriverId(id.value())));
            }
        }

        private Line add(OrderEvent event) {
            story.events.add(event);
            if (!broken) {
                try {
                    order = Orders.apply(order, event);
                    story.statuses.add(order.status(List.of(cause), now));
                } catch (IllegalArgumentException e) {
                    broken = true;
                }
            }
            return this;
        }

        private static OfferId offerId(String driver, long token) {
            return new OfferId(uuid("offer " + driver + token));
        }

        private static DriverId driver(String name) {
            return new DriverId(uuid(name));
        }
    }
}
