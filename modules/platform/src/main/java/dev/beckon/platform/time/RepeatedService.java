package dev.beckon.platform.time;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Does something again and again while the process runs, on a thread of its own: what takes long
 * keeps nobody else waiting. A time that fails is logged, and the next one comes.
 */
public final class RepeatedService implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(RepeatedService.class);

    private final String name;
    private final Duration pause;
    private final Runnable task;
    private volatile @Nullable ScheduledExecutorService thread;

    /**
     * @param name of its thread
     * @param pause from the end of one to the begin of the next
     */
    public RepeatedService(String name, Duration pause, Runnable task) {
        this.name = name;
        this.pause = pause;
        this.task = task;
    }

    @Override
    public void start() {
        var started =
                Executors.newSingleThreadScheduledExecutor(
                        Thread.ofPlatform().name(name).daemon().factory());
        thread = started;
        var _ =
                started.scheduleWithFixedDelay(
                        this::once, 0, pause.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void once() {
        try {
            task.run();
        } catch (RuntimeException e) {
            LOG.error("{} failed, and is tried again", name, e);
        }
    }

    @Override
    public void stop() {
        var started = thread;
        if (started != null) {
            started.shutdownNow();
        }
        thread = null;
    }

    @Override
    public boolean isRunning() {
        return thread != null;
    }
}
