package dev.beckon.platform.time;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class RepeatedServiceTest {

    private static final Duration PAUSE = Duration.ofMillis(1);

    @Test
    void whatFailsComesAgain() throws Exception {
        var times = new CountDownLatch(3);
        var repeated =
                new RepeatedService(
                        "fails",
                        PAUSE,
                        () -> {
                            times.countDown();
                            throw new IllegalStateException("on purpose");
                        });
        repeated.start();
        try {
            assertThat(repeated.isRunning()).isTrue();
            assertThat(times.await(10, TimeUnit.SECONDS)).isTrue();
        } finally {
            repeated.stop();
        }
    }

    @Test
    void whatIsStoppedEndsAndCanBeStartedAgain() throws Exception {
        var at = new AtomicReference<>(new CountDownLatch(1));
        var thread = new AtomicReference<Thread>();
        var repeated =
                new RepeatedService(
                        "stops",
                        PAUSE,
                        () -> {
                            thread.set(Thread.currentThread());
                            at.get().countDown();
                        });
        repeated.start();
        assertThat(at.get().await(10, TimeUnit.SECONDS)).isTrue();

        repeated.stop();

        assertThat(repeated.isRunning()).isFalse();
        var first = thread.get();
        assertThat(first.join(Duration.ofSeconds(10))).isTrue();
        at.set(new CountDownLatch(1));
        repeated.start();
        try {
            assertThat(at.get().await(10, TimeUnit.SECONDS)).isTrue();
            assertThat(thread.get()).isNotSameAs(first);
        } finally {
            repeated.stop();
        }
    }
}
