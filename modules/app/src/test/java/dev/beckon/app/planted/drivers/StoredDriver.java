package dev.beckon.app.planted.drivers;

/** A noun that knows its table. */
record StoredDriver(ShiftTable table) {}
