package dev.beckon.app.planted.drivers;

import org.apache.kafka.streams.StandIn;

/** Kafka Streams outside …Topology. */
record StreamKafka(StandIn streams) {}
