package dev.beckon.platform.json;

import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.databind.exc.InvalidTypeIdException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;

/** What is wrong with a client's JSON, in words for whoever sent it. */
public final class Complaint {

    private Complaint() {}

    /** The field and what is wrong with it, in one sentence. */
    public static String of(JacksonException json) {
        var field = field(json);
        var detail = detail(json);
        return field == null || detail.contains(field) ? detail : field + ": " + detail;
    }

    /** The field as a path, such as {@code pickup.lat}; null where the whole is not JSON. */
    public static @Nullable String field(JacksonException json) {
        var path =
                json.getPath().stream()
                        .map(
                                step ->
                                        step.getPropertyName() == null
                                                ? "[" + step.getIndex() + "]"
                                                : step.getPropertyName())
                        .collect(Collectors.joining("."));
        return path.isEmpty() ? null : path;
    }

    public static String detail(JacksonException json) {
        if (json instanceof UnrecognizedPropertyException unknown) {
            return "unknown field %s; known are %s"
                    .formatted(unknown.getPropertyName(), unknown.getKnownPropertyIds());
        }
        if (json instanceof InvalidTypeIdException type) {
            return type.getTypeId() == null
                    ? "type is missing"
                    : "type %s is unknown".formatted(type.getTypeId());
        }
        if (json instanceof StreamConstraintsException) {
            return "the JSON is too deep or too long: " + json.getOriginalMessage();
        }
        Throwable cause = json.getCause();
        return cause instanceof IllegalArgumentException && cause.getMessage() != null
                ? cause.getMessage()
                : json.getOriginalMessage();
    }
}
