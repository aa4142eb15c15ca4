package dev.beckon.city.net;

/** The API did not do what was asked, however often; the message is one line. */
public final class ApiException extends RuntimeException {

    private static final long serialVersionUID = 1;

    ApiException(String message) {
        super(message);
    }
}
