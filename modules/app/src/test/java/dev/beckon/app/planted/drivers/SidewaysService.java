package dev.beckon.app.planted.drivers;

import dev.beckon.app.planted.gateway.Neighbour;

/** Imports another feature. */
record SidewaysService(Neighbour neighbour) {}
