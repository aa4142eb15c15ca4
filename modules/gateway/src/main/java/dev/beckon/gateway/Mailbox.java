package dev.beckon.gateway;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * What waits to leave on one socket. Posting never blocks: a reader who is too slow for it is cut
 * off. A thread drains it only while there is something to drain.
 */
final class Mailbox {

    private static final int MAX_MESSAGES = 256;
    private static final int MAX_SIZE = 64 * 1024;

    private final Executor drainers;
    private final Sender sender;
    private final Queue<Outgoing> queue = new ArrayDeque<>();
    private int queuedSize;
    private boolean draining;
    private boolean closed;

    /** Puts one thing on the wire; may block, and may be called again after it failed. */
    @FunctionalInterface
    interface Sender {

        /** Whether it left, and more may follow. */
        boolean send(Outgoing outgoing);
    }

    Mailbox(Executor drainers, Sender sender) {
        this.drainers = drainers;
        this.sender = sender;
    }

    /** What is posted after the end is dropped. */
    void post(Outgoing outgoing) {
        synchronized (queue) {
            if (closed) {
                return;
            }
            if (isFullFor(outgoing)) {
                closed = true;
                queue.clear();
                queue.add(Outgoing.Close.TOO_SLOW);
            } else {
                closed = outgoing instanceof Outgoing.Close;
                queue.add(outgoing);
                queuedSize += outgoing.size();
            }
            if (draining) {
                return;
            }
            draining = true;
        }
        drainers.execute(this::drain);
    }

    /** Whether the end is posted. */
    boolean closed() {
        synchronized (queue) {
            return closed;
        }
    }

    /** How much waits. */
    int size() {
        synchronized (queue) {
            return queue.size();
        }
    }

    /** Whether nothing waits, and nothing is being sent. */
    boolean idle() {
        synchronized (queue) {
            return !draining;
        }
    }

    /** A lone message may be as long as it likes: a snapshot is what it is. */
    private boolean isFullFor(Outgoing outgoing) {
        return !(outgoing instanceof Outgoing.Close)
                && !queue.isEmpty()
                && (queue.size() >= MAX_MESSAGES || queuedSize + outgoing.size() > MAX_SIZE);
    }

    private void drain() {
        for (var next = next(null, true); next != null; ) {
            boolean sent = sender.send(next);
            next = next(next, sent);
        }
    }

    private @Nullable Outgoing next(@Nullable Outgoing done, boolean sent) {
        synchronized (queue) {
            if (!sent) {
                closed = true;
                queue.clear();
            }
            var next = queue.poll();
            if (next == null || done instanceof Outgoing.Close) {
                queue.clear();
                draining = false;
                return null;
            }
            queuedSize -= next.size();
            return next;
        }
    }
}
