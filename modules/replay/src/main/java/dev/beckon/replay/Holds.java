package dev.beckon.replay;

import static java.util.Comparator.comparingLong;

import dev.beckon.contracts.id.DriverId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Proves that no driver was above capacity; pure.
 *
 * <p>Across partitions there is no order but the fencing tokens and the times. A driver's holds are
 * put in the order of their tokens; then no two tokens may be equal, each hold but the highest must
 * be released, and none may be released ({@code at}) after a higher one was made. A round reads its
 * clock once, at its beginning, so that of two rounds side by side the one that claims may carry an
 * earlier {@code at} than the one that released just before: a hold therefore counts as made when
 * its event was published, where that is within 10 s of its {@code at}, and at its {@code at}
 * otherwise. Clocks of several machines have to agree that far.
 */
final class Holds {

    /** Of a driver, in live assignments. */
    static final int CAPACITY = 1;

    private final Breaches breaches;
    private final Map<DriverId, List<Hold>> byDriver = new HashMap<>();
    private final List<Superseded> superseded = new ArrayList<>();

    /** A hold that was not released, and one of the same driver with a higher token. */
    private record Superseded(Hold lower, Hold higher) {}

    Holds(Breaches breaches) {
        this.breaches = breaches;
    }

    void add(Hold hold) {
        byDriver.computeIfAbsent(hold.driverId, _ -> new ArrayList<>(4)).add(hold);
    }

    List<Hold> of(DriverId driver) {
        return byDriver.getOrDefault(driver, List.of());
    }

    void forEach(Consumer<Hold> action) {
        byDriver.values().forEach(driver -> driver.forEach(action));
    }

    long drivers() {
        return byDriver.size();
    }

    long size() {
        return byDriver.values().stream().mapToLong(List::size).sum();
    }

    /** All has been read that was there at the start. */
    void seal() {
        for (var driver : byDriver.values()) {
            driver.sort(comparingLong(hold -> hold.token));
            for (int i = 0; i + CAPACITY < driver.size(); i++) {
                if (driver.get(i).open()) {
                    superseded.add(new Superseded(driver.get(i), driver.get(i + CAPACITY)));
                }
            }
        }
    }

    /** Whether all are released that had to be at the start. */
    boolean settled() {
        superseded.removeIf(pair -> !pair.lower().open());
        return superseded.isEmpty();
    }

    void report() {
        settled();
        superseded.forEach(
                pair ->
                        report(
                                Rule.CAPACITY,
                                pair.higher(),
                                pair.lower(),
                                "which is not released"));
        byDriver.values().forEach(this::inOrder);
    }

    /** Holds each hold against that one among those with lower tokens that lasted longest. */
    private void inOrder(List<Hold> driver) {
        driver.sort(comparingLong(hold -> hold.token));
        Hold before = null;
        Hold longest = null;
        for (var hold : driver) {
            if (before != null && before.token == hold.token) {
                report(Rule.TOKENS, hold, before, "with the same token");
            } else if (before != null && hold.madeBefore(before)) {
                report(Rule.TOKENS, hold, before, "which was made later");
            } else if (longest != null && hold.overlaps(longest)) {
                report(Rule.CAPACITY, hold, longest, "which is released only later");
            }
            before = hold;
            if (longest == null || hold.endsAfter(longest)) {
                longest = hold;
            }
        }
    }

    private void report(Rule rule, Hold hold, Hold lower, String sentence) {
        breaches.add(
                rule,
                "driver " + hold.driverId,
                "is held for %s beside %s, %s".formatted(hold, lower, sentence),
                hold.made(),
                lower.last());
    }
}
