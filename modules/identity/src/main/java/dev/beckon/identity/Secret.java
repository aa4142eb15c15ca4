package dev.beckon.identity;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** A password or a token: text that no log may show. */
record Secret(@JsonValue String text) {

    @JsonCreator
    static Secret of(String text) {
        return new Secret(text);
    }

    @Override
    public String toString() {
        return "***";
    }
}
