package dev.beckon.devservices;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import org.apache.kafka.common.utils.AppInfoParser;

/** Data folders as `format` and `initdb` leave them, made once a build. */
final class DataTemplate {

    private DataTemplate() {}

    /**
     * Copies it in a tenth of a second.
     *
     * @param server Kafka's or PostgreSQL's name
     * @param state a new folder of a set of services
     */
    static void copy(Path root, String server, Path state) {
        Folders.copy(find(root).resolve(server), state);
    }

    private static synchronized Path find(Path root) {
        Path templates = root.resolve("modules/devservices/target/templates");
        Path template = templates.resolve("kafka-" + AppInfoParser.getVersion());
        if (!Files.isDirectory(template)) {
            Path draft = Folders.createTemporary("beckon-template-");
            make(root, draft);
            Folders.create(templates);
            publish(draft, template);
        }
        return template;
    }

    private static void make(Path root, Path draft) {
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            var kafka = new KafkaServer(root, draft.resolve(KafkaServer.NAME), false);
            var postgres = new PostgresServer(draft.resolve(PostgresServer.NAME), false);
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
            Folders.copy(draft.resolve(KafkaServer.NAME), whole);
            Folders.copy(draft.resolve(PostgresServer.NAME), whole);
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
