package dev.beckon.app.planted.drivers;

import dev.beckon.app.planted.routing.RoadLength;

/** Routing is for dispatch, tracking and the city. */
record RoutedService(RoadLength length) {}
