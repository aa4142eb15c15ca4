package dev.beckon.dispatch.drivers;

import dev.beckon.contracts.driver.DriverProfile;
import dev.beckon.contracts.driver.DriverShift;
import dev.beckon.contracts.driver.DriverSignal;
import dev.beckon.contracts.driver.DriverSignal.DriverLocated;
import dev.beckon.contracts.driver.DriverSignal.DriverSeen;
import dev.beckon.contracts.driver.ShiftState;
import dev.beckon.contracts.geo.LatLng;
import dev.beckon.contracts.id.DriverId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.jooq.DSLContext;

/** What feeds the driver index, for tests of what goes on beside it. */
public final class IndexFeed {

    private final DriverIndexTable table;
    private final AtomicLong version = new AtomicLong();

    public IndexFeed(DSLContext dsl) {
        table = new DriverIndexTable(dsl);
    }

    /** A batch of shifts, in the order that is given. */
    public void shifts(Collection<DriverId> drivers, ShiftState state, Instant at) {
        long next = version.incrementAndGet();
        table.shifts(
                drivers.stream()
                        .map(
                                driver ->
                                        new DriverShift(
                                                driver,
                                                next,
                                                at,
                                                state,
                                                new DriverProfile("Sam", null, null, Set.of()),
                                                List.of()))
                        .toList());
    }

    /**
     * A batch of positions, in the order that is given.
     *
     * @return those whose rows were held by others, and which are skipped therefore
     */
    public Set<DriverId> positions(Map<DriverId, LatLng> drivers, Instant at) {
        var signals = new ArrayList<DriverSignal>();
        drivers.forEach(
                (driver, where) -> {
                    signals.add(
                            new DriverLocated(
                                    driver, at, where.lat(), where.lng(), null, null, null, true));
                    // Whoever stands still would be left out.
                    signals.add(new DriverSeen(driver, at));
                });
        return table.presences(Presence.last(signals), at).skipped();
    }
}
