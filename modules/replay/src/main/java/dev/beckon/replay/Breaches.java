package dev.beckon.replay;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Collects breaches: counts all, keeps the first of each rule. */
final class Breaches {

    private static final long KEPT_PER_RULE = 1_000;

    private final Map<Rule, Long> counts = new EnumMap<>(Rule.class);
    private final List<Breach> kept = new ArrayList<>();

    Breaches(Set<Rule> rules) {
        rules.forEach(rule -> counts.put(rule, 0L));
    }

    void add(Rule rule, String about, String sentence, Origin... records) {
        if (counts.merge(rule, 1L, Long::sum) <= KEPT_PER_RULE) {
            kept.add(new Breach(rule, about, List.of(records), sentence));
        }
    }

    Map<Rule, Long> counts() {
        return counts;
    }

    List<Breach> kept() {
        return kept;
    }
}
