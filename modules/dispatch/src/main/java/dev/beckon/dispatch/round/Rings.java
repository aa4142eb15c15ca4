package dev.beckon.dispatch.round;

import dev.beckon.contracts.id.DriverId;
import dev.beckon.contracts.offer.Candidate;
import dev.beckon.dispatch.matching.Match;
import dev.beckon.dispatch.matching.MatchingPolicy;
import dev.beckon.dispatch.matching.Need;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Matches ring by ring: whoever has somebody near is not sent anybody from afar. */
final class Rings {

    private Rings() {}

    /**
     * @param radiiM where the rings end, in metres
     * @param round in the order of placing, each order once
     */
    static List<Match> match(MatchingPolicy policy, List<Double> radiiM, List<Need> round) {
        var matches = new ArrayList<Match>();
        var taken = new HashSet<DriverId>();
        var open = round;
        for (double radiusM : radiiM) {
            var within =
                    open.stream()
                            .map(need -> within(need, radiusM, taken))
                            .filter(need -> !need.candidates().isEmpty())
                            .toList();
            if (!within.isEmpty()) {
                var found = policy.match(within);
                matches.addAll(found);
                found.forEach(match -> taken.add(match.candidate().driverId()));
                var served = found.stream().map(Match::orderId).collect(Collectors.toSet());
                open = open.stream().filter(need -> !served.contains(need.orderId())).toList();
            }
        }
        return matches;
    }

    private static Need within(Need need, double radiusM, Set<DriverId> taken) {
        boolean all = taken.isEmpty() && need.candidates().getLast().distanceM() <= radiusM;
        return all ? need : new Need(need.orderId(), free(need, radiusM, taken));
    }

    private static List<Candidate> free(Need need, double radiusM, Set<DriverId> taken) {
        return need.candidates().stream()
                .takeWhile(candidate -> candidate.distanceM() <= radiusM)
                .filter(candidate -> !taken.contains(candidate.driverId()))
                .toList();
    }
}
