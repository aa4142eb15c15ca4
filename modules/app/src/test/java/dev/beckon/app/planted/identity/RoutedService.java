package dev.beckon.app.planted.identity;

import dev.beckon.app.planted.routing.RoadLength;

/** Routing is for those who have to do with where somebody is. */
record RoutedService(RoadLength length) {}
