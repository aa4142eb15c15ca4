package dev.beckon.dispatch.round;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.jooq.DSLContext;

/**
 * A dispatcher of a {@link Race}: folds its partitions of a log from where they stand, in batches
 * drawn by lot, and takes over again when another has.
 */
final class Owner implements Runnable {

    /** The largest batches are of 256. */
    private static final int BATCH_MAGNITUDES = 9;

    private final DSLContext dsl;
    private final RoundService rounds;
    private final List<Intake> log;
    private final Set<Integer> partitions;
    private final Instant now;
    private final Heard heard;
    private final Random lot;
    private Map<Integer, Stand> stands = Map.of();

    Owner(
            DSLContext dsl,
            RoundService rounds,
            List<Intake> log,
            Set<Integer> partitions,
            Instant now,
            Heard heard,
            Random lot) {
        this.dsl = dsl;
        this.rounds = rounds;
        this.log = log.stream().filter(one -> partitions.contains(one.partition())).toList();
        this.partitions = Set.copyOf(partitions);
        this.now = now;
        this.heard = heard;
        this.lot = lot;
    }

    @Override
    public void run() {
        takeOver();
        for (var batch = next(); !batch.isEmpty(); batch = next()) {
            try {
                heard.hear(rounds.run(batch, stands, now).publication());
                advance(batch);
            } catch (FencedException e) {
                // Not always at once, or two of them would do nothing else.
                if (lot.nextInt(8) == 0) {
                    takeOver();
                }
            }
        }
    }

    private void takeOver() {
        var starts = partitions.stream().collect(Collectors.toMap(number -> number, number -> 0L));
        stands =
                dsl.transactionResult(
                        tx -> new HashMap<>(new PartitionsTable().takeOver(tx.dsl(), starts)));
    }

    /** Batches of a few are as likely as those of hundreds. */
    private List<Intake> next() {
        int size = 1 + lot.nextInt(1 << lot.nextInt(BATCH_MAGNITUDES));
        return log.stream().filter(one -> one.offset() >= stand(one).folded()).limit(size).toList();
    }

    private void advance(List<Intake> batch) {
        batch.forEach(one -> stands.put(one.partition(), stand(one).at(one.offset() + 1)));
    }

    private Stand stand(Intake intake) {
        return Objects.requireNonNull(stands.get(intake.partition()));
    }
}
