package dev.beckon.contracts.schema;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeName;
import dev.beckon.contracts.driver.DriverFact;
import dev.beckon.contracts.driver.DriverShift;
import dev.beckon.contracts.driver.DriverSignal;
import dev.beckon.contracts.order.OrderEvent;
import dev.beckon.contracts.order.OrderFact;
import dev.beckon.contracts.order.OrderReply;
import dev.beckon.contracts.order.OrderStatus;
import dev.beckon.contracts.socket.ClientMessage;
import dev.beckon.contracts.socket.ServerMessage;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** What is said on a topic or in one direction of the socket: one schema file each. */
record Contract(String name, Class<?> type, Crossing crossing) {

    /** Between whom, which decides who may be older than whom. */
    enum Crossing {
        /** Records outlive those who wrote them, and readers may be a release behind. */
        TOPIC,
        /** Clients may be a release behind; servers are brought up to date first. */
        FROM_CLIENTS,
        /** The same clients; what they don't know, they ignore. */
        TO_CLIENTS;

        /** Whether this code meets what older code wrote. */
        boolean readsOld() {
            return this != TO_CLIENTS;
        }

        /** Whether older code meets what this code writes. */
        boolean readByOld() {
            return this != FROM_CLIENTS;
        }
    }

    static Stream<Contract> all() {
        return Stream.of(
                new Contract("order-fact", OrderFact.class, Crossing.TOPIC),
                new Contract("order-event", OrderEvent.class, Crossing.TOPIC),
                new Contract("order-status", OrderStatus.class, Crossing.TOPIC),
                new Contract("order-reply", OrderReply.class, Crossing.TOPIC),
                new Contract("driver-fact", DriverFact.class, Crossing.TOPIC),
                new Contract("driver-shift", DriverShift.class, Crossing.TOPIC),
                new Contract("driver-signal", DriverSignal.class, Crossing.TOPIC),
                new Contract("socket-client-message", ClientMessage.class, Crossing.FROM_CLIENTS),
                new Contract("socket-server-message", ServerMessage.class, Crossing.TO_CLIENTS));
    }

    static Path folder() {
        return Path.of(System.getProperty("beckon.root"), "schemas");
    }

    /** Unknown fields of clients are refused; everything else stays open for fields to come. */
    boolean strict() {
        return crossing == Crossing.FROM_CLIENTS;
    }

    Path schemaFile() {
        return folder().resolve(name + ".json");
    }

    /** A sample is named by its contract and what it says in {@code type}. */
    Path sampleFile(Class<?> variant) {
        return folder().resolve(
                        "samples/%s.%s.json".formatted(name, typeId(variant).orElseThrow()));
    }

    /** The records that may be said. */
    Stream<Class<?>> variants() {
        return variants(type);
    }

    private static Stream<Class<?>> variants(Class<?> type) {
        return type.isSealed()
                ? Stream.of(type.getPermittedSubclasses()).flatMap(Contract::variants)
                : Stream.of(type);
    }

    /** What a record says of itself in {@code type}, where it does. */
    static Optional<String> typeId(Class<?> type) {
        return ancestry(type)
                .flatMap(t -> Optional.ofNullable(t.getAnnotation(JsonTypeInfo.class)).stream())
                .findFirst()
                .map(
                        info ->
                                info.use() == JsonTypeInfo.Id.SIMPLE_NAME
                                        ? type.getSimpleName()
                                        : type.getAnnotation(JsonTypeName.class).value());
    }

    /** A type and all that it implements, nearest first. */
    static Stream<Class<?>> ancestry(Class<?> type) {
        return Stream.concat(
                Stream.of(type), Stream.of(type.getInterfaces()).flatMap(Contract::ancestry));
    }

    @Override
    public String toString() {
        return name;
    }
}
