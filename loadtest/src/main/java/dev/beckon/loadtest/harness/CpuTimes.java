package dev.beckon.loadtest.harness;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** How much of a core some processes have used so far, with their children; Linux only. */
final class CpuTimes {

    /** What the kernel counts in: a hundredth of a second wherever Linux runs. */
    private static final double MS_PER_TICK = 10;

    private static final int USER = 11;
    private static final int SYSTEM = 12;
    private static final int CHILDREN_USER = 13;
    private static final int CHILDREN_SYSTEM = 14;

    private CpuTimes() {}

    /** In milliseconds, by the names of the processes; empty where the system does not say. */
    static Map<String, Double> of(Map<String, Long> processes) {
        var times = new LinkedHashMap<String, Double>();
        processes.forEach(
                (name, pid) ->
                        ProcessHandle.of(pid)
                                .ifPresent(process -> times.put(name, withChildren(process))));
        return Files.exists(Path.of("/proc/self/stat")) ? times : Map.of();
    }

    private static double withChildren(ProcessHandle process) {
        if (process.pid() == ProcessHandle.current().pid()) {
            // Its children are the others.
            return ticks(process.pid(), USER, SYSTEM) * MS_PER_TICK;
        }
        return Stream.concat(Stream.of(process), process.descendants())
                        .mapToLong(
                                each ->
                                        ticks(
                                                each.pid(),
                                                USER,
                                                SYSTEM,
                                                CHILDREN_USER,
                                                CHILDREN_SYSTEM))
                        .sum()
                * MS_PER_TICK;
    }

    private static long ticks(long pid, int... which) {
        try {
            String stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
            // The second field is a name in brackets, which may hold blanks.
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
            return IntStream.of(which).mapToLong(field -> Long.parseLong(fields[field])).sum();
        } catch (IOException e) {
            // It ended just now; what it used is its parent's from here on.
            return 0;
        }
    }
}
