package dev.beckon.platform.http;

import org.jspecify.annotations.Nullable;

/** Checks of a body's fields that its types don't make; each names the field that fails. */
public final class Check {

    private Check() {}

    /**
     * The text without white space around it.
     *
     * @param min code points that it must have
     * @param max code points that it may have
     */
    public static String text(String field, String text, int min, int max) {
        var stripped = text.strip();
        int length = stripped.codePointCount(0, stripped.length());
        if (length < min || length > max) {
            throw Problem.badRequest(
                    field, "%s must have %d to %d characters".formatted(field, min, max));
        }
        if (stripped.codePoints().anyMatch(Character::isISOControl)) {
            throw Problem.badRequest(field, field + " must not contain control characters");
        }
        return stripped;
    }

    /**
     * The text as it is, if it is not too long.
     *
     * @param max characters that it may have
     */
    public static @Nullable String atMost(String field, @Nullable String text, int max) {
        if (text != null && text.length() > max) {
            throw Problem.badRequest(
                    field,
                    "%s must have at most %d characters, not %d"
                            .formatted(field, max, text.length()));
        }
        return text;
    }

    /** The number, if it is one from {@code min} to {@code max}. */
    public static double within(String field, double number, double min, double max) {
        if (!(number >= min && number <= max)) {
            throw Problem.badRequest(field, "%s must be %s to %s".formatted(field, min, max));
        }
        return number;
    }
}
