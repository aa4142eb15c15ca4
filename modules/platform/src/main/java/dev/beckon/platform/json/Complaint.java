package dev.beckon.platform.json;

import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.databind.exc.InvalidNullException;
import tools.jackson.databind.exc.InvalidTypeIdException;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;

/**
 * Says what is wrong with a client's JSON in the words of whoever wrote it, not in those of our
 * classes.
 */
public final class Complaint {

    private static final int SHOWN = 60;

    private Complaint() {}

    /** The field as a path, such as {@code pickup.lat}; null where the whole is wrong. */
    public static @Nullable String field(JacksonException json) {
        var path =
                json.getPath().stream()
                        .map(
                                step ->
                                        step.getPropertyName() == null
                                                ? "[" + step.getIndex() + "]"
                                                : step.getPropertyName())
                        .collect(Collectors.joining("."));
        // What is no JSON stops the parser inside the field, and the path outside of it.
        boolean inside = path.isEmpty() || json instanceof StreamReadException;
        if (inside && json.processor() instanceof JsonParser parser) {
            path =
                    parser.streamReadContext()
                            .pathAsPointer()
                            .toString()
                            .replaceFirst("/\\d.*", "")
                            .replaceFirst("^/", "")
                            .replace('/', '.');
        }
        return path.isEmpty() ? null : path;
    }

    /** What is wrong, in one sentence that names the field. */
    public static String detail(JacksonException json) {
        var field = field(json);
        var said = say(json);
        boolean needsSubject = said.startsWith("is ") || said.startsWith("must ");
        if (needsSubject) {
            return (field == null ? "the whole" : shown(field)) + " " + said;
        }
        return field == null || said.contains(field.substring(field.lastIndexOf('.') + 1))
                ? said
                : shown(field) + ": " + said;
    }

    private static String say(JacksonException json) {
        Throwable cause = json.getCause();
        if (cause instanceof IllegalArgumentException && cause.getMessage() != null) {
            return cause.getMessage();
        }
        return switch (json) {
            case UnrecognizedPropertyException unknown ->
                    "unknown field %s; known are %s"
                            .formatted(
                                    shown(unknown.getPropertyName()),
                                    unknown.getKnownPropertyIds());
            case StreamConstraintsException _ ->
                    "the JSON is too deep, or a text, a name or a number in it too long";
            case InvalidNullException _ -> "must not be null";
            case InvalidTypeIdException type ->
                    type.getTypeId() == null
                            ? "type is missing"
                            : "type %s is unknown".formatted(shown(type.getTypeId()));
            case MismatchedInputException mismatched
                    when mismatched.getOriginalMessage().startsWith("Missing required") ->
                    "is missing";
            case MismatchedInputException mismatched
                    when mismatched.getOriginalMessage().startsWith("Trailing token") ->
                    "nothing must come after the JSON value";
            case MismatchedInputException mismatched
                    when mismatched.getOriginalMessage().startsWith("No content") ->
                    "a JSON value is needed";
            case MismatchedInputException mismatched ->
                    "must be " + wanted(mismatched.getTargetType());
            case StreamReadException read when read.getOriginalMessage().startsWith("Duplicate") ->
                    "is there twice";
            case StreamReadException _ -> "this is not JSON";
            default -> json.getOriginalMessage();
        };
    }

    /** What a client wrote, no longer than it takes to recognise it. */
    private static String shown(String text) {
        return text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "…";
    }

    /** What has to be there for a value of the type, in words. */
    public static String wanted(@Nullable Class<?> type) {
        if (type == null) {
            return "of another form";
        }
        if (type.isEnum()) {
            return "one of "
                    + Arrays.stream(type.getEnumConstants())
                            .map(Object::toString)
                            .collect(Collectors.joining(", "));
        }
        if (type == int.class || type == long.class) {
            return "a whole number in its range";
        }
        if (type.isPrimitive() || Number.class.isAssignableFrom(type)) {
            return type == boolean.class ? "true or false" : "a number in its range";
        }
        if (type == UUID.class) {
            return "a UUID, as a string";
        }
        if (type == Instant.class) {
            return "a time such as 2026-01-31T12:00:00.000Z, as a string";
        }
        if (Collection.class.isAssignableFrom(type)) {
            return "an array";
        }
        return type == String.class || isText(type) ? "a string" : "an object";
    }

    /** Whether values of the type are written as one string. */
    private static boolean isText(Class<?> type) {
        return type.isRecord()
                && Arrays.stream(type.getRecordComponents())
                        .anyMatch(
                                component ->
                                        component
                                                .getAccessor()
                                                .isAnnotationPresent(JsonValue.class));
    }
}
