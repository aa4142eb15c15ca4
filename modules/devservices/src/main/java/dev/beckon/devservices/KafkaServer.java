package dev.beckon.devservices;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.AppInfoParser;

/** One Kafka broker that is its own controller, run from the jars of a folder of its own. */
final class KafkaServer {

    static final String NAME = "kafka";
    static final String TITLE = "Kafka";

    private static final String LOGGING =
            """
            rootLogger.level = info
            rootLogger.appenderRef.out.ref = out
            appender.out.type = Console
            appender.out.name = out
            appender.out.layout.type = PatternLayout
            appender.out.layout.pattern = %d{yyyy-MM-dd HH:mm:ss.SSS} %-5p %c{1} - %m%n
            """;

    private final Path libs;
    private final Path folder;
    private final boolean durable;
    private final Training training;

    /**
     * @param folder for data and configuration
     * @param durable whether it is to live longer than a test
     * @param training of a broker with these jars; it starts warm if that is done
     */
    KafkaServer(Path root, Path folder, boolean durable, Training training) {
        this.libs = libsIn(root);
        this.folder = folder;
        this.durable = durable;
        this.training = training;
    }

    ProcessSpec spec(int port, Duration patience) {
        return spec(port, patience, training.done() ? List.of(training.useOption()) : List.of());
    }

    /** Of the broker that does the training. */
    ProcessSpec learner(int port, Duration patience) {
        return spec(port, patience, List.of(training.option()));
    }

    private ProcessSpec spec(int port, Duration patience, List<String> options) {
        return new ProcessSpec(
                NAME,
                TITLE,
                java(options, "kafka.Kafka", properties().toString()),
                Map.of(),
                port,
                Signal.TERM,
                patience,
                () -> {
                    configure(port);
                    format();
                },
                () -> describes(port));
    }

    /** Makes the storage, unless it is there already. */
    void format() {
        Path marker = folder.resolve("complete");
        if (Files.exists(marker)) {
            return;
        }
        Folders.delete(data());
        if (!Files.exists(properties())) {
            configure(Ports.anyFree());
        }
        var command = java(List.of(), "kafka.tools.StorageTool", "format");
        command.addAll(List.of("-t", Uuid.randomUuid().toString(), "-c", properties().toString()));
        Command.run(command, "");
        write(marker, AppInfoParser.getVersion() + "\n");
    }

    private void configure(int port) {
        Folders.create(folder);
        int controllerPort = Ports.anyFree();
        write(folder.resolve("log4j2.properties"), LOGGING);
        write(
                properties(),
                """
                process.roles=broker,controller
                node.id=1
                listeners=PLAINTEXT://127.0.0.1:%d,CONTROLLER://127.0.0.1:%d
                controller.listener.names=CONTROLLER
                controller.quorum.voters=1@127.0.0.1:%d
                log.dirs=%s
                auto.create.topics.enable=false
                group.initial.rebalance.delay.ms=0
                # After a crash the broker waits for its former self to be given up: 9 s by default.
                broker.session.timeout.ms=3000
                broker.heartbeat.interval.ms=500
                # An empty record twice a second by default: a third of what an idle broker does.
                metadata.max.idle.interval.ms=5000
                # One broker: whatever wants a second replica would wait for ever.
                default.replication.factor=1
                min.insync.replicas=1
                offsets.topic.replication.factor=1
                transaction.state.log.replication.factor=1
                transaction.state.log.min.isr=1
                share.coordinator.state.topic.replication.factor=1
                share.coordinator.state.topic.min.isr=1
                # Fifty partitions each by default: seconds at the first use, for nothing.
                offsets.topic.num.partitions=4
                transaction.state.log.num.partitions=4
                share.coordinator.state.topic.num.partitions=4
                """
                        .formatted(port, controllerPort, controllerPort, data()));
    }

    private boolean describes(int port) {
        if (!Ports.answers(port)) {
            return false;
        }
        Map<String, Object> configuration =
                Map.of(
                        "bootstrap.servers",
                        "127.0.0.1:" + port,
                        "request.timeout.ms",
                        2_000,
                        "default.api.timeout.ms",
                        5_000);
        try (Admin admin = Admin.create(configuration)) {
            return !admin.describeCluster().nodes().get(5, TimeUnit.SECONDS).isEmpty();
        } catch (ExecutionException | TimeoutException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private List<String> java(List<String> options, String mainClass, String argument) {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-Xms128m", "-Xmx512m", "-XX:+UseSerialGC"));
        command.add("-XX:+ExitOnOutOfMemoryError");
        if (durable) {
            // A collection stops all who wait for an answer: in what the JVM takes for the young by
            // itself there was one each second.
            command.addAll(List.of("-Xms512m", "-Xmn192m"));
            command.addAll(Compilers.first());
        } else {
            // Starts in half the time; a test ends before the better code would pay.
            command.add("-XX:TieredStopAtLevel=1");
        }
        command.addAll(options);
        command.add("-Dlog4j2.configurationFile=" + folder.resolve("log4j2.properties"));
        command.addAll(List.of("-cp", libs + "/*", mainClass, argument));
        return command;
    }

    private Path data() {
        return folder.resolve("data");
    }

    private Path properties() {
        return folder.resolve("server.properties");
    }

    private static Path libsIn(Path root) {
        Path libs =
                root.resolve("modules/devservices/kafka/target/kafka-" + AppInfoParser.getVersion())
                        .toAbsolutePath();
        if (!Files.isDirectory(libs)) {
            throw new DevServicesException(
                    "The jars of the Kafka broker are not in "
                            + libs
                            + ": build them with `mvn -pl modules/devservices/kafka"
                            + " generate-resources` in the folder of the project (system property"
                            + " beckon.root), or set SPRING_KAFKA_BOOTSTRAP_SERVERS to a broker"
                            + " that runs");
        }
        return libs;
    }

    private static void write(Path file, String text) {
        try {
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new DevServicesException("Cannot write " + file + ": " + e.getMessage(), e);
        }
    }
}
