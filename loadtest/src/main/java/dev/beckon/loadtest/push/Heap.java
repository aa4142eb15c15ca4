package dev.beckon.loadtest.push;

import dev.beckon.loadtest.LoadtestException;
import dev.beckon.loadtest.tool.Tool;
import java.time.Duration;

/** What lives on the heap of another JVM. */
final class Heap {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private Heap() {}

    /** After a collection, which counting them makes. */
    static long liveBytes(long pid) throws InterruptedException {
        var printed = Tool.jcmd(pid, "GC.class_histogram").run(PATIENCE);
        var total =
                printed.lines()
                        .filter(line -> line.startsWith("Total"))
                        .findFirst()
                        .orElseThrow(() -> new LoadtestException("jcmd counts no total"));
        return Long.parseLong(total.strip().split("\\s+")[2]);
    }
}
