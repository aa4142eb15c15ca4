package dev.beckon.loadtest.push;

import dev.beckon.loadtest.LoadtestException;
import dev.beckon.loadtest.tool.Tool;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** What lives on the heap of another JVM. */
final class Heap {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private Heap() {}

    /** After a collection, which counting them makes. */
    static long liveBytes(long pid) throws InterruptedException {
        var jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
        var printed =
                Tool.of(
                                "jcmd",
                                List.of(jcmd, Long.toString(pid), "GC.class_histogram"),
                                "run this with a JDK")
                        .run(PATIENCE);
        var total =
                printed.lines()
                        .filter(line -> line.startsWith("Total"))
                        .findFirst()
                        .orElseThrow(() -> new LoadtestException("jcmd counts no total"));
        return Long.parseLong(total.strip().split("\\s+")[2]);
    }
}
