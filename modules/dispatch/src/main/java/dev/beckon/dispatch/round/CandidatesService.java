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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

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
        var asked = new LinkedHashMap<Question, Integer>();
        orders.forEach(order -> asked.merge(Question.of(order), 1, Integer::sum));
        var near = neighbours.near(look, asked);
        var candidates = new LinkedHashMap<Question, List<Candidate>>();
        asked.keySet().forEach(question -> candidates.put(question, new ArrayList<>()));
        timed(candidates, near, time);
        candidates.replaceAll((_, ofQuestion) -> List.copyOf(ofQuestion));
        return orders.stream()
                .map(
                        order ->
                                new Need(
                                        order.id(),
                                        candidates.getOrDefault(Question.of(order), List.of())))
                .toList();
    }

    /** Everybody's nearest are looked up before anybody's second: they are the likeliest to go. */
    private void timed(
            Map<Question, List<Candidate>> candidates,
            Map<Question, List<Near>> near,
            RoadTime.OfRound time) {
        int longest = near.values().stream().mapToInt(List::size).max().orElse(0);
        for (int rank = 0; rank < longest; rank++) {
            for (var one : candidates.entrySet()) {
                var drivers = near.getOrDefault(one.getKey(), List.of());
                if (rank < drivers.size()) {
                    one.getValue().add(timed(drivers.get(rank), one.getKey().pickup(), time));
                }
            }
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
