package dev.beckon.platform.http;

import dev.beckon.platform.json.Complaint;
import dev.beckon.platform.sql.Faults;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.TypeMismatchException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.firewall.RequestRejectedException;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;
import org.springframework.web.servlet.resource.NoResourceFoundException;
import tools.jackson.core.JacksonException;

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
        var problem =
                unreadable.getCause() instanceof JacksonException json
                        ? Problem.badRequest(Complaint.field(json), Complaint.detail(json))
                        : Problem.badRequest(null, "a JSON body is needed");
        return handleErrorResponseException(problem, headers, status, request);
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleMissingServletRequestParameter(
            MissingServletRequestParameterException missing,
            HttpHeaders headers,
            HttpStatusCode status,
            WebRequest request) {
        var name = missing.getParameterName();
        return answer(Problem.badRequest(name, name + " is missing"), request);
    }

    /** A path or a query parameter that is not what it should be. */
    @Override
    protected @Nullable ResponseEntity<Object> handleTypeMismatch(
            TypeMismatchException mismatch,
            HttpHeaders headers,
            HttpStatusCode status,
            WebRequest request) {
        var name = mismatch.getPropertyName();
        var problem =
                Problem.badRequest(
                        name,
                        "%s must be %s"
                                .formatted(name, Complaint.wanted(mismatch.getRequiredType())));
        return handleErrorResponseException(problem, headers, status, request);
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleHttpMediaTypeNotSupported(
            HttpMediaTypeNotSupportedException unsupported,
            HttpHeaders headers,
            HttpStatusCode status,
            WebRequest request) {
        var sent = unsupported.getContentType();
        var problem =
                Problem.of(
                        HttpStatus.UNSUPPORTED_MEDIA_TYPE,
                        "the body must be sent as application/json, not "
                                + (sent == null ? "without a Content-Type" : "as " + sent));
        return handleErrorResponseException(problem, headers, status, request);
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleHttpRequestMethodNotSupported(
            HttpRequestMethodNotSupportedException unsupported,
            HttpHeaders headers,
            HttpStatusCode status,
            WebRequest request) {
        var problem =
                Problem.of(
                        HttpStatus.METHOD_NOT_ALLOWED,
                        "%s cannot be done here, but %s"
                                .formatted(
                                        unsupported.getMethod(),
                                        String.join(", ", headers.getOrEmpty(HttpHeaders.ALLOW))));
        return handleErrorResponseException(problem, headers, status, request);
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleNoResourceFoundException(
            NoResourceFoundException missing,
            HttpHeaders headers,
            HttpStatusCode status,
            WebRequest request) {
        return handleErrorResponseException(
                Problem.notFound("there is nothing at this path"), headers, status, request);
    }

    /** Headers and parameters are looked at when somebody asks for them. */
    @ExceptionHandler({RequestRejectedException.class, InvalidParameterException.class})
    ResponseEntity<Object> malformed(RuntimeException rejected, WebRequest request) {
        return answer(Problem.badRequest(null, ErrorsHttp.REJECTED), request);
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

    /** A server's trouble passes; anything else that nobody foresaw is a mistake of ours. */
    @ExceptionHandler
    ResponseEntity<Object> anything(RuntimeException failure, WebRequest request) {
        if (Faults.passing(failure)) {
            LOG.warn("{} answered 503: {}", request.getDescription(false), failure.toString());
            return answer(
                    Problem.unavailable(
                            RETRY_AFTER_S,
                            "a server that is needed does not answer; try again",
                            failure),
                    request);
        }
        LOG.error("{} answered 500", request.getDescription(false), failure);
        return answer(Problem.unforeseen(failure), request);
    }

    private ResponseEntity<Object> answer(Problem problem, WebRequest request) {
        var answer =
                handleErrorResponseException(
                        problem, problem.getHeaders(), problem.getStatusCode(), request);
        return answer == null ? ResponseEntity.status(problem.getStatusCode()).build() : answer;
    }
}
