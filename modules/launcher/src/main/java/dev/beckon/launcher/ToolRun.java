package dev.beckon.launcher;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.util.Map;

/**
 * Runs tools in a folder, to their end or this process's.
 *
 * @param said where what they say goes
 */
record ToolRun(Path folder, Redirect said) {

    /** On this process's own console. */
    static ToolRun in(Path folder) {
        return new ToolRun(folder, Redirect.INHERIT);
    }

    /** The exit status. */
    int run(String... command) {
        return run(Map.of(), command);
    }

    /**
     * The exit status.
     *
     * @param environment beyond this process's
     * @throws LauncherException if there is no such tool
     */
    int run(Map<String, String> environment, String... command) {
        var builder = new ProcessBuilder(command).directory(folder.toFile()).inheritIO();
        if (said != Redirect.INHERIT) {
            builder.redirectErrorStream(true).redirectOutput(said);
        }
        builder.environment().putAll(environment);
        try {
            Process process = builder.start();
            // What ends this process alone, and not all of its terminal's, would leave that one.
            Runtime.getRuntime().addShutdownHook(new Thread(() -> end(process), "end"));
            return process.waitFor();
        } catch (IOException e) {
            throw new LauncherException("Cannot run " + command[0] + ": " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return 1;
        }
    }

    private static void end(Process process) {
        process.descendants().forEach(ProcessHandle::destroy);
        process.destroy();
    }
}
