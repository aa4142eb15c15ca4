package dev.beckon.platform.http;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponseException;

/** A request that cannot be served, as RFC 9457 problem details: what is wrong, and the mend. */
public final class Problem extends ErrorResponseException {

    private static final long serialVersionUID = 1;

    static final String OURS = "this went wrong on our side; what happened has been logged";

    private Problem(HttpStatus status, String detail, @Nullable Throwable cause) {
        super(status, ProblemDetail.forStatusAndDetail(status, detail), cause);
    }

    static Problem of(HttpStatus status, String detail) {
        return new Problem(status, detail, null);
    }

    /** What was asked cannot be taken as it is. */
    public static Problem badRequest(@Nullable String field, String detail) {
        return field(new Problem(HttpStatus.BAD_REQUEST, detail, null), field);
    }

    /** Well formed, and yet nothing that can be done. */
    public static Problem unprocessable(@Nullable String field, String detail) {
        return field(new Problem(HttpStatus.UNPROCESSABLE_CONTENT, detail, null), field);
    }

    public static Problem unauthorized(String detail) {
        return new Problem(HttpStatus.UNAUTHORIZED, detail, null);
    }

    public static Problem forbidden(String detail) {
        return new Problem(HttpStatus.FORBIDDEN, detail, null);
    }

    public static Problem notFound(String detail) {
        return new Problem(HttpStatus.NOT_FOUND, detail, null);
    }

    /**
     * It was decided otherwise.
     *
     * @param reason the name that clients switch on
     */
    public static Problem conflict(String reason, String detail) {
        var problem = new Problem(HttpStatus.CONFLICT, detail, null);
        problem.getBody().setProperty("reason", reason);
        return problem;
    }

    /**
     * More often than is good for everybody.
     *
     * @param limit the name of what was exceeded
     */
    public static Problem tooMany(String limit, long retryAfterS, String detail) {
        var problem = new Problem(HttpStatus.TOO_MANY_REQUESTS, detail, null);
        problem.getBody().setProperty("limit", limit);
        problem.getHeaders().set("Retry-After", Long.toString(Math.max(1, retryAfterS)));
        return problem;
    }

    /** A server behind this one is away; the same request is worth repeating. */
    public static Problem unavailable(int retryAfterS, String detail, @Nullable Throwable cause) {
        var problem = new Problem(HttpStatus.SERVICE_UNAVAILABLE, detail, cause);
        problem.getHeaders().set("Retry-After", Integer.toString(retryAfterS));
        return problem;
    }

    /** A mistake of ours: the request is not to blame, and repeating it will not help. */
    public static Problem unforeseen(Throwable cause) {
        return new Problem(HttpStatus.INTERNAL_SERVER_ERROR, OURS, cause);
    }

    private static Problem field(Problem problem, @Nullable String field) {
        if (field != null) {
            problem.getBody().setProperty("field", field);
        }
        return problem;
    }
}
