package dev.beckon.city.net;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** Counts what went wrong on the way and was made good by trying again. */
public final class Traffic {

    private final LongAdder reconnects = new LongAdder();
    private final Map<String, LongAdder> errors = new ConcurrentHashMap<>();

    public void reconnected() {
        reconnects.increment();
    }

    /** Errors are counted by what they are called. */
    public void failed(String what) {
        errors.computeIfAbsent(what, _ -> new LongAdder()).increment();
    }

    public long reconnects() {
        return reconnects.sum();
    }

    public Map<String, Long> errors() {
        Map<String, Long> sums = new TreeMap<>();
        errors.forEach((what, count) -> sums.put(what, count.sum()));
        return sums;
    }
}
