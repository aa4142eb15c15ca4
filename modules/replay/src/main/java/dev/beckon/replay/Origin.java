package dev.beckon.replay;

import dev.beckon.contracts.topic.Topic;

/** Where a record stands in the log. */
public record Origin(String topic, int partition, long offset) {

    private static final int OFFSET_BITS = 48;

    /** Partition and offset in one number: millions of them are kept. */
    long packed() {
        return (long) partition << OFFSET_BITS | offset;
    }

    static Origin of(Topic<?> topic, long packed) {
        return new Origin(
                topic.name(), (int) (packed >>> OFFSET_BITS), packed & ((1L << OFFSET_BITS) - 1));
    }

    @Override
    public String toString() {
        return topic + "-" + partition + "@" + offset;
    }
}
