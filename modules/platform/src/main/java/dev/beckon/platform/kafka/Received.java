package dev.beckon.platform.kafka;

import dev.beckon.contracts.topic.Topic;
import dev.beckon.platform.json.Complaint;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/** A record of a topic, decoded when somebody wants its value. */
public record Received<V>(Topic<V> topic, ConsumerRecord<byte[], byte[]> raw) {

    /**
     * @throws UnreadableRecordException if the key is not a UUID
     */
    public UUID key() {
        byte[] key = raw.key();
        if (key == null) {
            throw new UnreadableRecordException("the record has no key", null);
        }
        try {
            return UUID.fromString(new String(key, StandardCharsets.UTF_8));
        } catch (IllegalArgumentException e) {
            throw new UnreadableRecordException("the key is not a UUID", e);
        }
    }

    /** Whether this says that the key is gone. */
    public boolean tombstone() {
        return raw.value() == null;
    }

    /** A header's text, null where there is none. */
    public @Nullable String header(String name) {
        Header header = raw.headers().lastHeader(name);
        return header == null ? null : new String(header.value(), StandardCharsets.UTF_8);
    }

    /**
     * The value.
     *
     * @throws UnreadableRecordException if there is none, it is not what the topic holds, or its
     *     key is not the record's
     */
    public V value() {
        byte[] bytes = raw.value();
        if (bytes == null) {
            throw new UnreadableRecordException("the record has no value", null);
        }
        V value;
        try {
            value = Decoded.value(this, bytes);
        } catch (JacksonException e) {
            // In our words: the parser's quote what the record says, which is nothing for a log.
            throw new UnreadableRecordException(Complaint.detail(e), e);
        }
        if (value == null) {
            throw new UnreadableRecordException("the value is null", null);
        }
        if (!topic.key().apply(value).equals(key())) {
            throw new UnreadableRecordException("the key is not the value's", null);
        }
        return value;
    }
}
