package dev.beckon.app.planted.dispatch.order;

import org.slf4j.Logger;

/** The core is pure under any name. */
record FoldService(Logger log) {}
