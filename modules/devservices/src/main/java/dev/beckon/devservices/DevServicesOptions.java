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
 * @param ephemeral any port, and the state folder is deleted when the JVM ends
 * @param durable what is acknowledged outlives the machine's crash; a test puts speed before that
 * @param kafkaPort empty: the first free one from the usual one on; so with the other ports
 * @param environment in which a server that runs already may be named, as Spring Boot names it
 * @param startPatience after which a service has failed to start
 */
public record DevServicesOptions(
        Path root,
        Path stateFolder,
        boolean ephemeral,
        boolean durable,
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
                true,
                OptionalInt.empty(),
                OptionalInt.empty(),
                OptionalInt.empty(),
                System.getenv(),
                Duration.ofSeconds(90));
    }

    /** Services that leave nothing behind, in this new folder, which every user may enter. */
    static DevServicesOptions ephemeral(Path root, Path stateFolder) {
        return of(root, stateFolder).gone(false);
    }

    /** As durable as in earnest while they run, and gone afterwards, whatever is named. */
    static DevServicesOptions benchmark(Path root, Path stateFolder) {
        return of(root, stateFolder).gone(true).withEnvironment(Map.of());
    }

    private DevServicesOptions gone(boolean durableUntilThen) {
        return new DevServicesOptions(
                root,
                stateFolder,
                true,
                durableUntilThen,
                kafkaPort,
                postgresPort,
                redisPort,
                environment,
                startPatience);
    }

    public DevServicesOptions withPorts(
            OptionalInt kafka, OptionalInt postgres, OptionalInt redis) {
        return new DevServicesOptions(
                root,
                stateFolder,
                ephemeral,
                durable,
                kafka,
                postgres,
                redis,
                environment,
                startPatience);
    }

    public DevServicesOptions withEnvironment(Map<String, String> newEnvironment) {
        return new DevServicesOptions(
                root,
                stateFolder,
                ephemeral,
                durable,
                kafkaPort,
                postgresPort,
                redisPort,
                newEnvironment,
                startPatience);
    }
}
