package dev.beckon.loadtest.micro;

import dev.beckon.contracts.actor.Actor;
import dev.beckon.contracts.driver.DriverSignal.DriverLocated;
import dev.beckon.contracts.geo.Place;
import dev.beckon.contracts.id.CustomerId;
import dev.beckon.contracts.id.DriverId;
import dev.beckon.contracts.id.FactId;
import dev.beckon.contracts.id.OfferId;
import dev.beckon.contracts.id.OrderId;
import dev.beckon.contracts.offer.Candidate;
import dev.beckon.contracts.offer.OfferState;
import dev.beckon.contracts.offer.Policy;
import dev.beckon.contracts.order.Kind;
import dev.beckon.contracts.order.OrderFact;
import dev.beckon.contracts.order.OrderState;
import dev.beckon.contracts.order.OrderStatus;
import dev.beckon.dispatch.matching.Need;
import dev.beckon.dispatch.order.OfferTerms;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;

/** What the application handles all day, in its usual size; the same in each run. */
final class Samples {

    static final Instant AT = Instant.parse("2026-03-01T12:00:00.123Z");
    static final CustomerId CUSTOMER = new CustomerId(new UUID(1, 1));
    static final DriverId DRIVER = new DriverId(new UUID(2, 1));
    static final OrderId ORDER = new OrderId(new UUID(3, 1));

    private static final int CANDIDATES = 8;
    private static final double REACH_M = 2_000;
    private static final double SPEED_MPS = 6;

    private Samples() {}

    static DriverLocated position() {
        return new DriverLocated(DRIVER, AT, 52.520008, 13.404954, 5.0, 123.4, 8.3, true);
    }

    static OrderFact.OrderPlaced placed() {
        return new OrderFact.OrderPlaced(
                new FactId(new UUID(4, 1)),
                ORDER,
                AT,
                Actor.of(CUSTOMER),
                null,
                Kind.DELIVERY,
                new Place(52.52, 13.405, "Alexanderplatz 1"),
                new Place(52.5, 13.38, "Mehringdamm 2"),
                "third floor");
    }

    static OfferTerms terms() {
        var candidates = candidates(new Random(1), CANDIDATES);
        return new OfferTerms(
                new Candidate(DRIVER, 312.5, 60, Candidate.By.LINE), 1, policy(), candidates);
    }

    private static Policy policy() {
        return new Policy("nearest", Map.of("orders", 12.0, "drivers", 60.0));
    }

    static OrderStatus status(OfferId offer) {
        return new OrderStatus(
                ORDER,
                5,
                AT,
                OrderState.ACCEPTED,
                CUSTOMER,
                Kind.DELIVERY,
                placed().pickup(),
                placed().dropoff(),
                "third floor",
                AT,
                null,
                0,
                null,
                List.of(
                        new OrderStatus.Offer(
                                offer, DRIVER, OfferState.ACCEPTED, 312.5, 60, AT, null)),
                new OrderStatus.Assignment(DRIVER, offer, 1, 60, false),
                null,
                List.of(new FactId(new UUID(4, 1))));
    }

    /** A round in a city: as many drivers as can be asked, each a candidate of several orders. */
    static List<Need> round(int orders) {
        var random = new Random(7);
        var needs = new ArrayList<Need>();
        for (int i = 0; i < orders; i++) {
            needs.add(new Need(new OrderId(new UUID(3, i)), candidates(random, orders * 3)));
        }
        return needs;
    }

    private static List<Candidate> candidates(Random random, int drivers) {
        var candidates = new ArrayList<Candidate>();
        for (int i = 0; i < CANDIDATES; i++) {
            double distanceM = random.nextDouble() * REACH_M;
            candidates.add(
                    new Candidate(
                            new DriverId(new UUID(2, random.nextInt(Math.max(drivers, 1)))),
                            distanceM,
                            (int) (distanceM / SPEED_MPS),
                            Candidate.By.LINE));
        }
        candidates.sort((a, b) -> Double.compare(a.distanceM(), b.distanceM()));
        return candidates;
    }
}
