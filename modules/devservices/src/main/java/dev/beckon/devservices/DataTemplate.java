package dev.beckon.devservices;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import org.apache.kafka.common.utils.AppInfoParser;

/**
 * Data folders as `format` and `initdb` leave them, and what a broker learnt at its first start:
 * made once a build.
 */
final class DataTemplate {

    private static final String LEARNT = "kafka.aot";
    private static final Duration PATIENCE = Duration.ofMinutes(1);

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

    /** Of brokers; done if the template was made. */
    static Training training(Path root) {
        return new Training(folder(root).resolve(LEARNT));
    }

    private static synchronized Path find(Path root) {
        Path template = folder(root);
        if (!Files.isDirectory(template)) {
            Path draft = Folders.createTemporary("beckon-template-");
            make(root, draft);
            Folders.create(template.resolveSibling(""));
            publish(draft, template);
        }
        return template;
    }

    private static Path folder(Path root) {
        return root.resolve("modules/devservices/target/templates")
                .resolve("kafka-" + AppInfoParser.getVersion());
    }

    private static void make(Path root, Path draft) {
        var training = new Training(draft.resolve(LEARNT));
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            var kafka = new KafkaServer(root, draft.resolve(KafkaServer.NAME), false, training);
            var postgres = new PostgresServer(draft.resolve(PostgresServer.NAME), false);
            CompletableFuture.allOf(
                            CompletableFuture.runAsync(kafka::format, executor),
                            CompletableFuture.runAsync(() -> rehearse(root, training), executor),
                            CompletableFuture.runAsync(postgres::makeCluster, executor))
                    .join();
        }
    }

    /** Of the two dozen brokers that the tests start, each starts in half the time then. */
    private static void rehearse(Path root, Training training) {
        var state = StateFolder.open(Folders.createTemporary("beckon-rehearsal-"));
        try (var watchdog = new Watchdog(state.path())) {
            var server =
                    new KafkaServer(root, state.path().resolve(KafkaServer.NAME), false, training);
            var learner =
                    ServiceProcess.start(
                            server.learner(Ports.anyFree(), PATIENCE), state, watchdog);
            KafkaRehearsal.run("127.0.0.1:" + learner.port());
            training.end(learner);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DevServicesException("Interrupted while Kafka was being trained", e);
        }
    }

    /** Whole or not at all: other JVMs may be making the same. */
    private static void publish(Path draft, Path template) {
        try {
            Path whole = Files.createTempDirectory(template.getParent(), "draft-");
            Folders.copy(draft.resolve(KafkaServer.NAME), whole);
            Folders.copy(draft.resolve(PostgresServer.NAME), whole);
            Files.copy(draft.resolve(LEARNT), whole.resolve(LEARNT));
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
