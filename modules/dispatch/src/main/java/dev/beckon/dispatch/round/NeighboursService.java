package dev.beckon.dispatch.round;

import dev.beckon.contracts.geo.LatLng;
import dev.beckon.contracts.id.DriverId;
import dev.beckon.dispatch.drivers.CandidatesTable;
import dev.beckon.dispatch.drivers.CandidatesTable.Near;
import dev.beckon.dispatch.drivers.CandidatesTable.Spot;
import dev.beckon.routing.Earth;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jooq.DSLContext;

/**
 * Finds the nearest drivers for a whole round at once. A crowd, whose pickups share a cell, is
 * asked about from the middle of it: one by one they would be told of the same drivers.
 */
final class NeighboursService {

    /** How many drivers an order gets that has its neighbourhood to itself. */
    static final int EACH = 8;

    /** How many at most, where a crowd of orders stands at one spot. */
    private static final int MOST = 500;

    /** So many pickups of one cell are no crowd. */
    private static final int FEW = 8;

    private static final Comparator<Near> NEAREST_FIRST =
            Comparator.comparingDouble(Near::distanceM).thenComparing(Near::driver);

    private final CandidatesTable table;

    NeighboursService(CandidatesTable table) {
        this.table = table;
    }

    /**
     * How a round looks.
     *
     * @param tx its transaction: whom it has freed is free, whom it has claimed is not
     * @param reachM how far, in metres
     * @param lost drivers whom others hold at this moment: they come besides
     */
    record Look(DSLContext tx, double reachM, Instant now, Set<DriverId> lost) {}

    /**
     * @param asked how many orders ask each question
     * @return for each question its drivers, nearest first
     */
    Map<Question, List<Near>> near(Look look, Map<Question, Integer> asked) {
        var sizes = new HashMap<LatLng, Integer>();
        asked.forEach((question, orders) -> sizes.merge(question.cell(), orders, Integer::sum));
        var crowds = new LinkedHashMap<Question, List<Question>>();
        asked.keySet()
                .forEach(
                        one ->
                                crowds.computeIfAbsent(one.fromCell(), _ -> new ArrayList<>())
                                        .add(one));
        var first = new ArrayList<Question>();
        crowds.forEach(
                (crowd, members) -> {
                    if (members.size() > FEW) {
                        first.add(crowd);
                    } else {
                        first.addAll(members);
                    }
                });
        var answers = ask(look, first, sizes);
        var near = new HashMap<Question, List<Near>>();
        var again = new ArrayList<Question>();
        crowds.forEach(
                (crowd, members) -> {
                    for (var one : members) {
                        var answer = members.size() > FEW ? answers.get(crowd) : answers.get(one);
                        Objects.requireNonNull(answer)
                                .from(one.pickup())
                                .ifPresentOrElse(
                                        drivers -> near.put(one, drivers), () -> again.add(one));
                    }
                });
        ask(look, again, sizes).forEach((one, answer) -> near.put(one, answer.drivers()));
        return near;
    }

    /**
     * The nearest drivers around a point.
     *
     * @param completeM within this distance there is nobody else
     */
    private record Answer(LatLng at, List<Near> drivers, double completeM) {

        /** As seen from a point close by; nothing where somebody nearer to it may be missing. */
        Optional<List<Near>> from(LatLng pickup) {
            if (pickup.equals(at)) {
                return Optional.of(drivers);
            }
            var seen =
                    drivers.stream()
                            .map(
                                    one ->
                                            new Near(
                                                    one.driver(),
                                                    one.location(),
                                                    Earth.distanceM(one.location(), pickup)))
                            .sorted(NEAREST_FIRST)
                            .toList();
            return seen.isEmpty()
                            || seen.getFirst().distanceM()
                                    <= completeM - Earth.distanceM(at, pickup)
                    ? Optional.of(seen)
                    : Optional.empty();
        }
    }

    private Map<Question, Answer> ask(
            Look look, List<Question> questions, Map<LatLng, Integer> sizes) {
        var answers = new HashMap<Question, Answer>();
        if (questions.isEmpty()) {
            return answers;
        }
        var spots = questions.stream().map(one -> spot(one, look, sizes)).toList();
        var near = table.near(look.tx(), spots, look.reachM(), look.now());
        for (int i = 0; i < spots.size(); i++) {
            var drivers = near.get(i);
            boolean all = drivers.size() < spots.get(i).most();
            double completeM = all ? Double.POSITIVE_INFINITY : drivers.getLast().distanceM();
            answers.put(
                    questions.get(i), new Answer(questions.get(i).pickup(), drivers, completeM));
        }
        return answers;
    }

    private static Spot spot(Question question, Look look, Map<LatLng, Integer> sizes) {
        int others = sizes.getOrDefault(question.cell(), 1) - 1;
        int most = Math.min(EACH + others + look.lost().size(), MOST);
        return new Spot(question.pickup(), question.kind(), question.excluded(), most);
    }
}
