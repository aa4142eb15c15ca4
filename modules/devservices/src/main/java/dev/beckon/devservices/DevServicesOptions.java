package dev.beckon.devservices;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.OptionalInt;

/**
 * What a set of services is started with.
 *
 * @param root of the project, in which the jars of the broker are
 * @param stateFolder for data, logs and records of processes
 * @param ephemeral for a test: speed before durability, any port, and the state folder is deleted
 *     when the JVM ends
 * @param kafkaPort empty: the first free one from the usual one on; so with the other ports
 * @param environment in which a server that runs already may be named, as Spring Boot names it
 * @param startPatience after which a service has failed to start
 */
public record DevServicesOptions(
        Path root,
        Path stateFolder,
        boolean ephemeral,
        OptionalInt kafkaPort,
        OptionalInt postgresPort,
        OptionalInt redisPort,
        Map<String, String> environment,
        Duration startPatience) {

    public DevServicesOptions {
        root = root.toAbsolutePath().normalize();
        stateFolder = stateFolder.toAbsolutePath().normalize();
        environment = Map.copyOf(environment);
    }

    /** Services with durable data, as the environment of this JVM says. */
    public static DevServicesOptions of(Path root, Path stateFolder) {
        return new DevServicesOptions(
                root,
                stateFolder,
                false,
                OptionalInt.empty(),
                OptionalInt.empty(),
                OptionalInt.empty(),
                System.getenv(),
                Duration.ofSeconds(90));
    }

    /** Services that leave nothing behind, in this new folder. */
    public static DevServicesOptions ephemeral(Path root, Path stateFolder) {
        var durable = of(root, stateFolder);
        return new DevServicesOptions(
                durable.root(),
                durable.stateFolder(),
                true,
                durable.kafkaPort(),
                durable.postgresPort(),
                durable.redisPort(),
                durable.environment(),
                durable.startPatience());
    }

    public DevServicesOptions withPorts(
            OptionalInt kafka, OptionalInt postgres, OptionalInt redis) {
        return new DevServicesOptions(
                root, stateFolder, ephemeral, kafka, postgres, redis, environment, startPatience);
    }

    public DevServicesOptions withEnvironment(Map<String, String> newEnvironment) {
        return new DevServicesOptions(
                root,
                stateFolder,
                ephemeral,
                kafkaPort,
                postgresPort,
                redisPort,
                newEnvironment,
                startPatience);
    }
}
