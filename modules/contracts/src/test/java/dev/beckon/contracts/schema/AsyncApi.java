package dev.beckon.contracts.schema;

import dev.beckon.contracts.topic.Topic;
import dev.beckon.contracts.topic.Topics;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLMapper;
import tools.jackson.dataformat.yaml.YAMLWriteFeature;

/** Draws the AsyncAPI document of the topics and the socket. */
final class AsyncApi {

    private static final YAMLMapper YAML =
            YAMLMapper.builder()
                    .disable(YAMLWriteFeature.WRITE_DOC_START_MARKER)
                    .disable(YAMLWriteFeature.SPLIT_LINES)
                    .enable(YAMLWriteFeature.MINIMIZE_QUOTES)
                    .enable(YAMLWriteFeature.ALWAYS_QUOTE_NUMBERS_AS_STRINGS)
                    .enable(YAMLWriteFeature.INDENT_ARRAYS_WITH_INDICATOR)
                    .build();

    /** Of AsyncAPI's descriptions of Kafka and of WebSockets. */
    private static final String KAFKA_BINDING = "0.5.0";

    private static final String WEBSOCKET_BINDING = "0.1.0";

    private static final String SOCKET = "socket";

    /** By order or driver. */
    private static final String KEYED = "Keyed";

    private final Docs docs;
    private final ObjectNode root = YAML.createObjectNode();

    private AsyncApi(Docs docs) {
        this.docs = docs;
    }

    static String draw(Docs docs) {
        return new AsyncApi(docs).text();
    }

    static YAMLMapper yaml() {
        return YAML;
    }

    private String text() {
        root.put("asyncapi", "3.0.0");
        root.putObject("info")
                .put("title", "Beckon")
                .put("version", "0.1.0")
                .put(
                        "description",
                        """
                        The topics, and the socket of clients. Drawn from the code: see README.md.
                        Readers ignore fields that they don't know, clients also types.
                        """)
                .putObject("license")
                .put("name", "Apache-2.0");
        root.put("defaultContentType", "application/json");
        var channels = root.putObject("channels");
        var operations = root.putObject("operations");
        for (var topic : Topics.all()) {
            describe(topic, channels.putObject(topic.name()));
            operate(operations.putObject(topic.name() + ".write"), "send", topic.name());
            operate(operations.putObject(topic.name() + ".read"), "receive", topic.name());
        }
        for (var topic : Topics.all()) {
            describeDeadLetters(topic, channels.putObject(topic.deadLetters()));
            operate(
                    operations.putObject(topic.deadLetters() + ".write"),
                    "send",
                    topic.deadLetters());
        }
        describeSocket(channels.putObject(SOCKET));
        operateSocket(operations);
        var components = root.putObject("components");
        components.set("messageTraits", traits());
        components.set("schemas", headers());
        return YAML.writeValueAsString(root);
    }

    static Contract contract(Topic<?> topic) {
        return Contract.all()
                .filter(contract -> contract.type() == topic.type())
                .findFirst()
                .orElseThrow();
    }

    private void describe(Topic<?> topic, ObjectNode channel) {
        channel.put("address", topic.name());
        docs.of(topic.type()).ifPresent(doc -> channel.put("description", doc));
        var messages = channel.putObject("messages");
        var contract = contract(topic);
        contract.variants()
                .forEach(
                        variant -> {
                            var name = Contract.typeId(variant).orElseThrow();
                            var message = messages.putObject(name);
                            docs.of(variant).ifPresent(doc -> message.put("description", doc));
                            message.set("headers", headers(topic, variant));
                            message.putObject("payload").put("$ref", definition(contract, variant));
                            takeTrait(message);
                        });
        if (topic == Topics.ORDER_STATUS) {
            var tombstone = messages.putObject("tombstone");
            tombstone.put("description", "The order ended a while ago: its key is free.");
            tombstone.putObject("payload").put("type", "null");
            takeTrait(tombstone);
        }
        var kafka = kafka(channel, topic.partitions());
        var compaction = topic.compaction();
        var kept = topic.kept();
        if (compaction == null) {
            kafka.put("retention.ms", kept == null ? -1 : kept.toMillis());
        } else {
            kafka.putArray("cleanup.policy").add("compact");
            kafka.put("min.compaction.lag.ms", compaction.minLag().toMillis());
            kafka.put("segment.ms", compaction.segment().toMillis());
        }
    }

    /** The topic's configuration, which is written into it. */
    private static ObjectNode kafka(ObjectNode channel, int partitions) {
        var kafka = channel.putObject("bindings").putObject("kafka");
        kafka.put("partitions", partitions);
        var configuration = kafka.putObject("topicConfiguration");
        kafka.put("bindingVersion", KAFKA_BINDING);
        return configuration;
    }

    private static void takeTrait(ObjectNode message) {
        message.putArray("traits").addObject().put("$ref", "#/components/messageTraits/" + KEYED);
    }

    private static ObjectNode traits() {
        var traits = YAML.createObjectNode();
        var kafka = traits.putObject(KEYED).putObject("bindings").putObject("kafka");
        kafka.putObject("key").put("type", "string").put("format", "uuid");
        kafka.put("bindingVersion", KAFKA_BINDING);
        return traits;
    }

    private static void describeDeadLetters(Topic<?> topic, ObjectNode channel) {
        channel.put("address", topic.deadLetters());
        channel.put("description", "What nobody could read of " + topic.name() + ".");
        var message = channel.putObject("messages").putObject("letter");
        message.put(
                "description",
                "Key, bytes and headers as they were, and headers kafka_dlt-* that say where they"
                        + " were and why they are here.");
        message.put("contentType", "application/octet-stream");
        kafka(channel, 1).put("retention.ms", -1);
    }

    private void describeSocket(ObjectNode channel) {
        channel.put("address", "/ws");
        channel.put(
                "description",
                """
                One JSON object a text message, of at most 8 KiB from clients. The ticket is from
                POST /ws/ticket; without a good one the upgrade is answered with 401, and with 503
                before the node knows what to tell. Close codes: 1001 nothing was heard for too
                long, 1008 not allowed (a binary message, or a flood: slow down), 1009 too large, 1012 restarting (connect
                again, with jitter), 1013 too slow (connect again).
                """);
        var messages = channel.putObject("messages");
        for (var contract : sides()) {
            contract.variants()
                    .forEach(
                            variant -> {
                                var message =
                                        messages.putObject(Contract.typeId(variant).orElseThrow());
                                docs.of(variant).ifPresent(doc -> message.put("description", doc));
                                message.putObject("payload")
                                        .put("$ref", definition(contract, variant));
                            });
        }
        var socket = channel.putObject("bindings").putObject("ws");
        socket.put("method", "GET");
        var query = socket.putObject("query");
        query.put("type", "object");
        query.putObject("properties").putObject("ticket").put("type", "string");
        query.putArray("required").add("ticket");
        socket.put("bindingVersion", WEBSOCKET_BINDING);
    }

    private static void operateSocket(ObjectNode operations) {
        for (var contract : sides()) {
            var heard = contract.crossing() == Contract.Crossing.FROM_CLIENTS;
            var operation = operations.putObject(SOCKET + (heard ? ".hear" : ".say"));
            operate(operation, heard ? "receive" : "send", SOCKET);
            var messages = operation.putArray("messages");
            contract.variants()
                    .map(variant -> Contract.typeId(variant).orElseThrow())
                    .forEach(
                            name ->
                                    messages.addObject()
                                            .put(
                                                    "$ref",
                                                    "#/channels/%s/messages/%s"
                                                            .formatted(SOCKET, name)));
        }
    }

    private static List<Contract> sides() {
        return Contract.all()
                .filter(contract -> contract.crossing() != Contract.Crossing.TOPIC)
                .toList();
    }

    private static void operate(ObjectNode operation, String action, String channel) {
        operation.put("action", action);
        operation.putObject("channel").put("$ref", "#/channels/" + channel);
    }

    private static String definition(Contract contract, Class<?> variant) {
        return "./%s.json#/$defs/%s".formatted(contract.name(), variant.getSimpleName());
    }

    private static ObjectNode headers(Topic<?> topic, Class<?> variant) {
        var headers = YAML.createObjectNode();
        headers.putArray("allOf").addObject().put("$ref", "#/components/schemas/CloudEvent");
        var properties = headers.put("type", "object").putObject("properties");
        properties
                .putObject("ce_type")
                .put("const", "dev.beckon." + topic.name() + "." + variant.getSimpleName());
        if (topic == Topics.ORDER_STATUS) {
            describe(
                    properties,
                    "ce_parties",
                    "the customer and every driver who was ever asked, with commas between");
            describe(properties, "ce_causes", "the facts decided by it, with commas between");
            describe(
                    properties,
                    "ce_lost",
                    "the drivers who were lost with it, with commas between; absent if there are"
                            + " none");
        }
        return headers;
    }

    private static ObjectNode headers() {
        var schemas = YAML.createObjectNode();
        var event = schemas.putObject("CloudEvent");
        event.put("type", "object");
        event.put("description", "CloudEvents 1.0, Kafka binding in binary mode.");
        var properties = event.putObject("properties");
        properties.putObject("ce_specversion").put("const", "1.0");
        describe(properties, "ce_id", "the same again is the same thing told twice");
        describe(properties, "ce_source", "the node that wrote it");
        properties.putObject("ce_type").put("type", "string");
        properties.putObject("ce_time").put("type", "string").put("format", "date-time");
        properties.putObject("content-type").put("const", "application/json");
        var required = event.putArray("required");
        Stream.of("ce_specversion", "ce_id", "ce_source", "ce_type", "ce_time", "content-type")
                .forEach(required::add);
        return schemas;
    }

    private static void describe(ObjectNode properties, String name, String description) {
        properties.putObject(name).put("type", "string").put("description", description);
    }
}
