package dev.beckon.platform.http;

import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponseException;

/** The body is over the limit, seen while it was read. */
final class BodyTooLargeException extends ErrorResponseException {

    private static final long serialVersionUID = 1;

    BodyTooLargeException() {
        super(
                HttpStatus.CONTENT_TOO_LARGE,
                ProblemDetail.forStatusAndDetail(
                        HttpStatus.CONTENT_TOO_LARGE,
                        "the body must have at most %d bytes".formatted(BodyLimitHttp.MAX_BYTES)),
                null);
    }
}
