package dev.beckon.app.planted.drivers;

import org.jooq.DSLContext;

/** Keeps to its technology. */
public record ShiftTable(DSLContext sql) {}
