package dev.beckon.app.planted.routing;

import dev.beckon.app.planted.platform.Wire;

/** A leaf that imports more than the contracts. */
record Upwards(Wire wire) {}
