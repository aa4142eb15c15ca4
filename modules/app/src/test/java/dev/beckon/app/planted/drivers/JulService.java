package dev.beckon.app.planted.drivers;

import java.util.logging.Level;

/** Logs another way. */
record JulService(Level level) {}
