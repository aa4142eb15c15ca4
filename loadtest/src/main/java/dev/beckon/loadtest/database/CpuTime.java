package dev.beckon.loadtest.database;

import dev.beckon.loadtest.LoadtestException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.stream.Stream;

/** How long processes have computed, as Linux counts it for them and for all of their children. */
final class CpuTime {

    /** What the kernel's times are told in, on every Linux there is. */
    private static final double TICKS_PER_S = 100;

    // Of proc(5), counted from the state, which follows the name in its brackets.
    private static final int USER = 11;
    private static final int ENDED_CHILDREN_SYSTEM = 14;

    private CpuTime() {}

    /** Seconds so far, those of children that have ended included. */
    static double seconds(Collection<Long> pids) {
        return pids.stream().mapToLong(CpuTime::ticksOfTree).sum() / TICKS_PER_S;
    }

    private static long ticksOfTree(long pid) {
        var root =
                ProcessHandle.of(pid)
                        .orElseThrow(() -> new LoadtestException("Process " + pid + " has ended"));
        return Stream.concat(Stream.of(root), root.descendants())
                .mapToLong(process -> ticks(process.pid()))
                .sum();
    }

    private static long ticks(long pid) {
        try {
            var stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
            var fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
            long ticks = 0;
            for (int field = USER; field <= ENDED_CHILDREN_SYSTEM; field++) {
                ticks += Long.parseLong(fields[field]);
            }
            return ticks;
        } catch (IOException e) {
            if (Files.exists(Path.of("/proc/self/stat"))) {
                // A child that has ended since: its parent counts it from now on.
                return 0;
            }
            throw new LoadtestException("Computing time is read from Linux' /proc", e);
        }
    }
}
