package dev.beckon.platform.json;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.cfg.CoercionAction;
import tools.jackson.databind.cfg.CoercionInputShape;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.type.LogicalType;

/**
 * JSON as Beckon writes it, and reads it in two ways: what is on a topic with patience for fields
 * that are newer than the reader, what a client sends with none at all. Both want every field whose
 * type is not {@code @Nullable}.
 */
public final class Json {

    /** Deeper than any message of ours; deeper input is refused before it costs anything. */
    private static final int MAX_DEPTH = 20;

    /** Longer than any string that is taken. */
    private static final int MAX_STRING = 16 * 1024;

    private static final int MAX_NAME = 200;

    /**
     * Longer than any string on a topic; what follows from a record with a longer one might not fit
     * into a record.
     */
    private static final int MAX_STRING_ON_TOPICS = 64 * 1024;

    private static final JsonMapper TOPICS =
            ours(JsonMapper.builder(
                            JsonFactory.builder()
                                    .streamReadConstraints(
                                            StreamReadConstraints.builder()
                                                    .maxStringLength(MAX_STRING_ON_TOPICS)
                                                    .build())
                                    .build()))
                    .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                    .build();

    private static final JsonMapper INPUT =
            ours(JsonMapper.builder(
                            JsonFactory.builder()
                                    .streamReadConstraints(
                                            StreamReadConstraints.builder()
                                                    .maxNestingDepth(MAX_DEPTH)
                                                    .maxStringLength(MAX_STRING)
                                                    .maxNameLength(MAX_NAME)
                                                    .build())
                                    .build()))
                    .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
                    .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
                    .addModule(
                            new SimpleModule("input")
                                    .addDeserializer(String.class, new CleanText())
                                    .addDeserializer(double.class, new FiniteNumber(double.class))
                                    .addDeserializer(Double.class, new FiniteNumber(Double.class))
                                    .addDeserializer(Instant.class, new Times.Strict()))
                    .withCoercionConfig(
                            LogicalType.Enum,
                            c -> c.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail))
                    .build();

    private Json() {}

    /** For what is on a topic or in a table. */
    public static JsonMapper topics() {
        return TOPICS;
    }

    /** For what a client sends. */
    public static JsonMapper input() {
        return INPUT;
    }

    private static JsonMapper.Builder ours(JsonMapper.Builder builder) {
        var times = new SimpleModule("beckon");
        times.addSerializer(Instant.class, new Times.Milliseconds());
        times.addDeserializer(Instant.class, new Times.Lenient());
        return builder.addModule(times)
                .annotationIntrospector(new NullMarkedIntrospector())
                .changeDefaultPropertyInclusion(
                        all -> all.withValueInclusion(JsonInclude.Include.ALWAYS))
                .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
    }
}
