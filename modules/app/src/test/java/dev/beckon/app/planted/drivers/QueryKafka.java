package dev.beckon.app.planted.drivers;

import org.jooq.DSLContext;

/** jOOQ outside …Table. */
record QueryKafka(DSLContext sql) {}
