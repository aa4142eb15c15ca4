package dev.beckon.app.planted.tracking;

import org.apache.kafka.streams.Topology;

/** Keeps to its technology. */
record ArrivalTopology(Topology streams) {}
