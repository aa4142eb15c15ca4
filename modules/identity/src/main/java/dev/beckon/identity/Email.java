package dev.beckon.identity;

import java.util.Locale;
import java.util.regex.Pattern;

/** E-mail addresses, as far as they can be told from other text without writing to them. */
final class Email {

    /** RFC 5321, 4.5.3.1. */
    private static final int MAX_LENGTH = 254;

    private static final Pattern FORM =
            Pattern.compile("[^@\\p{Z}\\p{C}]{1,64}@[^@.\\p{Z}\\p{C}]+(\\.[^@.\\p{Z}\\p{C}]+)+");

    private Email() {}

    /** One person's address in one form, however it was typed. */
    static String normalise(String text) {
        return text.strip().toLowerCase(Locale.ROOT);
    }

    /** Whether a normalised address may be one. */
    static boolean valid(String email) {
        return email.length() <= MAX_LENGTH && FORM.matcher(email).matches();
    }
}
