package dev.beckon.platform.json;

import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.deser.std.StdScalarDeserializer;

/**
 * Takes a string that every store can keep and every screen can show: of the control characters
 * only those that break and indent lines, and no half of a surrogate pair.
 */
final class CleanText extends StdScalarDeserializer<String> {

    CleanText() {
        super(String.class);
    }

    @Override
    public String deserialize(JsonParser parser, DeserializationContext context) {
        if (!parser.hasToken(JsonToken.VALUE_STRING)) {
            return (String) context.handleUnexpectedToken(getValueType(context), parser);
        }
        var text = parser.getString();
        if (text.chars().anyMatch(CleanText::controls)) {
            throw context.instantiationException(
                    String.class,
                    new IllegalArgumentException(
                            "must not contain control characters other than tabs and line breaks"));
        }
        if (text.codePoints()
                .anyMatch(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE)) {
            throw context.instantiationException(
                    String.class,
                    new IllegalArgumentException("must not contain half of a surrogate pair"));
        }
        return text;
    }

    private static boolean controls(int c) {
        return Character.isISOControl(c) && c != '\t' && c != '\n' && c != '\r';
    }
}
