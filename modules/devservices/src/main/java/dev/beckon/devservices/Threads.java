package dev.beckon.devservices;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What the kernel tells of a process's threads, where it tells anything: in Linux's /proc. */
final class Threads {

    /** Stopped, or dead: a child that ended just before has nobody to bury it meanwhile. */
    private static final String STANDING = "TZX";

    private Threads() {}

    /** Whether a signal has stopped all of them, or nobody can say. */
    static boolean stand(ProcessHandle process) {
        Path threads = Path.of("/proc", Long.toString(process.pid()), "task");
        if (!Files.isDirectory(threads)) {
            return true;
        }
        try (var each = Files.newDirectoryStream(threads)) {
            for (Path thread : each) {
                if (STANDING.indexOf(state(thread.resolve("stat"))) < 0) {
                    return false;
                }
            }
            return true;
        } catch (IOException | DirectoryIteratorException e) {
            // One of them has just ended, so that they do not all stand.
            return false;
        }
    }

    /** The name before it stands in brackets, and may have brackets in it. */
    private static char state(Path stat) throws IOException {
        String text = Files.readString(stat);
        return text.charAt(text.lastIndexOf(')') + 2);
    }
}
