package dev.beckon.city.streets;

import dev.beckon.contracts.geo.LatLng;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Deque;
import java.util.List;

/** Keeps of a plan what hangs together: from each crossing that is left one can drive to all. */
final class Connected {

    private final List<LatLng> points;
    private final List<Street> streets;
    private final List<List<Integer>> ahead = new ArrayList<>();
    private final List<List<Integer>> back = new ArrayList<>();

    Connected(List<LatLng> points, List<Street> streets) {
        this.points = points;
        this.streets = streets;
        for (int i = 0; i < points.size(); i++) {
            ahead.add(new ArrayList<>());
            back.add(new ArrayList<>());
        }
        for (Street street : streets) {
            for (int i = 1; i < street.nodes().size(); i++) {
                link(street.nodes().get(i - 1), street.nodes().get(i));
                if (!street.oneWay()) {
                    link(street.nodes().get(i), street.nodes().get(i - 1));
                }
            }
        }
    }

    StreetPlan plan(List<Ground> grounds, List<HotSpot> hotSpots) {
        BitSet kept = largest();
        int[] places = new int[points.size()];
        Arrays.fill(places, -1);
        List<LatLng> nodes = new ArrayList<>();
        kept.stream()
                .forEach(
                        node -> {
                            places[node] = nodes.size();
                            nodes.add(points.get(node));
                        });
        List<Street> left = new ArrayList<>();
        for (Street street : streets) {
            List<Integer> run = new ArrayList<>();
            for (int node : street.nodes()) {
                if (kept.get(node)) {
                    run.add(places[node]);
                } else {
                    add(left, street, run);
                }
            }
            add(left, street, run);
        }
        return new StreetPlan(nodes, left, grounds, hotSpots);
    }

    private static void add(List<Street> left, Street street, List<Integer> run) {
        if (run.size() > 1) {
            left.add(new Street(street.name(), street.rank(), street.oneWay(), run));
        }
        run.clear();
    }

    private void link(int from, int to) {
        ahead.get(from).add(to);
        back.get(to).add(from);
    }

    /** A node's strong component is what it reaches and what reaches it. */
    private BitSet largest() {
        BitSet open = new BitSet();
        open.set(0, points.size());
        BitSet largest = new BitSet();
        while (open.cardinality() > largest.cardinality()) {
            int start = open.nextSetBit(0);
            BitSet component = reached(start, ahead);
            component.and(reached(start, back));
            open.andNot(component);
            if (component.cardinality() > largest.cardinality()) {
                largest = component;
            }
        }
        return largest;
    }

    private static BitSet reached(int start, List<List<Integer>> links) {
        BitSet reached = new BitSet();
        reached.set(start);
        Deque<Integer> todo = new ArrayDeque<>(List.of(start));
        while (!todo.isEmpty()) {
            for (int next : links.get(todo.remove())) {
                if (!reached.get(next)) {
                    reached.set(next);
                    todo.add(next);
                }
            }
        }
        return reached;
    }
}
