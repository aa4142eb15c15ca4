package dev.beckon.replay;

import dev.beckon.contracts.id.FactId;
import dev.beckon.contracts.id.OrderId;

/**
 * Where each fact first stood, at 16 bytes a slot: an open hash table of 64-bit fingerprints. Among
 * ten million facts two share a fingerprint with a chance of one in 300,000.
 */
final class FactIndex {

    static final long ABSENT = -1;

    private long[] fingerprints = new long[1 << 10];
    private long[] positions = new long[1 << 10];
    private int size;

    static long fingerprint(OrderId order, FactId fact) {
        long h = mix(order.value().getMostSignificantBits());
        h = mix(h ^ order.value().getLeastSignificantBits());
        h = mix(h ^ fact.value().getMostSignificantBits());
        h = mix(h ^ fact.value().getLeastSignificantBits());
        return h == 0 ? 1 : h; // 0 marks an empty slot
    }

    void putIfAbsent(long fingerprint, long position) {
        if (size * 4L > fingerprints.length * 3L) {
            grow();
        }
        int slot = slot(fingerprint);
        if (fingerprints[slot] == 0) {
            fingerprints[slot] = fingerprint;
            positions[slot] = position;
            size++;
        }
    }

    long find(long fingerprint) {
        int slot = slot(fingerprint);
        return fingerprints[slot] == 0 ? ABSENT : positions[slot];
    }

    private int slot(long fingerprint) {
        int mask = fingerprints.length - 1;
        int slot = (int) fingerprint & mask;
        while (fingerprints[slot] != 0 && fingerprints[slot] != fingerprint) {
            slot = (slot + 1) & mask;
        }
        return slot;
    }

    private void grow() {
        var oldFingerprints = fingerprints;
        var oldPositions = positions;
        fingerprints = new long[oldFingerprints.length * 2];
        positions = new long[oldPositions.length * 2];
        for (int i = 0; i < oldFingerprints.length; i++) {
            if (oldFingerprints[i] != 0) {
                int slot = slot(oldFingerprints[i]);
                fingerprints[slot] = oldFingerprints[i];
                positions[slot] = oldPositions[i];
            }
        }
    }

    /** The finalizer of SplitMix64 (Steele, Lea, Flood 2014). */
    private static long mix(long z) {
        z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return z ^ (z >>> 31);
    }
}
