package dev.beckon.devservices;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import org.apache.kafka.common.utils.AppInfoParser;
import org.jspecify.annotations.Nullable;

/** The one set of services of a JVM that runs tests, started from templates made once a build. */
final class TestServices {

    private static @Nullable DevServices services;
    private static @Nullable RuntimeException failure;

    private TestServices() {}

    static synchronized DevServices get() {
        // A start that failed would fail again for each test, after its patience each time.
        if (failure != null) {
            throw failure;
        }
        if (services == null) {
            try {
                services = start();
            } catch (RuntimeException e) {
                failure = e;
                throw e;
            }
        }
        return services;
    }

    private static DevServices start() {
        Path root = Path.of(System.getProperty("beckon.root", ".")).toAbsolutePath().normalize();
        Path state = Folders.createTemporary("beckon-test-");
        var options = DevServicesOptions.ephemeral(root, state);
        if (options.environment().keySet().stream().noneMatch(key -> key.startsWith("SPRING_"))) {
            copyTemplate(root, state);
        }
        return DevServices.start(options);
    }

    /** Data folders as `format` and `initdb` leave them: copied in a tenth of a second. */
    private static void copyTemplate(Path root, Path state) {
        Path templates = root.resolve("modules/devservices/target/templates");
        Path template = templates.resolve("kafka-" + AppInfoParser.getVersion());
        if (!Files.isDirectory(template)) {
            Path draft = Folders.createTemporary("beckon-template-");
            makeTemplate(root, draft);
            Folders.create(templates);
            publish(draft, template);
        }
        Folders.copy(template.resolve("kafka"), state);
        Folders.copy(template.resolve("postgres"), state);
    }

    private static void makeTemplate(Path root, Path draft) {
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            var kafka = new KafkaServer(root, draft.resolve("kafka"), false);
            var postgres = new PostgresServer(draft.resolve("postgres"), false);
            CompletableFuture.allOf(
                            CompletableFuture.runAsync(kafka::format, executor),
                            CompletableFuture.runAsync(postgres::makeCluster, executor))
                    .join();
        }
    }

    /** Whole or not at all: other JVMs may be making the same. */
    private static void publish(Path draft, Path template) {
        try {
            Path whole = Files.createTempDirectory(template.getParent(), "draft-");
            Folders.copy(draft.resolve("kafka"), whole);
            Folders.copy(draft.resolve("postgres"), whole);
            Folders.delete(draft);
            try {
                Files.move(whole, template, StandardCopyOption.ATOMIC_MOVE);
            } catch (IOException e) {
                // Another JVM was first.
                Folders.delete(whole);
            }
        } catch (IOException e) {
            throw new DevServicesException("Cannot make " + template + ": " + e.getMessage(), e);
        }
    }
}
