package dev.beckon.gateway;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.beckon.contracts.id.OfferId;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;

/** Finds the offers of a status in its bytes: decoding every status of the city would cost more. */
final class OfferIds {

    /** In a text its quotes would be escaped. */
    private static final byte[] NAME = "\"offerId\"".getBytes(US_ASCII);

    private static final int ID_LENGTH = 36;

    private OfferIds() {}

    static Set<OfferId> in(byte[] json) {
        var found = new HashSet<OfferId>();
        for (int at = 0; at <= json.length - NAME.length; at++) {
            if (isNameAt(json, at)) {
                addValue(json, at + NAME.length, found);
            }
        }
        return found;
    }

    private static boolean isNameAt(byte[] json, int at) {
        for (int i = 0; i < NAME.length; i++) {
            if (json[at + i] != NAME[i]) {
                return false;
            }
        }
        return true;
    }

    private static void addValue(byte[] json, int from, Set<OfferId> found) {
        int at = from;
        while (at < json.length && json[at] != '"') {
            at++;
        }
        if (at + ID_LENGTH >= json.length) {
            return;
        }
        try {
            var id = new String(json, at + 1, ID_LENGTH, US_ASCII);
            found.add(new OfferId(UUID.fromString(id)));
        } catch (IllegalArgumentException e) {
            // Not an id, and so none that anybody can ask for.
            return;
        }
    }
}
