package dev.beckon.dispatch.matching;

import dev.beckon.contracts.id.DriverId;
import dev.beckon.contracts.id.OrderId;
import dev.beckon.contracts.offer.Candidate;
import dev.beckon.contracts.offer.Policy;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/**
 * How a round's drivers are chosen: no driver twice, no order twice, the same input the same way.
 */
public enum MatchingPolicy {
    /** In the order of placing, each order takes its nearest free candidate: the baseline. */
    NEAREST {
        @Override
        public List<Match> match(List<Need> round) {
            return nearest(round);
        }
    },
    /** The pair with the least travel time first, of the whole round, then of what is left. */
    GREEDY {
        @Override
        public List<Match> match(List<Need> round) {
            return greedy(round);
        }
    },
    /**
     * Serves as many orders of the round as can be, in the least total travel time; between equal
     * ones the least total distance. Does not depend on the sequence of its input. The first call
     * loads a native library, which takes a second or more: make it with an empty round at the
     * start.
     */
    BATCH {
        @Override
        public List<Match> match(List<Need> round) {
            return BatchSolver.solve(round);
        }
    };

    private static final Comparator<Candidate> NEAREST_FIRST =
            Comparator.comparingDouble(Candidate::distanceM)
                    .thenComparingInt(Candidate::etaS)
                    .thenComparing(Candidate::driverId);

    private static final Comparator<Match> QUICKEST_FIRST =
            Comparator.comparingInt((Match pair) -> pair.candidate().etaS())
                    .thenComparingDouble(pair -> pair.candidate().distanceM())
                    .thenComparing(Match::orderId)
                    .thenComparing(pair -> pair.candidate().driverId());

    /**
     * @param round in the order of placing, each order once
     * @return one match for each order that is served, in the round's order
     */
    public abstract List<Match> match(List<Need> round);

    /** The policy as the log keeps it with each offer of this round. */
    public Policy policy(List<Need> round) {
        long drivers =
                round.stream()
                        .flatMap(need -> need.candidates().stream())
                        .map(Candidate::driverId)
                        .distinct()
                        .count();
        return new Policy(
                name().toLowerCase(Locale.ROOT),
                Map.of("orders", (double) round.size(), "drivers", (double) drivers));
    }

    private static List<Match> nearest(List<Need> round) {
        var taken = new HashSet<>();
        var matches = new ArrayList<Match>();
        for (var need : round) {
            need.candidates().stream()
                    .filter(candidate -> !taken.contains(candidate.driverId()))
                    .min(NEAREST_FIRST)
                    .ifPresent(
                            candidate -> {
                                taken.add(candidate.driverId());
                                matches.add(new Match(need.orderId(), candidate));
                            });
        }
        return matches;
    }

    private static List<Match> greedy(List<Need> round) {
        var pairs = new ArrayList<Match>();
        for (var need : round) {
            need.candidates().forEach(one -> pairs.add(new Match(need.orderId(), one)));
        }
        pairs.sort(QUICKEST_FIRST);
        var taken = new HashSet<DriverId>();
        var chosen = new HashMap<OrderId, Match>();
        for (var pair : pairs) {
            var driver = pair.candidate().driverId();
            if (!taken.contains(driver) && chosen.putIfAbsent(pair.orderId(), pair) == null) {
                taken.add(driver);
            }
        }
        return inOrderOf(round, chosen);
    }

    /** What was chosen, in the round's order. */
    static List<Match> inOrderOf(List<Need> round, Map<OrderId, Match> chosen) {
        return round.stream()
                .map(need -> chosen.get(need.orderId()))
                .filter(Objects::nonNull)
                .toList();
    }
}
