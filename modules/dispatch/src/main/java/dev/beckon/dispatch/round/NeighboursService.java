package dev.beckon.dispatch.round;

import dev.beckon.contracts.geo.LatLng;
import dev.beckon.contracts.id.DriverId;
import dev.beckon.contracts.id.OrderId;
import dev.beckon.dispatch.drivers.CandidatesTable;
import dev.beckon.dispatch.drivers.CandidatesTable.Near;
import dev.beckon.dispatch.drivers.CandidatesTable.Spot;
import dev.beckon.dispatch.order.Order;
import dev.beckon.routing.Earth;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.jooq.DSLContext;

/**
 * Finds the nearest drivers for a whole round at once. A crowd, whose pickups share a cell, is
 * asked about from the middle of it: one by one they would be told of the same drivers.
 */
final class NeighboursService {

    /** How many at most, where a crowd of orders stands at one spot. */
    private static final int MOST = 500;

    /** So many pickups of one cell are no crowd. */
    private static final int FEW = 8;

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
     * @return for each order its drivers, nearest first
     */
    Map<OrderId, List<Near>> near(Look look, Collection<Order> orders) {
        var sizes = new HashMap<LatLng, Integer>();
        var crowds = new LinkedHashMap<Question, List<Member>>();
        for (var order : orders) {
            var question = Question.of(order);
            int place = sizes.merge(question.cell(), 1, Integer::sum) - 1;
            crowds.computeIfAbsent(question.fromCell(), _ -> new ArrayList<>())
                    .add(new Member(order.id(), question, place));
        }
        var first = new LinkedHashSet<Question>();
        crowds.forEach(
                (crowd, members) ->
                        members.forEach(one -> first.add(askedAs(one, crowd, members))));
        var answers = ask(look, first, sizes);
        var near = new HashMap<OrderId, List<Near>>();
        var again = new LinkedHashMap<Member, Answer>();
        crowds.forEach(
                (crowd, members) -> {
                    for (var one : members) {
                        var answer =
                                Objects.requireNonNull(answers.get(askedAs(one, crowd, members)));
                        answer.nearest(one, look)
                                .ifPresentOrElse(
                                        nearest ->
                                                near.put(
                                                        one.order(),
                                                        answer.share(one, look, nearest)),
                                        () -> again.put(one, answer));
                    }
                });
        var alone = new LinkedHashSet<Question>();
        again.keySet().forEach(one -> alone.add(one.question()));
        // Whoever else there is for those of a crowd is known: only their nearest are missing.
        var theirs = ask(look, alone, Map.of());
        again.forEach(
                (one, crowd) -> {
                    var own = Objects.requireNonNull(theirs.get(one.question()));
                    var nearest = own.nearest(one, look).orElseThrow();
                    near.put(one.order(), crowd.share(one, look, nearest));
                });
        return near;
    }

    private static Question askedAs(Member one, Question crowd, List<Member> members) {
        return members.size() > FEW ? crowd : one.question();
    }

    /**
     * One of those who ask.
     *
     * @param place among the orders of its cell
     */
    private record Member(OrderId order, Question question, int place) {}

    /**
     * The nearest drivers around a point.
     *
     * @param completeM within this distance there is nobody else
     */
    private record Answer(LatLng at, List<Near> drivers, double completeM) {

        /**
         * Its nearest, as seen from a point close by. Nothing where somebody nearer may be missing.
         */
        Optional<List<Near>> nearest(Member member, Look look) {
            var pickup = member.question().pickup();
            double asideM = pickup.equals(at) ? 0 : Earth.distanceM(at, pickup);
            int most = most(look);
            var nearest = nearest(most, upTo(most, 2 * asideM), pickup);
            // Who has asked for itself would be told the same again.
            return asideM > 0
                            && !nearest.isEmpty()
                            && nearest.getFirst().distanceM() > completeM - asideM
                    ? Optional.empty()
                    : Optional.of(nearest);
        }

        /**
         * Its nearest, and as many from the member's own place on, so that everybody of a crowd can
         * have a driver of their own, without each of hundreds weighing all of hundreds.
         */
        List<Near> share(Member member, Look look, List<Near> nearest) {
            var share = new TreeSet<>(Near.NEAREST_FIRST);
            share.addAll(nearest);
            int from = Math.min(member.place(), drivers.size());
            drivers.subList(from, Math.min(from + most(look), drivers.size()))
                    .forEach(one -> share.add(seen(one, member.question().pickup())));
            return List.copyOf(share);
        }

        private static int most(Look look) {
            return CandidatesTable.EACH + look.lost().size();
        }

        /** So many, and whoever is hardly farther than the last of them. */
        private List<Near> upTo(int most, double furtherM) {
            if (drivers.size() <= most) {
                return drivers;
            }
            double lastM = drivers.get(most - 1).distanceM() + furtherM;
            return drivers.stream().takeWhile(one -> one.distanceM() <= lastM).toList();
        }

        /** Of a crowd's hundreds, whom the sphere shows to be too far is not measured. */
        private List<Near> nearest(int most, List<Near> among, LatLng pickup) {
            if (among.size() <= most) {
                return among.stream()
                        .map(one -> seen(one, pickup))
                        .sorted(Near.NEAREST_FIRST)
                        .toList();
            }
            var keys =
                    among.stream()
                            .mapToDouble(one -> Earth.sphereKey(one.location(), pickup))
                            .toArray();
            double last = Arrays.stream(keys).sorted().skip(most - 1).findFirst().orElseThrow();
            return IntStream.range(0, keys.length)
                    .filter(i -> keys[i] <= last * Earth.SURELY_FARTHER)
                    .mapToObj(i -> seen(among.get(i), pickup))
                    .sorted(Near.NEAREST_FIRST)
                    .limit(most)
                    .toList();
        }

        private Near seen(Near driver, LatLng pickup) {
            return pickup.equals(at)
                    ? driver
                    : new Near(
                            driver.driver(),
                            driver.location(),
                            Earth.distanceM(pickup, driver.location()));
        }
    }

    private Map<Question, Answer> ask(
            Look look, Collection<Question> questions, Map<LatLng, Integer> sizes) {
        var answers = new HashMap<Question, Answer>();
        if (questions.isEmpty()) {
            return answers;
        }
        var spots = questions.stream().map(one -> spot(one, look, sizes)).toList();
        var near = table.near(look.tx(), spots, look.reachM(), look.now());
        int i = 0;
        for (var question : questions) {
            var found = near.get(i);
            answers.put(
                    question, new Answer(question.pickup(), found.drivers(), found.completeM()));
            i++;
        }
        return answers;
    }

    private static Spot spot(Question question, Look look, Map<LatLng, Integer> sizes) {
        int others = sizes.getOrDefault(question.cell(), 1) - 1;
        int most = Math.min(CandidatesTable.EACH + others + look.lost().size(), MOST);
        return new Spot(question.pickup(), question.kind(), question.excluded(), most);
    }
}
