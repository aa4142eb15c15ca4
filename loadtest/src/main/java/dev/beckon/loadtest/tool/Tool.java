package dev.beckon.loadtest.tool;

import dev.beckon.loadtest.LoadtestException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A program that is run to its end for what it prints.
 *
 * @param mend what to do where it is not there
 */
public record Tool(
        String name, List<String> command, Map<String, String> environment, String mend) {

    private static final int TAIL = 600;

    public Tool {
        command = List.copyOf(command);
        environment = Map.copyOf(environment);
    }

    /** A program with these arguments. */
    public static Tool of(String name, List<String> command, String mend) {
        return new Tool(name, command, Map.of(), mend);
    }

    /** A main class of the broker's own jars. */
    public static Tool kafka(Path root, String mainClass, String... arguments) {
        Path jars = root.resolve("modules/devservices/kafka/target");
        var command = new ArrayList<String>();
        command.add(java());
        command.addAll(List.of("-Xmx256m", "-XX:+UseSerialGC", "-Xshare:auto"));
        command.addAll(List.of("-cp", newest(jars) + "/*", mainClass));
        command.addAll(List.of(arguments));
        return of(
                mainClass.substring(mainClass.lastIndexOf('.') + 1),
                command,
                "build the broker's jars with `mvn -pl modules/devservices/kafka"
                        + " generate-resources`");
    }

    /** The JVM that runs this. */
    public static String java() {
        return program("java");
    }

    /** A question to another JVM, or an order. */
    public static Tool jcmd(long pid, String... arguments) {
        var command = new ArrayList<>(List.of(program("jcmd"), Long.toString(pid)));
        command.addAll(List.of(arguments));
        return of("jcmd", command, "run this with a JDK");
    }

    private static String program(String name) {
        return Path.of(System.getProperty("java.home"), "bin", name).toString();
    }

    private static Path newest(Path folder) {
        try (var versions = Files.list(folder)) {
            return versions.filter(each -> each.getFileName().toString().startsWith("kafka-"))
                    .max(Path::compareTo)
                    .orElseThrow(() -> new IOException("no jars"));
        } catch (IOException e) {
            throw new LoadtestException(
                    "The broker's jars are not in "
                            + folder
                            + ": build them with `mvn -pl modules/devservices/kafka"
                            + " generate-resources`",
                    e);
        }
    }

    public Tool with(String variable, String value) {
        return new Tool(name, command, Map.of(variable, value), mend);
    }

    /**
     * What it prints.
     *
     * @throws LoadtestException if it is missing, fails, or takes longer
     */
    public String run(Duration patience) throws InterruptedException {
        @Nullable Path printed = null;
        try {
            printed = Files.createTempFile("beckon-tool-", ".txt");
            var builder = new ProcessBuilder(command);
            builder.environment().putAll(environment);
            var process =
                    builder.redirectErrorStream(true).redirectOutput(printed.toFile()).start();
            boolean ended;
            try {
                ended = process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS);
            } finally {
                process.destroyForcibly();
            }
            String text = Files.readString(printed, StandardCharsets.UTF_8);
            if (!ended || process.exitValue() != 0) {
                throw new LoadtestException(
                        "%s %s; its last words: %s"
                                .formatted(
                                        name,
                                        ended ? "failed" : "took longer than " + patience,
                                        text.substring(Math.max(0, text.length() - TAIL)).strip()));
            }
            return text;
        } catch (IOException e) {
            throw new LoadtestException(name + " cannot be run: " + mend, e);
        } finally {
            delete(printed);
        }
    }

    private static void delete(@Nullable Path file) {
        if (file != null) {
            try {
                Files.deleteIfExists(file);
            } catch (IOException e) {
                throw new LoadtestException("Cannot delete " + file + ": " + e.getMessage(), e);
            }
        }
    }

    /** The number that a pattern's only group finds in what a tool printed. */
    public static double number(String name, String printed, Pattern pattern) {
        var found = pattern.matcher(printed);
        if (!found.find()) {
            throw new LoadtestException(name + " says no " + pattern + " in: " + printed.strip());
        }
        return Double.parseDouble(found.group(1));
    }
}
