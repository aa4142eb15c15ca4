package org.apache.kafka.streams;

/** Stands for Kafka Streams, which is not on this class path. */
public final class StandIn {}
