package dev.beckon.loadtest.matching;

import dev.beckon.contracts.id.DriverId;
import dev.beckon.contracts.id.OrderId;
import dev.beckon.contracts.offer.Candidate;
import dev.beckon.contracts.offer.Candidate.By;
import dev.beckon.dispatch.matching.Match;
import dev.beckon.dispatch.matching.Need;
import dev.beckon.dispatch.order.Order;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * One round's search in memory, with the numbers of the dispatcher's: the same steps of the radius,
 * as many candidates, as many passes. Every claim succeeds: there is no other dispatcher.
 */
final class Search {

    private static final int PASSES = 5;
    private static final int EACH = 8;
    private static final int MOST = 500;
    private static final double CELL_DEG = 0.01;

    private final Manner manner;
    private final List<Double> radiiM;
    private final Ways ways;
    private final RoadShare roads;
    private final Map<OrderId, List<Near>> near = new HashMap<>();
    private final Map<OrderId, Order> seekers = new LinkedHashMap<>();
    private final Set<DriverId> taken = new HashSet<>();
    private final List<Found> found = new ArrayList<>();

    private record Near(Driver driver, double distanceM) {}

    /** A driver for an order, and the needs among which they were chosen. */
    record Found(Match match, List<Need> round) {}

    private Search(Manner manner, List<Double> radiiM, Ways ways) {
        this.manner = manner;
        this.radiiM = radiiM;
        this.ways = ways;
        this.roads = new RoadShare(manner.hold());
    }

    /** Who is to be asked, for those orders for which there is somebody. */
    static List<Found> run(
            Manner manner,
            List<Double> radiiM,
            Ways ways,
            List<Order> orders,
            Collection<Driver> free) {
        var search = new Search(manner, radiiM, ways);
        orders.forEach(order -> search.look(order, free));
        for (double radiusM : radiiM) {
            search.within(radiusM);
        }
        return search.found;
    }

    /** Everybody in reach, nearest first. */
    private void look(Order order, Collection<Driver> free) {
        double reachM = radiiM.getLast();
        var excluded = order.excludedDrivers();
        var pickup = order.pickup().latLng();
        var reach = new ArrayList<Near>();
        for (var driver : free) {
            if (!excluded.contains(driver.id())) {
                double distanceM = ways.distanceM(driver.place(), pickup);
                if (distanceM <= reachM) {
                    reach.add(new Near(driver, distanceM));
                }
            }
        }
        reach.sort(
                Comparator.comparingDouble(Near::distanceM)
                        .thenComparing(one -> one.driver().id()));
        seekers.put(order.id(), order);
        near.put(order.id(), reach);
    }

    private void within(double radiusM) {
        for (int pass = 0; pass < PASSES && !seekers.isEmpty(); pass++) {
            var needs = needs(radiusM);
            var wanting = needs.stream().filter(need -> !need.candidates().isEmpty()).toList();
            var matches = manner.policy().match(wanting);
            for (var match : matches) {
                found.add(new Found(match, needs));
                taken.add(match.candidate().driverId());
                seekers.remove(match.orderId());
            }
            if (matches.isEmpty() || matches.size() == wanting.size()) {
                return;
            }
        }
    }

    /** Everybody's nearest are looked up before anybody's second. */
    private List<Need> needs(double radiusM) {
        var crowds = new HashMap<String, Integer>();
        seekers.values().forEach(order -> crowds.merge(cell(order), 1, Integer::sum));
        var reach = new LinkedHashMap<OrderId, List<Near>>();
        for (var order : seekers.values()) {
            int most = Math.min(EACH + crowds.getOrDefault(cell(order), 1) - 1, MOST);
            reach.put(
                    order.id(),
                    near.getOrDefault(order.id(), List.of()).stream()
                            .takeWhile(one -> one.distanceM() <= radiusM)
                            .filter(one -> !taken.contains(one.driver().id()))
                            .limit(most)
                            .toList());
        }
        var candidates = new HashMap<OrderId, List<Candidate>>();
        int longest = reach.values().stream().mapToInt(List::size).max().orElse(0);
        for (int rank = 0; rank < longest; rank++) {
            for (var order : seekers.values()) {
                var drivers = reach.getOrDefault(order.id(), List.of());
                if (rank < drivers.size()) {
                    candidates
                            .computeIfAbsent(order.id(), _ -> new ArrayList<>())
                            .add(timed(drivers.get(rank), order));
                }
            }
        }
        return seekers.keySet().stream()
                .map(id -> new Need(id, candidates.getOrDefault(id, List.of())))
                .toList();
    }

    private Candidate timed(Near near, Order order) {
        if (roads.take()) {
            var roadS = ways.roadS(near.driver().place(), order.pickup().latLng());
            if (roadS.isPresent()) {
                return candidate(near, roadS.getAsDouble(), By.ROAD);
            }
        }
        return candidate(near, ways.lineS(near.distanceM()), By.LINE);
    }

    private static Candidate candidate(Near near, double etaS, By by) {
        return new Candidate(
                near.driver().id(),
                Math.round(near.distanceM() * 10) / 10.0,
                (int) Math.round(etaS),
                by);
    }

    private static String cell(Order order) {
        return Math.floor(order.pickup().lat() / CELL_DEG)
                + ":"
                + Math.floor(order.pickup().lng() / CELL_DEG);
    }
}
