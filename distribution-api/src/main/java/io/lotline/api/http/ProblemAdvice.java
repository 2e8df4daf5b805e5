package io.lotline.api.http;

import io.lotline.core.eventlog.CommitTooLarge;
import io.lotline.core.eventlog.LogFull;
import io.lotline.core.eventlog.LogUnavailable;
import io.lotline.core.values.MalformedValue;
import io.lotline.projections.engine.StoreUnavailable;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.catalina.connector.ClientAbortException;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.ErrorResponse;
import org.springframework.web.HttpMediaTypeNotAcceptableException;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.bind.MissingRequestHeaderException;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.async.AsyncRequestNotUsableException;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.servlet.resource.NoResourceFoundException;
import tools.jackson.databind.json.JsonMapper;

/// Turns whatever ends a request into a problem document.
@RestControllerAdvice
public final class ProblemAdvice {
    private static final Logger LOG = LoggerFactory.getLogger(ProblemAdvice.class);

    private final JsonMapper json;

    public ProblemAdvice(JsonMapper json) {
        this.json = json;
    }

    @ExceptionHandler(ProblemFound.class)
    ResponseEntity<byte[]> problem(ProblemFound found) {
        return answer(found.problem());
    }

    @ExceptionHandler(HttpMessageNotReadableException.class)
    ResponseEntity<byte[]> unreadableBody(HttpMessageNotReadableException e) {
        return answer(UnreadableBody.problemOf(e));
    }

    @ExceptionHandler(MethodArgumentTypeMismatchException.class)
    ResponseEntity<byte[]> unreadableParameter(MethodArgumentTypeMismatchException e) {
        return answer(
                Malformed.field(e.getName(), reasonOf(e, e.getValue(), e.getRequiredType()))
                        .problem());
    }

    @ExceptionHandler(MissingServletRequestParameterException.class)
    ResponseEntity<byte[]> missingParameter(MissingServletRequestParameterException e) {
        return answer(
                Malformed.field(
                                e.getParameterName(),
                                "The parameter '%s' is missing.".formatted(e.getParameterName()))
                        .problem());
    }

    @ExceptionHandler(MissingRequestHeaderException.class)
    ResponseEntity<byte[]> missingHeader(MissingRequestHeaderException e) {
        return answer(
                Malformed.field(
                                e.getHeaderName(),
                                "The header '%s' is missing.".formatted(e.getHeaderName()))
                        .problem());
    }

    @ExceptionHandler(MalformedValue.class)
    ResponseEntity<byte[]> malformedValue(MalformedValue e) {
        return answer(Malformed.field(e.field(), messageOf(e)).problem());
    }

    @ExceptionHandler(InvalidParameterException.class)
    ResponseEntity<byte[]> undecodableQuery() {
        return answer(
                Malformed.field(
                                "query",
                                "The query cannot be decoded.\nMaybe encode it as UTF-8 with %XX.")
                        .problem());
    }

    @ExceptionHandler(NoResourceFoundException.class)
    ResponseEntity<byte[]> noSuchPath(HttpServletRequest request) {
        return answer(Unknown.path(request.getRequestURI()));
    }

    @ExceptionHandler(HttpRequestMethodNotSupportedException.class)
    ResponseEntity<byte[]> wrongMethod(
            HttpRequestMethodNotSupportedException e, HttpServletRequest request) {
        Set<String> methods = OperationTable.methodsAt(request.getRequestURI());
        Set<HttpMethod> supported = e.getSupportedHttpMethods();
        if (methods.isEmpty() && supported != null) {
            methods = supported.stream().map(HttpMethod::name).collect(Collectors.toSet());
        }
        String allowed = methods.stream().sorted().collect(Collectors.joining(", "));
        return answer(
                Problem.of(
                                "method-not-allowed",
                                405,
                                "%s does not take %s.\nMaybe use %s."
                                        .formatted(request.getRequestURI(), e.getMethod(), allowed))
                        .withHeader(HttpHeaders.ALLOW, allowed));
    }

    @ExceptionHandler(HttpMediaTypeNotSupportedException.class)
    ResponseEntity<byte[]> wrongContentType(HttpMediaTypeNotSupportedException e) {
        return answer(
                Problem.of(
                        "unsupported-media-type",
                        415,
                        "The body's Content-Type is %s.\nMaybe send %s."
                                .formatted(
                                        e.getContentType() == null
                                                ? "missing"
                                                : "'" + e.getContentType() + "'",
                                        MediaType.toString(e.getSupportedMediaTypes()))));
    }

    @ExceptionHandler(HttpMediaTypeNotAcceptableException.class)
    ResponseEntity<byte[]> wrongAccept(HttpMediaTypeNotAcceptableException e) {
        return answer(
                Problem.of(
                        "not-acceptable",
                        406,
                        "There is no answer of a type that the Accept header allows.\nMaybe ask for %s."
                                .formatted(MediaType.toString(e.getSupportedMediaTypes()))));
    }

    @ExceptionHandler(LogFull.class)
    ResponseEntity<byte[]> logFull() {
        // the store itself says so, once a minute
        return answer(DISK_FULL);
    }

    @ExceptionHandler(LogUnavailable.class)
    ResponseEntity<byte[]> logUnavailable(LogUnavailable e) {
        LOG.warn("the log is not available: {}", e.getMessage());
        return answer(unavailable(e));
    }

    @ExceptionHandler(StoreUnavailable.class)
    ResponseEntity<byte[]> storeUnavailable(StoreUnavailable e) {
        LOG.warn("the store is not available: {}", e.getMessage());
        return answer(STORE_UNAVAILABLE);
    }

    @ExceptionHandler(CommitTooLarge.class)
    ResponseEntity<byte[]> tooLarge(CommitTooLarge e) {
        return answer(
                Problem.of(
                        "commit-too-large",
                        413,
                        "%s\nMaybe split the document.".formatted(e.getMessage())));
    }

    /// The caller has gone: there is nobody to answer to.
    @ExceptionHandler({AsyncRequestNotUsableException.class, ClientAbortException.class})
    void callerHasGone() {}

    @ExceptionHandler(Throwable.class)
    @Nullable ResponseEntity<byte[]> anythingElse(Throwable e, HttpServletRequest request) {
        if (e instanceof ErrorResponse known) {
            HttpStatus status = HttpStatus.valueOf(known.getStatusCode().value());
            return answer(
                    Problem.of(
                            status.is5xxServerError() ? "internal-error" : "malformed-request",
                            status.value(),
                            String.valueOf(known.getBody().getDetail())));
        }
        return answer(defect(e, request.getMethod() + " " + request.getRequestURI()));
    }

    static final Problem LOG_UNAVAILABLE =
            Problem.of(
                            "log-unavailable",
                            503,
                            "The event log cannot be reached right now, so it is not known whether this was recorded.\nMaybe send the same request again, with the same idempotency key: it is done at most once.")
                    .withHeader(HttpHeaders.RETRY_AFTER, "1");

    private static final Problem NOTHING_RECORDED =
            Problem.of(
                            "log-unavailable",
                            503,
                            "The event log cannot be reached right now; nothing was recorded.\nMaybe send the same request again in a second.")
                    .withHeader(HttpHeaders.RETRY_AFTER, "1");

    private static Problem unavailable(LogUnavailable e) {
        return e.isNothingStored() ? NOTHING_RECORDED : LOG_UNAVAILABLE;
    }

    /// A view was asked, before or after something was recorded.
    static final Problem STORE_UNAVAILABLE =
            Problem.of(
                            "store-unavailable",
                            503,
                            "The store of the views does not answer right now. Whether something was recorded is not known, if that was asked for.\nMaybe send the same request again, with the same idempotency key: it is done at most once.")
                    .withHeader(HttpHeaders.RETRY_AFTER, "1");

    private static final Problem DISK_FULL =
            Problem.of(
                            "disk-full",
                            503,
                            "The disk of this server is full, so nothing was recorded; reading goes on.\nMaybe tell the operators of this server, and send the same request again when there is room.")
                    .withHeader(HttpHeaders.RETRY_AFTER, "10");

    /// The problem of a defect: what went wrong stands in the server's log only.
    public static Problem defect(Throwable e, String what) {
        String reference = Long.toHexString(System.nanoTime());
        LOG.error("{} failed, reference {}", what, reference, e);
        return Problem.of(
                        "internal-error",
                        500,
                        "Lotline has a defect here; nothing more is known to be recorded.\nMaybe tell the operators of this server the reference %s."
                                .formatted(reference))
                .with("reference", reference);
    }

    /// The problem of an exception that a command may end with.
    public static Problem problemOf(RuntimeException e, String what) {
        return switch (e) {
            case ProblemFound found -> found.problem();
            case MalformedValue malformed ->
                    Malformed.field(malformed.field(), messageOf(malformed)).problem();
            case LogFull _ -> DISK_FULL;
            case LogUnavailable unavailable -> unavailable(unavailable);
            case StoreUnavailable _ -> STORE_UNAVAILABLE;
            default -> defect(e, what);
        };
    }

    private ResponseEntity<byte[]> answer(Problem problem) {
        ResponseEntity.BodyBuilder answer =
                ResponseEntity.status(problem.status())
                        .contentType(MediaType.APPLICATION_PROBLEM_JSON);
        for (Map.Entry<String, String> header : problem.headers().entrySet()) {
            answer.header(header.getKey(), header.getValue());
        }
        Language language = Language.current();
        return answer.header(HttpHeaders.CONTENT_LANGUAGE, language.tag())
                .header(HttpHeaders.VARY, HttpHeaders.ACCEPT_LANGUAGE)
                .body(json.writeValueAsBytes(problem.document(language)));
    }

    private static String reasonOf(
            Throwable e, @Nullable Object value, @Nullable Class<?> required) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof MalformedValue malformed) {
                return messageOf(malformed);
            }
        }
        if (required != null && required.isEnum()) {
            return "'%s' is not one of %s."
                    .formatted(value, java.util.Arrays.toString(required.getEnumConstants()));
        }
        return "'%s' is no %s."
                .formatted(value, required == null ? "value for it" : wordOf(required));
    }

    private static String wordOf(Class<?> type) {
        return switch (type.getSimpleName()) {
            case "Long", "long", "Integer", "int" -> "whole number";
            case "Instant" -> "time: write it like 2026-11-22T08:00:00+08:00";
            case "LocalDate" -> "date: write it like 2026-11-22";
            default -> type.getSimpleName();
        };
    }

    private static String messageOf(MalformedValue e) {
        return String.valueOf(e.getMessage());
    }
}
