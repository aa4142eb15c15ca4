package dev.beckon.devservices;

import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A shell that outlives this JVM by a moment and ends what it left behind.
 *
 * <p>It reads from a pipe whose other end only this JVM holds. However the JVM ends, kill -9
 * included, the pipe closes, and the shell stops the processes that it was told to guard.
 */
final class Watchdog implements AutoCloseable {

    // Ten seconds for an orderly stop, then the hard way. A folder given as $1 is deleted last.
    private static final String SCRIPT =
            """
            trap '' INT TERM HUP QUIT
            guarded=
            while read -r word pid signal; do
                rest=
                for entry in $guarded; do
                    [ "${entry%%:*}" = "$pid" ] || rest="$rest $entry"
                done
                guarded=$rest
                [ "$word" = guard ] && guarded="$guarded $pid:$signal"
            done
            for entry in $guarded; do
                kill -"${entry#*:}" "${entry%%:*}"
                kill -CONT "${entry%%:*}"
            done
            tries=0
            while [ $tries -lt 100 ]; do
                alive=
                for entry in $guarded; do
                    kill -0 "${entry%%:*}" && alive="$alive ${entry%%:*}"
                done
                [ -z "$alive" ] && break
                sleep 0.1
                tries=$((tries + 1))
            done
            [ -z "$alive" ] || kill -KILL $alive
            [ -z "$1" ] || rm -rf "$1"
            """;

    private final Writer pipe;

    /**
     * @param folder deleted when the JVM has ended, if given
     */
    Watchdog(@Nullable Path folder) {
        var command =
                new ArrayList<>(
                        List.of("sh", "-c", SCRIPT, "beckon-watchdog", String.valueOf(folder)));
        if (folder == null) {
            command.removeLast();
            command.add("");
        }
        try {
            Process shell =
                    new ProcessBuilder(ServiceProcess.inSessionOfItsOwn(command))
                            .directory(Path.of("/").toFile())
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start();
            pipe = shell.outputWriter(StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new DevServicesException("Cannot run sh: " + e.getMessage(), e);
        }
    }

    void guard(ProcessHandle process, Signal signal) {
        say("guard " + process.pid() + " " + signal + "\n");
    }

    void release(ProcessHandle process) {
        say("release " + process.pid() + "\n");
    }

    /** Ends what is still guarded, now. */
    @Override
    public synchronized void close() {
        try {
            pipe.close();
        } catch (IOException e) {
            throw new DevServicesException("The watchdog is gone: " + e.getMessage(), e);
        }
    }

    private synchronized void say(String line) {
        try {
            pipe.write(line);
            pipe.flush();
        } catch (IOException e) {
            throw new DevServicesException("The watchdog is gone: " + e.getMessage(), e);
        }
    }
}
