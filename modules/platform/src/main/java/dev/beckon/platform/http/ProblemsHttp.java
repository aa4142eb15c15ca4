package dev.beckon.platform.http;

import dev.beckon.platform.sql.Faults;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;
import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;

/** Turns whatever goes wrong into problem details. */
@RestControllerAdvice
final class ProblemsHttp extends ResponseEntityExceptionHandler {

    private static final Logger LOG = LoggerFactory.getLogger(ProblemsHttp.class);
    private static final int RETRY_AFTER_S = 2;

    @Override
    protected @Nullable ResponseEntity<Object> handleHttpMessageNotReadable(
            HttpMessageNotReadableException unreadable,
            HttpHeaders headers,
            HttpStatusCode status,
            WebRequest request) {
        for (Throwable cause = unreadable; cause != null; cause = cause.getCause()) {
            if (cause instanceof BodyTooLargeException tooLarge) {
                return handleErrorResponseException(
                        tooLarge, headers, tooLarge.getStatusCode(), request);
            }
        }
        var problem =
                unreadable.getCause() instanceof JacksonException json
                        ? Problem.badRequest(field(json), detail(json))
                        : Problem.badRequest(null, "a JSON body is needed");
        return handleErrorResponseException(problem, headers, status, request);
    }

    /** The field as a path, such as {@code pickup.lat}; null where the whole is not JSON. */
    private static @Nullable String field(JacksonException json) {
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

    private static String detail(JacksonException json) {
        if (json instanceof UnrecognizedPropertyException unknown) {
            return "unknown field %s; known are %s"
                    .formatted(unknown.getPropertyName(), unknown.getKnownPropertyIds());
        }
        if (json instanceof StreamConstraintsException) {
            return "the body is too deep or too long: " + json.getOriginalMessage();
        }
        Throwable cause = json.getCause();
        return cause instanceof IllegalArgumentException && cause.getMessage() != null
                ? cause.getMessage()
                : json.getOriginalMessage();
    }

    @ExceptionHandler
    ResponseEntity<Object> invalid(IllegalArgumentException invalid, WebRequest request) {
        return answer(Problem.badRequest(null, String.valueOf(invalid.getMessage())), request);
    }

    /** Spring Security's own handlers answer these. */
    @ExceptionHandler
    void security(AccessDeniedException denied) {
        throw denied;
    }

    /** Spring Security's own handlers answer these. */
    @ExceptionHandler
    void security(AuthenticationException failed) {
        throw failed;
    }

    @ExceptionHandler
    ResponseEntity<Object> anything(RuntimeException failure, WebRequest request) {
        if (Faults.passing(failure)) {
            LOG.warn("answered 503: {}", failure.toString());
        } else {
            LOG.error("answered 503", failure);
        }
        return answer(
                Problem.unavailable(
                        RETRY_AFTER_S,
                        "a server that is needed does not answer; try again",
                        failure),
                request);
    }

    private ResponseEntity<Object> answer(Problem problem, WebRequest request) {
        var answer =
                handleErrorResponseException(
                        problem, problem.getHeaders(), problem.getStatusCode(), request);
        return answer == null ? ResponseEntity.status(problem.getStatusCode()).build() : answer;
    }
}
