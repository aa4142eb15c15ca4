package dev.beckon.devservices;

import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/** A POSIX signal that a process is stopped, killed, paused or resumed with. */
public enum Signal {
    TERM,
    INT,
    KILL,
    STOP,
    CONT;

    /** Signals all of them at once; one that is already gone is no error. */
    void send(Collection<ProcessHandle> processes) {
        if (processes.isEmpty()) {
            return;
        }
        String pids =
                processes.stream()
                        .map(process -> Long.toString(process.pid()))
                        .collect(Collectors.joining(" "));
        // The shell's own `kill`: there need not be a program of that name.
        var command = List.of("sh", "-c", "kill -" + name() + " " + pids);
        try {
            new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
        } catch (IOException e) {
            throw new DevServicesException("Cannot signal " + pids + ": " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
