package dev.beckon.app.planted.tracking;

import org.apache.kafka.streams.StandIn;

/** Keeps to its technology. */
record ArrivalTopology(StandIn streams) {}
