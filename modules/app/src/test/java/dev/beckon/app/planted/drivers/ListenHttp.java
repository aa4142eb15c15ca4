package dev.beckon.app.planted.drivers;

import org.springframework.kafka.annotation.KafkaListener;

/** Spring for Kafka outside …Kafka. */
record ListenHttp(KafkaListener listener) {}
