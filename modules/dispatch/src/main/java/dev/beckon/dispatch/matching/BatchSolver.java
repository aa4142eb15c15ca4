package dev.beckon.dispatch.matching;

import com.google.ortools.Loader;
import com.google.ortools.graph.MinCostFlow;
import com.google.ortools.graph.MinCostFlowBase.Status;
import dev.beckon.contracts.id.DriverId;
import dev.beckon.contracts.id.OrderId;
import dev.beckon.contracts.offer.Candidate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The round as a flow of least cost: one unit from each order through a driver to the sink. */
final class BatchSolver {

    private BatchSolver() {}

    /**
     * @throws IllegalStateException if the solver's native library cannot be loaded
     */
    static List<Match> solve(List<Need> round) {
        NativeLibrary.load();
        var needs = round.stream().sorted(Comparator.comparing(Need::orderId)).toList();
        var nodes = driverNodes(needs);
        int sink = needs.size() + nodes.size();
        var costs = Costs.of(needs, sink + 1);
        var flow = new MinCostFlow(sink + 1);
        try {
            var arcs = new ArrayList<Match>();
            for (int order = 0; order < needs.size(); order++) {
                var need = needs.get(order);
                flow.setNodeSupply(order, 1);
                for (var candidate : sorted(need.candidates())) {
                    int driver = Objects.requireNonNull(nodes.get(candidate.driverId()));
                    flow.addArcWithCapacityAndUnitCost(order, driver, 1, costs.of(candidate));
                    arcs.add(new Match(need.orderId(), candidate));
                }
            }
            for (int driver = needs.size(); driver < sink; driver++) {
                flow.addArcWithCapacityAndUnitCost(driver, sink, 1, 0);
            }
            flow.setNodeSupply(sink, -needs.size());
            var status = flow.solveMaxFlowWithMinCost();
            if (status != Status.OPTIMAL) {
                throw new IllegalStateException("The round could not be solved: " + status);
            }
            return chosen(flow, arcs, round);
        } finally {
            flow.delete();
        }
    }

    private static Map<DriverId, Integer> driverNodes(List<Need> needs) {
        var nodes = new HashMap<DriverId, Integer>();
        needs.stream()
                .flatMap(need -> need.candidates().stream())
                .map(Candidate::driverId)
                .distinct()
                .sorted()
                .forEach(driver -> nodes.put(driver, needs.size() + nodes.size()));
        return nodes;
    }

    private static List<Candidate> sorted(List<Candidate> candidates) {
        return candidates.stream().sorted(Comparator.comparing(Candidate::driverId)).toList();
    }

    private static List<Match> chosen(MinCostFlow flow, List<Match> arcs, List<Need> round) {
        var byOrder = new HashMap<OrderId, Match>();
        for (int arc = 0; arc < arcs.size(); arc++) {
            if (flow.getFlow(arc) > 0) {
                byOrder.put(arcs.get(arc).orderId(), arcs.get(arc));
            }
        }
        return MatchingPolicy.inOrderOf(round, byOrder);
    }

    /**
     * Seconds first; between sums that are equal in seconds, metres. Both stand in one whole
     * number: the distances of a whole round together weigh less than one second.
     *
     * @param unitM how fine distances are told apart: the solver's numbers have an end
     */
    private record Costs(double unitM, long perSecond) {

        private static final double FINEST_M = 0.1;
        private static final double COARSEST_M = 1e5;

        static Costs of(List<Need> needs, int nodes) {
            double sumM = 0;
            int maxS = 0;
            for (var need : needs) {
                double farthestM = 0;
                for (var candidate : need.candidates()) {
                    farthestM = Math.max(farthestM, candidate.distanceM());
                    maxS = Math.max(maxS, candidate.etaS());
                }
                sumM += farthestM;
            }
            // The solver multiplies each cost by the number of nodes, and adds some of them up.
            double limit = Long.MAX_VALUE / (16.0 * (nodes + 1.0));
            double unitM = FINEST_M;
            while (unitM < COARSEST_M && weight(sumM, unitM, needs.size()) * (maxS + 1.0) > limit) {
                unitM *= 10;
            }
            return new Costs(unitM, (long) weight(sumM, unitM, needs.size()));
        }

        long of(Candidate candidate) {
            return candidate.etaS() * perSecond + Math.round(candidate.distanceM() / unitM);
        }

        /** One for each order: what rounding may add. */
        private static double weight(double sumM, double unitM, int orders) {
            return Math.ceil(sumM / unitM) + orders + 1;
        }
    }

    /**
     * Loads once, at the first round; the class stays unloadable where that fails, and says why.
     */
    private static final class NativeLibrary {

        private static final @Nullable Throwable FAILURE = tryToLoad();

        static void load() {
            if (FAILURE != null) {
                throw new IllegalStateException(
                        "The policy 'batch' needs the native library of OR-Tools for %s on %s, and it could not be loaded; the policy 'nearest' does without"
                                .formatted(
                                        System.getProperty("os.name"),
                                        System.getProperty("os.arch")),
                        FAILURE);
            }
        }

        private static @Nullable Throwable tryToLoad() {
            try {
                Loader.loadNativeLibraries();
                return null;
            } catch (RuntimeException | LinkageError e) {
                return e;
            }
        }
    }
}
