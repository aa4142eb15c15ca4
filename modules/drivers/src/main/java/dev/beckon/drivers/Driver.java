package dev.beckon.drivers;

import dev.beckon.contracts.driver.DriverProfile;
import dev.beckon.contracts.driver.DriverShift;
import dev.beckon.contracts.driver.ShiftState;
import dev.beckon.contracts.id.DriverId;
import dev.beckon.contracts.id.FactId;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/**
 * A driver as the table has it.
 *
 * @param version 0: nobody was told of this driver yet, and there is nothing to tell
 * @param at when that version was made
 * @param publishedVersion the version that Kafka has acknowledged
 */
record Driver(
        DriverId id,
        ShiftState state,
        DriverProfile profile,
        long version,
        Instant at,
        long publishedVersion) {

    /** Somebody whose account is all that is known. */
    static Driver newcomer(DriverId id, String name, Instant at) {
        var profile = new DriverProfile(name, null, null, Set.of());
        return new Driver(id, ShiftState.OFFLINE, profile, 0, at, 0);
    }

    /** The driver in that state; the same one, if it is so and was told. */
    Driver with(ShiftState wanted, Instant now) {
        return wanted == state && version > 0
                ? this
                : new Driver(id, wanted, profile, version + 1, now, publishedVersion);
    }

    /** The driver with that profile; the same one, if it is so and was told. */
    Driver with(DriverProfile wanted, Instant now) {
        return wanted.equals(profile) && version > 0
                ? this
                : new Driver(id, state, wanted, version + 1, now, publishedVersion);
    }

    /**
     * The same driver with a version more, because a fact that changes nothing is answered too: a
     * record of the version that is out already would be taken for a duplicate.
     */
    Driver toldAgain(Instant now) {
        return new Driver(id, state, profile, version + 1, now, publishedVersion);
    }

    DriverShift shift(List<FactId> facts) {
        return new DriverShift(id, version, at, state, profile, facts);
    }
}
