package dev.beckon.app.planted.drivers;

/** A table that asks the clock. */
final class TimedTable {
    long at() {
        return System.currentTimeMillis();
    }
}
