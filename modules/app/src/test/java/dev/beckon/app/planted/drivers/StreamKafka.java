package dev.beckon.app.planted.drivers;

import org.apache.kafka.streams.Topology;

/** Kafka Streams outside …Topology. */
record StreamKafka(Topology streams) {}
