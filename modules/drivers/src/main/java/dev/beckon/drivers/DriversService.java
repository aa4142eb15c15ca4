package dev.beckon.drivers;

import dev.beckon.contracts.driver.DriverFact;
import dev.beckon.contracts.driver.DriverFact.ShiftRequested;
import dev.beckon.contracts.driver.DriverProfile;
import dev.beckon.contracts.driver.ShiftState;
import dev.beckon.contracts.id.DriverId;
import dev.beckon.contracts.id.FactId;
import dev.beckon.contracts.topic.Topics;
import dev.beckon.platform.kafka.WriterKafka;
import dev.beckon.platform.sql.Database;
import dev.beckon.platform.sql.Faults;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;

/**
 * Changes drivers, and tells of it. A change is committed first and published then; the row says
 * whether that was done, so that a crash in between delays a publication and loses none.
 */
final class DriversService {

    private static final Logger LOG = LoggerFactory.getLogger(DriversService.class);

    private static final int LEFTOVERS = 500;

    private final Database database;
    private final WriterKafka writer;
    private final InstantSource clock;

    DriversService(Database database, WriterKafka writer, InstantSource clock) {
        this.database = database;
        this.writer = writer;
        this.clock = clock;
    }

    /** The driver; a newcomer of that name where nothing was changed yet. */
    Driver get(DriverId id, String name) {
        return DriversTable.find(database.dsl(), id)
                .orElseGet(() -> Driver.newcomer(id, name, clock.instant()));
    }

    /** Returns when the shift is changed and Kafka has it. */
    Driver changeShift(DriverId id, String name, ShiftState state) {
        var now = clock.instant();
        return change(Driver.newcomer(id, name, now), driver -> driver.with(state, now));
    }

    /** Returns when the profile is changed and Kafka has it. */
    Driver changeProfile(DriverId id, DriverProfile profile) {
        var now = clock.instant();
        return change(
                Driver.newcomer(id, profile.name(), now), driver -> driver.with(profile, now));
    }

    private Driver change(Driver newcomer, UnaryOperator<Driver> change) {
        var changed =
                database.dsl()
                        .transactionResult(
                                tx -> {
                                    var driver =
                                            Objects.requireNonNull(
                                                    DriversTable.lock(tx.dsl(), List.of(newcomer))
                                                            .get(newcomer.id()));
                                    var next = change.apply(driver);
                                    if (!next.equals(driver)) {
                                        DriversTable.update(tx.dsl(), List.of(next));
                                    }
                                    return next;
                                });
        publish(List.of(changed.id()));
        return changed;
    }

    /** Returns when the facts are folded and Kafka has what came of them. */
    void fold(List<DriverFact> facts) {
        if (facts.isEmpty()) {
            return;
        }
        var requests =
                facts.stream()
                        .map(
                                fact ->
                                        switch (fact) {
                                            case ShiftRequested request -> request;
                                        })
                        .toList();
        publish(database.dsl().transactionResult(tx -> fold(tx.dsl(), requests, clock.instant())));
    }

    private static Collection<DriverId> fold(
            DSLContext sql, List<ShiftRequested> requests, Instant now) {
        var newcomers = new HashMap<DriverId, Driver>();
        for (var request : requests) {
            newcomers.put(
                    request.driverId(), Driver.newcomer(request.driverId(), request.name(), now));
        }
        var drivers = DriversTable.lock(sql, newcomers.values());
        var known = DriversTable.foldedIn(sql, requests.stream().map(ShiftRequested::id).toList());
        var changed = new LinkedHashMap<DriverId, Driver>();
        var folded = new ArrayList<DriversTable.Folded>();
        for (var request : requests) {
            var driver = Objects.requireNonNull(drivers.get(request.driverId()));
            var toldIn = known.get(request.id());
            if (toldIn != null && toldIn > driver.publishedVersion()) {
                continue;
            }
            var next = toldIn == null ? driver.with(request.state(), now) : driver;
            if (next.equals(driver)) {
                next = driver.toldAgain(now);
            }
            drivers.put(next.id(), next);
            changed.put(next.id(), next);
            known.put(request.id(), next.version());
            folded.add(new DriversTable.Folded(request.id(), next.id(), next.version()));
        }
        DriversTable.update(sql, changed.values());
        DriversTable.putFolded(sql, folded, now);
        return newcomers.keySet();
    }

    private void publish(Collection<DriverId> ids) {
        publishLocked(sql -> DriversTable.lockUnpublished(sql, ids));
    }

    /**
     * Publishes drivers under their rows' locks, so that the versions of each go out in order
     * whoever sends them: the topic is compacted to the last record, which must be the newest.
     *
     * @return how many were chosen
     * @throws CompletionException if Kafka did not take one; those that it took are marked
     */
    private int publishLocked(Function<DSLContext, List<Driver>> choice) {
        record Outcome(int chosen, @Nullable CompletionException failure) {}
        var outcome =
                database.dsl()
                        .transactionResult(
                                tx -> {
                                    var drivers = choice.apply(tx.dsl());
                                    var failure = send(tx.dsl(), drivers);
                                    return new Outcome(drivers.size(), failure);
                                });
        if (outcome.failure() != null) {
            throw outcome.failure();
        }
        return outcome.chosen();
    }

    private @Nullable CompletionException send(DSLContext sql, List<Driver> drivers) {
        if (drivers.isEmpty()) {
            return null;
        }
        Map<DriverId, List<FactId>> untold =
                DriversTable.untold(sql, drivers.stream().map(Driver::id).toList());
        var sent =
                drivers.stream()
                        .map(
                                driver ->
                                        writer.send(
                                                Topics.DRIVER_SHIFTS,
                                                driver.shift(
                                                        untold.getOrDefault(
                                                                driver.id(), List.of()))))
                        .toList();
        var published = new ArrayList<Driver>(drivers.size());
        CompletionException failure = null;
        for (int i = 0; i < drivers.size(); i++) {
            try {
                sent.get(i).join();
                published.add(drivers.get(i));
            } catch (CompletionException e) {
                failure = e;
            }
        }
        DriversTable.markPublished(sql, published);
        return failure;
    }

    /** Publishes what a crash or an outage has left behind. */
    @Scheduled(fixedDelayString = "PT1S")
    void publishLeftovers() {
        try {
            while (publishLocked(sql -> DriversTable.lockLeftovers(sql, LEFTOVERS)) == LEFTOVERS) {
                LOG.info("published {} drivers that were left behind", LEFTOVERS);
            }
        } catch (RuntimeException e) {
            if (!Faults.passing(e)) {
                throw e;
            }
            LOG.warn("drivers' shifts stay unpublished for now: {}", e.toString());
        }
    }

    /** Forgets the facts that their topic has forgotten. */
    @Scheduled(fixedDelayString = "PT1H")
    void forgetFacts() {
        var kept = Optional.ofNullable(Topics.DRIVER_INTAKE.kept()).orElseThrow();
        try {
            DriversTable.forget(
                    database.dsl(), clock.instant().minus(kept).minus(Duration.ofDays(1)));
        } catch (RuntimeException e) {
            LOG.warn("folded facts stay for now: {}", e.toString());
        }
    }
}
