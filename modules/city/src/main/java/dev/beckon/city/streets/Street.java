package dev.beckon.city.streets;

import java.util.List;

/**
 * A street of the synthetic city.
 *
 * @param nodes what it leads through, as places in {@link StreetPlan#nodes}; one-way streets run in
 *     this direction
 */
record Street(String name, Rank rank, boolean oneWay, List<Integer> nodes) {

    Street {
        nodes = List.copyOf(nodes);
    }

    /** How important a street is, in OpenStreetMap's words, and how fast one may go. */
    enum Rank {
        TRUNK(80),
        PRIMARY(70),
        SECONDARY(60),
        TERTIARY(50),
        RESIDENTIAL(30);

        final int maxKmh;

        Rank(int maxKmh) {
            this.maxKmh = maxKmh;
        }
    }
}
