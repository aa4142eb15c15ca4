package dev.beckon.app.planted.city;

import org.apache.kafka.clients.consumer.Consumer;

/** A city that goes round the public API. */
record ShortcutKafka(Consumer<byte[], byte[]> consumer) {}
