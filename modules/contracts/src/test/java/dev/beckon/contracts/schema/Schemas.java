package dev.beckon.contracts.schema;

import com.fasterxml.classmate.ResolvedType;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonValue;
import com.github.victools.jsonschema.generator.CustomDefinition;
import com.github.victools.jsonschema.generator.FieldScope;
import com.github.victools.jsonschema.generator.Option;
import com.github.victools.jsonschema.generator.OptionPreset;
import com.github.victools.jsonschema.generator.SchemaGenerationContext;
import com.github.victools.jsonschema.generator.SchemaGenerator;
import com.github.victools.jsonschema.generator.SchemaGeneratorConfigBuilder;
import com.github.victools.jsonschema.generator.SchemaVersion;
import dev.beckon.contracts.geo.Place;
import dev.beckon.contracts.socket.ServerMessage;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Draws the JSON Schema of a contract from its records, their nullness and their Javadoc. */
final class Schemas {

    private static final JsonMapper MAPPER = JsonMapper.shared();
    private static final Map<String, Integer> DEGREES =
            Map.of("lat", 90, "lng", 180, "south", 90, "north", 90, "west", 180, "east", 180);

    private final Docs docs;

    private Schemas(Docs docs) {
        this.docs = docs;
    }

    static Schemas ofTheRecords() throws IOException {
        return new Schemas(Docs.ofTheRecords());
    }

    /** As it stands in a file. */
    String text(Contract contract) {
        return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(of(contract)) + "\n";
    }

    ObjectNode of(Contract contract) {
        var definitions = generator(contract).buildMultipleSchemaDefinitions();
        var variants = contract.variants().map(definitions::createSchemaReference).toList();
        var schema = MAPPER.createObjectNode();
        schema.put("$schema", SchemaVersion.DRAFT_2020_12.getIdentifier());
        schema.put("title", contract.type().getSimpleName());
        docs.of(contract.type()).ifPresent(doc -> schema.put("description", doc));
        var oneOf = schema.putArray("oneOf");
        variants.forEach(oneOf::add);
        var sorted = schema.putObject("$defs");
        var byName = new TreeMap<String, JsonNode>();
        definitions
                .collectDefinitions("$defs")
                .properties()
                .forEach(def -> byName.put(def.getKey(), def.getValue()));
        byName.forEach(sorted::set);
        return schema;
    }

    private SchemaGenerator generator(Contract contract) {
        var builder =
                new SchemaGeneratorConfigBuilder(
                                SchemaVersion.DRAFT_2020_12, OptionPreset.PLAIN_JSON)
                        .with(
                                Option.DEFINITIONS_FOR_ALL_OBJECTS,
                                Option.PLAIN_DEFINITION_KEYS,
                                Option.INLINE_NULLABLE_SCHEMAS)
                        .without(Option.SCHEMA_VERSION_INDICATOR);
        if (contract.strict()) {
            builder.with(Option.FORBIDDEN_ADDITIONAL_PROPERTIES_BY_DEFAULT);
        }
        builder.forTypesInGeneral()
                .withPropertySorter((_, _) -> 0)
                .withCustomDefinitionProvider((type, _) -> scalar(type))
                .withCustomDefinitionProvider(Schemas::map)
                .withDescriptionResolver(
                        scope -> docs.of(scope.getType().getErasedType()).orElse(null))
                .withTypeAttributeOverride(
                        (node, scope, _) -> addDerived(node, scope.getType().getErasedType()));
        builder.forFields()
                .withRequiredCheck(field -> !nullable(field))
                .withNullableCheck(field -> nullable(field) && writesNull(field))
                .withDescriptionResolver(Schemas.this::component)
                .withStringMaxLengthResolver(
                        field -> field.getName().equals("address") ? Place.ADDRESS_MAX : null)
                .withNumberInclusiveMinimumResolver(field -> degrees(field, -1))
                .withNumberInclusiveMaximumResolver(field -> degrees(field, 1));
        return new SchemaGenerator(builder.build());
    }

    /** Ids and times are strings with a format. */
    private @Nullable CustomDefinition scalar(ResolvedType type) {
        var raw = type.getErasedType();
        if (raw == Instant.class) {
            return new CustomDefinition(text("date-time"), true);
        }
        if (raw == UUID.class) {
            return new CustomDefinition(text("uuid"), true);
        }
        var wrapsUuid =
                raw.isRecord()
                        && Arrays.stream(raw.getDeclaredFields())
                                .anyMatch(field -> field.isAnnotationPresent(JsonValue.class));
        return wrapsUuid
                ? new CustomDefinition(
                        text("uuid"),
                        CustomDefinition.DefinitionType.STANDARD,
                        CustomDefinition.INCLUDING_ATTRIBUTES)
                : null;
    }

    private static @Nullable CustomDefinition map(
            ResolvedType type, SchemaGenerationContext context) {
        if (!type.isInstanceOf(Map.class)) {
            return null;
        }
        var values =
                context.createStandardDefinitionReference(type.getTypeParameters().get(1), null);
        var map = MAPPER.createObjectNode().put("type", "object");
        map.set("additionalProperties", values);
        return new CustomDefinition(map, true);
    }

    private static ObjectNode text(String format) {
        return MAPPER.createObjectNode().put("type", "string").put("format", format);
    }

    /** What Jackson writes without a component: {@code type}, and a message's {@code subject}. */
    private static void addDerived(ObjectNode node, Class<?> type) {
        if (!(node.get("properties") instanceof ObjectNode components)) {
            return;
        }
        var properties = MAPPER.createObjectNode();
        var required = MAPPER.createArrayNode();
        Contract.typeId(type)
                .ifPresent(
                        id -> {
                            properties.putObject("type").put("const", id);
                            required.add("type");
                        });
        if (ServerMessage.AboutOrder.class.isAssignableFrom(type)) {
            properties.putObject("subject").put("type", "string").put("pattern", "^order/");
            required.add("subject");
        }
        properties.setAll(components);
        node.set("properties", properties);
        node.path("required").forEach(required::add);
        node.set("required", required);
    }

    private static boolean nullable(FieldScope field) {
        return field.getRawMember().getAnnotatedType().isAnnotationPresent(Nullable.class);
    }

    private static boolean writesNull(FieldScope field) {
        return Contract.ancestry(field.getRawMember().getDeclaringClass())
                .map(type -> type.getAnnotation(JsonInclude.class))
                .allMatch(include -> include == null);
    }

    private @Nullable String component(FieldScope field) {
        return field.isFakeContainerItemScope()
                ? null
                : docs.of(field.getRawMember().getDeclaringClass(), field.getName()).orElse(null);
    }

    private static @Nullable BigDecimal degrees(FieldScope field, int sign) {
        var limit = DEGREES.get(field.getName());
        return limit == null ? null : BigDecimal.valueOf((long) sign * limit);
    }
}
