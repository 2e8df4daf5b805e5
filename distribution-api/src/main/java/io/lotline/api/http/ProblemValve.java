package io.lotline.api.http;

import java.io.IOException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import tools.jackson.databind.json.JsonMapper;

/// The problem document of a request that Tomcat itself refuses, such as one with `%00` in its
/// path, before any code of ours sees it.
public final class ProblemValve extends ErrorReportValve {
    private static final int METHOD_NOT_ALLOWED = 405;
    private static final int NOT_IMPLEMENTED = 501;
    private static final int VERSION_NOT_SUPPORTED = 505;
    private static final JsonMapper JSON = JsonMapper.builder().build();

    @Override
    protected void report(Request request, Response response, @Nullable Throwable failure) {
        int status = response.getStatus();
        if (status < 400 || response.getContentWritten() > 0 || !response.setErrorReported()) {
            return;
        }
        Problem problem = problemOf(request, status, failure);
        response.setStatus(problem.status());
        try {
            Language language = Language.of(request.getRequest());
            byte[] body = JSON.writeValueAsBytes(problem.document(language));
            response.setHeader(HttpHeaders.CONTENT_LANGUAGE, language.tag());
            response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
            response.setContentLength(body.length);
            response.getOutputStream().write(body);
            response.finishResponse();
        } catch (IOException callerHasGone) {
            getContainer().getLogger().debug("nobody to answer to", callerHasGone);
        }
    }

    private static Problem problemOf(Request request, int status, @Nullable Throwable failure) {
        if (status == NOT_IMPLEMENTED || status == VERSION_NOT_SUPPORTED) {
            return Problem.of(
                    "malformed-request",
                    status,
                    "The request line has a method or a version of HTTP that this server does not know.\nMaybe use HTTP/1.1.");
        }
        if (status == METHOD_NOT_ALLOWED) {
            return MethodNotAllowed.problem(request.getRequestURI(), request.getMethod());
        }
        if (status >= 500) {
            return Problem.of("internal-error", status, "The request failed.\nMaybe try again.");
        }
        if (failure instanceof IllegalArgumentException && isTooLong(failure)) {
            return request.getCoyoteRequest().requestURI().isNull()
                    ? TooLong.target()
                    : TooLong.headers();
        }
        return Problem.of(
                "malformed-request",
                status,
                "The request line or a header is malformed.\nMaybe percent-encode the path.");
    }

    /// Tomcat has no other word for it.
    private static boolean isTooLong(Throwable failure) {
        return String.valueOf(failure.getMessage()).contains("too large");
    }
}
