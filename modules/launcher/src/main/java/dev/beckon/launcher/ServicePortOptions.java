package dev.beckon.launcher;

import dev.beckon.devservices.DevServicesOptions;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where the services listen: options that several commands share. */
final class ServicePortOptions {

    @Option(
            names = "--kafka-port",
            paramLabel = "PORT",
            converter = PortNumber.class,
            description = "Of Kafka; the first free one from 9092 on if not given.")
    private @Nullable Integer kafka;

    @Option(
            names = "--postgres-port",
            paramLabel = "PORT",
            converter = PortNumber.class,
            description = "Of PostgreSQL; the first free one from 5432 on if not given.")
    private @Nullable Integer postgres;

    @Option(
            names = "--redis-port",
            paramLabel = "PORT",
            converter = PortNumber.class,
            description = "Of Redis; the first free one from 6379 on if not given.")
    private @Nullable Integer redis;

    DevServicesOptions of(Checkout checkout) {
        return DevServicesOptions.of(checkout.root(), checkout.stateFolder())
                .withPorts(optional(kafka), optional(postgres), optional(redis));
    }

    private static OptionalInt optional(@Nullable Integer port) {
        return port == null ? OptionalInt.empty() : OptionalInt.of(port);
    }
}
