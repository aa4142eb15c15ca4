package dev.beckon.launcher;

import dev.beckon.devservices.Compilers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Unmatched;

/** A command that another jar knows: all that follows its name goes there, help included. */
abstract class PassedOn implements Callable<Integer> {

    // The client shares the cores with all that it measures: no collector's threads beside it.
    private static final List<String> JVM_OPTIONS =
            List.of(
                    "-XX:+UseSerialGC",
                    "-Xms512m",
                    "-Xmn320m",
                    "-Xshare:auto",
                    "-Djava.awt.headless=true",
                    "--enable-native-access=ALL-UNNAMED",
                    "--sun-misc-unsafe-memory-access=allow");

    private final String name;

    @Unmatched private List<String> arguments = new ArrayList<>();

    PassedOn(String name) {
        this.name = name;
    }

    @Override
    public final Integer call() throws IOException, InterruptedException {
        var checkout = Checkout.ofThisRun();
        Path jar = checkout.root().resolve("loadtest/target/beckon-loadtest.jar");
        if (!Files.exists(jar)) {
            throw new LauncherException(
                    "The load tests are not built (no "
                            + jar
                            + "): build them with `mvn -DskipTests package`");
        }
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(JVM_OPTIONS);
        command.addAll(Compilers.first());
        command.addAll(List.of("-Dbeckon.root=" + checkout.root(), "-jar", jar.toString(), name));
        command.addAll(arguments);
        return new ProcessBuilder(command).inheritIO().start().waitFor();
    }
}
