package dev.beckon.app.planted.drivers;

import org.slf4j.Logger;

/** A noun that logs. */
record LoggedDriver(Logger log) {}
