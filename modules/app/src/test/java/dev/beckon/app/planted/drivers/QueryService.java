package dev.beckon.app.planted.drivers;

import org.jooq.DSLContext;
import org.jooq.Query;

/** A service may hold a transaction; a query is a table's. */
record QueryService(DSLContext transaction, Query query) {}
