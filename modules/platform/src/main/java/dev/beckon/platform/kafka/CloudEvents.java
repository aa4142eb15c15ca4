package dev.beckon.platform.kafka;

import dev.beckon.contracts.topic.Topic;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;

/**
 * The headers of CloudEvents' Kafka binding in binary mode (<a
 * href="https://github.com/cloudevents/spec">specification 1.0</a>).
 *
 * @param source who tells it
 */
public record CloudEvents(String source) {

    private static final byte[] VERSION = bytes("1.0");
    private static final byte[] JSON = bytes("application/json");

    public <V> Headers headers(Topic<V> topic, V value) {
        var headers = new RecordHeaders();
        headers.add("ce_specversion", VERSION);
        headers.add("ce_id", bytes(topic.id().apply(value)));
        headers.add("ce_source", bytes(source));
        headers.add(
                "ce_type",
                bytes("dev.beckon." + topic.name() + "." + value.getClass().getSimpleName()));
        headers.add("ce_time", bytes(topic.at().apply(value).toString()));
        headers.add("content-type", JSON);
        return headers;
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
