package dev.beckon.dispatch.round;

import dev.beckon.contracts.geo.LatLng;
import dev.beckon.contracts.id.DriverId;
import dev.beckon.contracts.offer.Candidate;
import dev.beckon.contracts.offer.Candidate.By;
import dev.beckon.contracts.order.Kind;
import dev.beckon.dispatch.drivers.CandidatesTable;
import dev.beckon.dispatch.drivers.CandidatesTable.Near;
import dev.beckon.dispatch.drivers.CandidatesTable.Spot;
import dev.beckon.dispatch.matching.Need;
import dev.beckon.dispatch.order.Order;
import dev.beckon.routing.Routes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jooq.DSLContext;

/** Who could take which order of a round, and how long they would need to get there. */
final class CandidatesService {

    /** How many candidates an order gets that has its neighbourhood to itself. */
    static final int EACH = 8;

    /** How many at most, where a crowd of orders stands at one spot. */
    private static final int MOST = 500;

    /** Orders whose pickups share a square of this many degrees compete for the same drivers. */
    private static final double CELL_DEG = 0.01;

    private final CandidatesTable table;
    private final Routes routes;

    CandidatesService(CandidatesTable table, Routes routes) {
        this.table = table;
        this.routes = routes;
    }

    /** Orders that ask the same question are asked about once. */
    private record Question(LatLng pickup, Kind kind, Set<DriverId> excluded) {

        static Question of(Order order) {
            return new Question(order.pickup().latLng(), order.kind(), order.excludedDrivers());
        }

        String cell() {
            return Math.floor(pickup.lat() / CELL_DEG) + ":" + Math.floor(pickup.lng() / CELL_DEG);
        }

        Spot spot(Map<String, Integer> crowds) {
            int others = crowds.getOrDefault(cell(), 1) - 1;
            return new Spot(pickup, kind, excluded, Math.min(EACH + others, MOST));
        }
    }

    /**
     * The nearest drivers of each order, nearest first.
     *
     * @param time for looking up how long they would need by road; what goes beyond is estimated
     */
    List<Need> needs(
            DSLContext tx,
            Collection<Order> orders,
            double radiusM,
            Instant now,
            RoadTime.OfRound time) {
        var crowds = new HashMap<String, Integer>();
        for (var order : orders) {
            crowds.merge(Question.of(order).cell(), 1, Integer::sum);
        }
        var questions = orders.stream().map(Question::of).distinct().toList();
        var spots = questions.stream().map(question -> question.spot(crowds)).toList();
        var candidates = timed(spots, table.near(tx, spots, radiusM, now), time);
        var answers = new HashMap<Question, List<Candidate>>();
        for (int i = 0; i < spots.size(); i++) {
            answers.put(questions.get(i), candidates.get(i));
        }
        return orders.stream()
                .map(
                        order ->
                                new Need(
                                        order.id(),
                                        answers.getOrDefault(Question.of(order), List.of())))
                .toList();
    }

    /** Everybody's nearest are looked up before anybody's second: they are the likeliest to go. */
    private List<List<Candidate>> timed(
            List<Spot> spots, List<List<Near>> near, RoadTime.OfRound time) {
        var timed = new ArrayList<List<Candidate>>();
        spots.forEach(spot -> timed.add(new ArrayList<>()));
        int longest = near.stream().mapToInt(List::size).max().orElse(0);
        for (int rank = 0; rank < longest; rank++) {
            for (int i = 0; i < spots.size(); i++) {
                if (rank < near.get(i).size()) {
                    timed.get(i).add(timed(near.get(i).get(rank), spots.get(i).pickup(), time));
                }
            }
        }
        return timed;
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
