package dev.beckon.app.planted.drivers;

import java.time.Instant;

/** A noun that asks the clock. */
final class ClockedDriver {
    Instant at() {
        return Instant.now();
    }
}
