package dev.beckon.platform.time;

import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.retry.RetryException;
import org.springframework.core.retry.RetryListener;
import org.springframework.core.retry.RetryPolicy;
import org.springframework.core.retry.RetryTemplate;
import org.springframework.core.retry.Retryable;

/** Waits for a server that is away, saying so in one line each time. */
public final class Patience {

    private static final Logger LOG = LoggerFactory.getLogger(Patience.class);

    private static final RetryPolicy FOR_EVER =
            RetryPolicy.builder()
                    .maxRetries(Long.MAX_VALUE)
                    .delay(Duration.ofMillis(250))
                    .multiplier(2)
                    .maxDelay(Duration.ofSeconds(5))
                    .build();

    private Patience() {}

    /** Something that fails while a server is away. */
    @FunctionalInterface
    public interface Attempt {
        void run() throws Exception;
    }

    /**
     * Tries until it succeeds.
     *
     * @param server who is waited for, for the log
     * @throws IllegalStateException if the thread is interrupted meanwhile, or the process is told
     *     to stop
     */
    public static void until(String server, Attempt attempt) {
        var template = new RetryTemplate(FOR_EVER);
        template.setRetryListener(new SayWhy(server));
        var waiting = Thread.currentThread();
        // Spring's own hook waits for the start to end, and so for this thread.
        var stop = new Thread(waiting::interrupt, "no-patience");
        Runtime.getRuntime().addShutdownHook(stop);
        try {
            template.execute(
                    () -> {
                        once(attempt);
                        return true;
                    });
        } catch (RetryException e) {
            throw new IllegalStateException("gave up waiting for " + server, e);
        } finally {
            remove(stop);
        }
    }

    /** An interrupt ends the waiting, wherever it is noticed. */
    private static void once(Attempt attempt) throws Exception {
        try {
            attempt.run();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw e;
        }
    }

    private static void remove(Thread stop) {
        try {
            Runtime.getRuntime().removeShutdownHook(stop);
        } catch (IllegalStateException e) {
            LOG.debug("the process stops");
        }
    }

    private record SayWhy(String server) implements RetryListener {

        @Override
        public void onRetryFailure(RetryPolicy policy, Retryable<?> retryable, Throwable failure) {
            var cause = failure.getCause();
            LOG.warn(
                    "{} does not answer, trying again: {}",
                    server,
                    cause == null ? failure.toString() : cause.toString());
        }
    }
}
