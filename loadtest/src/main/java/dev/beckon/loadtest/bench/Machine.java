package dev.beckon.loadtest.bench;

import com.sun.management.OperatingSystemMXBean;
import dev.beckon.loadtest.LoadtestException;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Locale;

/**
 * Where the figures were taken.
 *
 * @param syncMs how long a commit waits for the disk: the median of many small writes
 */
record Machine(int cores, double memoryGib, String system, String java, double syncMs) {

    private static final int SYNCS = 300;
    private static final int BLOCK_BYTES = 8_192;

    /**
     * @param disk a folder on the disk that the services use
     */
    static Machine measure(Path disk) {
        var bean = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
        return new Machine(
                bean.getAvailableProcessors(),
                bean.getTotalMemorySize() / (double) (1L << 30),
                bean.getName() + " " + bean.getVersion(),
                "JDK " + Runtime.version().feature(),
                syncMs(disk));
    }

    String describe() {
        return String.format(
                Locale.ROOT,
                "%d cores, %.0f GiB, %s, %s, fdatasync %.2f ms",
                cores,
                memoryGib,
                system,
                java,
                syncMs);
    }

    /** As the log of a database is written: one block after another, each of them synced. */
    private static double syncMs(Path disk) {
        Path file = disk.resolve("sync-" + ProcessHandle.current().pid());
        var times = new long[SYNCS];
        try (var channel =
                FileChannel.open(
                        file,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.WRITE,
                        StandardOpenOption.DELETE_ON_CLOSE)) {
            // Grown before: the log's files are reused, so that a sync is about data only.
            channel.write(ByteBuffer.allocate(SYNCS * BLOCK_BYTES));
            channel.force(true);
            for (int i = 0; i < SYNCS; i++) {
                long from = System.nanoTime();
                channel.write(ByteBuffer.allocate(BLOCK_BYTES), (long) i * BLOCK_BYTES);
                channel.force(false);
                times[i] = System.nanoTime() - from;
            }
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new LoadtestException("Cannot write to " + disk + ": " + e.getMessage(), e);
        }
        Arrays.sort(times);
        return times[SYNCS / 2] / 1e6;
    }
}
