package dev.beckon.launcher;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The launcher as a process of its own, in a checkout of its own. */
final class Launcher {

    /** No service is started: the commands that are tested with it don't talk to any. */
    private static final Map<String, String> NAMED_SERVERS =
            Map.of(
                    "SPRING_KAFKA_BOOTSTRAP_SERVERS", "127.0.0.1:1",
                    "SPRING_DATASOURCE_URL", "jdbc:postgresql://127.0.0.1:2/theirs",
                    "SPRING_DATA_REDIS_URL", "redis://127.0.0.1:3");

    private Launcher() {}

    static Process start(Path root, String... arguments) throws IOException {
        return start(root, Map.of(), arguments);
    }

    static Process start(Path root, Map<String, String> environment, String... arguments)
            throws IOException {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
        command.add("-Dbeckon.root=" + root);
        command.addAll(List.of("-cp", System.getProperty("java.class.path")));
        command.add(Main.class.getName());
        command.addAll(List.of(arguments));
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().putAll(NAMED_SERVERS);
        builder.environment().putAll(environment);
        return builder.start();
    }

    /** All that it says until it ends. */
    static String output(Process process) throws IOException {
        try (var reader = process.inputReader()) {
            return String.join("\n", reader.lines().toList());
        }
    }

    /** What it says up to the line that contains this, or to its end. */
    static String readUntil(BufferedReader reader, String text) throws IOException {
        var said = new StringBuilder();
        for (String line = reader.readLine(); line != null; line = reader.readLine()) {
            said.append(line).append('\n');
            if (line.contains(text)) {
                break;
            }
        }
        return said.toString();
    }
}
