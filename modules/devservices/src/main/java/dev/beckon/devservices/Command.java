package dev.beckon.devservices;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** A program that is run to its end. */
final class Command {

    private Command() {}

    static String run(String... command) {
        return run(List.of(command), "");
    }

    /** What it printed; a status other than 0 is an error that shows the end of it. */
    static String run(List<String> command, String input) {
        try {
            Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
            // Small inputs only: they fit into the pipe before anybody reads the answer.
            try (var in = process.outputWriter(StandardCharsets.UTF_8)) {
                in.write(input);
            }
            String output =
                    new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            int status = process.waitFor();
            if (status != 0) {
                throw new DevServicesException(
                        "`"
                                + String.join(" ", command)
                                + "` ended with status "
                                + status
                                + ":\n"
                                + LogTail.of(output));
            }
            return output;
        } catch (IOException e) {
            throw new DevServicesException(
                    "Cannot run `" + String.join(" ", command) + "`: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DevServicesException("Interrupted in `" + command.getFirst() + "`", e);
        }
    }
}
