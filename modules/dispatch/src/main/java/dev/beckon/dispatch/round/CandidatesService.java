package dev.beckon.dispatch.round;

import dev.beckon.contracts.geo.LatLng;
import dev.beckon.contracts.offer.Candidate;
import dev.beckon.contracts.offer.Candidate.By;
import dev.beckon.dispatch.drivers.CandidatesTable.Near;
import dev.beckon.dispatch.matching.Need;
import dev.beckon.dispatch.order.Order;
import dev.beckon.routing.Routes;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Who could take which order of a round, and how long they would need to get there. */
final class CandidatesService {

    private final NeighboursService neighbours;
    private final Routes routes;

    CandidatesService(NeighboursService neighbours, Routes routes) {
        this.neighbours = neighbours;
        this.routes = routes;
    }

    /**
     * The nearest drivers of each order, nearest first.
     *
     * @param time for looking up how long they would need by road; what goes beyond is estimated
     */
    List<Need> needs(NeighboursService.Look look, Collection<Order> orders, RoadTime.OfRound time) {
        var near = neighbours.near(look, orders);
        var all =
                orders.stream()
                        .map(order -> new Seeker(order, near.getOrDefault(order.id(), List.of())))
                        .toList();
        // Everybody's nearest are looked up before anybody's second: they are the likeliest to go.
        int longest = all.stream().mapToInt(one -> one.drivers().size()).max().orElse(0);
        for (int rank = 0; rank < longest; rank++) {
            for (var one : all) {
                if (rank < one.drivers().size()) {
                    one.candidates().add(timed(one.drivers().get(rank), one.pickup(), time));
                }
            }
        }
        return all.stream().map(one -> new Need(one.order().id(), one.candidates())).toList();
    }

    private record Seeker(Order order, List<Near> drivers, List<Candidate> candidates) {

        Seeker(Order order, List<Near> drivers) {
            this(order, drivers, new ArrayList<>(drivers.size()));
        }

        LatLng pickup() {
            return order.pickup().latLng();
        }
    }

    private Candidate timed(Near driver, LatLng pickup, RoadTime.OfRound time) {
        var roadS = time.lookUp(() -> routes.roadS(driver.location(), pickup));
        double etaS = roadS.orElseGet(() -> routes.line().etaS(driver.distanceM()));
        return new Candidate(
                driver.driver(),
                Math.round(driver.distanceM() * 10) / 10.0,
                (int) Math.round(etaS),
                roadS.isPresent() ? By.ROAD : By.LINE);
    }
}
