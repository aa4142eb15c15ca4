package dev.beckon.app.planted.platform;

import dev.beckon.app.planted.gateway.Neighbour;

/** Imports a feature. */
record Upwards(Neighbour neighbour) {}
