package dev.beckon.platform.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonValue;
import io.swagger.v3.core.converter.AnnotatedType;
import io.swagger.v3.core.converter.ModelConverter;
import io.swagger.v3.core.converter.ModelConverterContext;
import io.swagger.v3.core.util.Json31;
import io.swagger.v3.oas.models.media.JsonSchema;
import io.swagger.v3.oas.models.media.Schema;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Draws records as they are read and written: one that wraps a value is that value, and a component
 * is required or nullable as its type says.
 */
final class ApiRecords implements ModelConverter {

    @Override
    public @Nullable Schema<?> resolve(
            AnnotatedType type, ModelConverterContext context, Iterator<ModelConverter> chain) {
        var raw = Json31.mapper().constructType(type.getType()).getRawClass();
        if (!raw.isRecord()) {
            return pass(type, context, chain);
        }
        var wrapped = wrapped(raw);
        if (wrapped.isPresent()) {
            return context.resolve(
                    new AnnotatedType(wrapped.get().getType())
                            .ctxAnnotations(type.getCtxAnnotations()));
        }
        var schema = pass(type, context, chain);
        if (schema != null) {
            describeNullness(raw, model(schema, context));
        }
        return schema;
    }

    private static @Nullable Schema<?> pass(
            AnnotatedType type, ModelConverterContext context, Iterator<ModelConverter> chain) {
        return chain.hasNext() ? chain.next().resolve(type, context, chain) : null;
    }

    private static Optional<Field> wrapped(Class<?> raw) {
        return Arrays.stream(raw.getDeclaredFields())
                .filter(field -> field.isAnnotationPresent(JsonValue.class))
                .findFirst();
    }

    private static Schema<?> model(Schema<?> schema, ModelConverterContext context) {
        var reference = schema.get$ref();
        return reference == null
                ? schema
                : context.getDefinedModels()
                        .getOrDefault(reference.substring(reference.lastIndexOf('/') + 1), schema);
    }

    private static void describeNullness(Class<?> raw, Schema<?> model) {
        if (model.getProperties() == null) {
            return;
        }
        var required = new ArrayList<String>();
        for (var component : raw.getRecordComponents()) {
            if (!component.getAnnotatedType().isAnnotationPresent(Nullable.class)) {
                required.add(component.getName());
            } else if (!raw.isAnnotationPresent(JsonInclude.class)) {
                model.getProperties().computeIfPresent(component.getName(), (_, s) -> orNull(s));
            }
        }
        model.setRequired(required);
    }

    private static Schema<?> orNull(Schema<?> schema) {
        if (schema.getAnyOf() != null) {
            return schema;
        }
        return new JsonSchema().anyOf(List.of(schema, new JsonSchema().types(Set.of("null"))));
    }
}
