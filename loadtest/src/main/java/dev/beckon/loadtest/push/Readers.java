package dev.beckon.loadtest.push;

import dev.beckon.loadtest.LoadtestException;
import dev.beckon.loadtest.sockets.Socket;
import dev.beckon.loadtest.sockets.Sockets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** Sockets that read and do nothing but count the messages. */
final class Readers implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final long QUIET_MS = 500;

    private final AtomicLong read = new AtomicLong();
    private long expected;
    private volatile List<Socket> sockets = List.of();

    /** Opens all that are to count here. */
    @FunctionalInterface
    interface Opening {
        List<Socket> with(Sockets.Listener listener) throws InterruptedException;
    }

    static Readers open(Opening opening) throws InterruptedException {
        var readers = new Readers();
        readers.sockets =
                opening.with(
                        (part, last) -> {
                            if (last) {
                                readers.read.incrementAndGet();
                            }
                        });
        return readers;
    }

    int size() {
        return sockets.size();
    }

    /** Waits until no more come, and forgets those that came. */
    void settle() throws InterruptedException {
        long endNs = System.nanoTime() + PATIENCE.toNanos();
        long before;
        do {
            if (System.nanoTime() > endNs) {
                throw new LoadtestException("Nothing comes to the sockets");
            }
            before = read.get();
            Thread.sleep(QUIET_MS);
        } while (read.get() != before || before == expected);
        expected = before;
    }

    /** Waits until that many more have come to each. */
    void awaitEach(int messages) throws InterruptedException {
        expected += (long) messages * sockets.size();
        long endNs = System.nanoTime() + PATIENCE.toNanos();
        while (read.get() < expected) {
            if (System.nanoTime() > endNs) {
                throw new LoadtestException(
                        "Of %,d messages %,d came, and %d of %d sockets are open"
                                .formatted(
                                        expected,
                                        read.get(),
                                        sockets.stream().filter(Socket::isOpen).count(),
                                        sockets.size()));
            }
            Thread.sleep(0, 200_000);
        }
    }

    @Override
    public void close() {
        sockets.forEach(Socket::close);
    }
}
