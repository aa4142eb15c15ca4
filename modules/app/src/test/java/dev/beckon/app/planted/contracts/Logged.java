package dev.beckon.app.planted.contracts;

import org.slf4j.Logger;

/** A contract with a logger. */
record Logged(Logger log) {}
