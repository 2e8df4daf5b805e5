package io.lotline.api.http;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;

/// The problem document of a request that Tomcat itself refuses, such as one with `%00` in its
/// path, before any code of ours sees it.
public final class ProblemValve extends ErrorReportValve {
    @Override
    protected void report(Request request, Response response, @Nullable Throwable failure) {
        int status = response.getStatus();
        if (status < 400 || response.getContentWritten() > 0 || !response.setErrorReported()) {
            return;
        }
        String problem =
                """
                {"type":"/problems/%s","title":"%s","status":%d,"detail":"%s"}"""
                        .formatted(
                                status < 500 ? "malformed-request" : "internal-error",
                                status < 500 ? "Malformed request" : "Internal error",
                                status,
                                status < 500
                                        ? "The request line or a header is malformed.\\nMaybe percent-encode the path."
                                        : "The request failed.\\nMaybe try again.");
        try {
            byte[] body = problem.getBytes(StandardCharsets.UTF_8);
            response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
            response.setContentLength(body.length);
            response.getOutputStream().write(body);
            response.finishResponse();
        } catch (IOException callerHasGone) {
            getContainer().getLogger().debug("nobody to answer to", callerHasGone);
        }
    }
}
