package dev.beckon.app.planted.drivers;

import org.apache.kafka.clients.consumer.Consumer;

/** Kafka outside …Kafka. */
record PollService(Consumer<byte[], byte[]> consumer) {}
