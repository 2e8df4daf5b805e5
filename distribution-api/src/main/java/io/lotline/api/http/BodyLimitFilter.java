package io.lotline.api.http;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/// Refuses bodies beyond their limit, announced or not, before they fill the memory. Bodies of
/// lines have no limit as a whole: each line has.
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 100)
class BodyLimitFilter extends OncePerRequestFilter {
    private final Problems problems;

    BodyLimitFilter(Problems problems) {
        this.problems = problems;
    }

    @Override
    protected void doFilterInternal(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        boolean imported = request.getRequestURI().startsWith("/v1/imports/");
        if (!imported && isLines(request.getContentType())) {
            chain.doFilter(request, response);
            return;
        }
        long limit =
                imported
                        ? HttpLimits.MAX_IMPORT_BYTES
                        : isAttachment(request)
                                ? HttpLimits.MAX_ATTACHMENT_BYTES
                                : HttpLimits.MAX_BODY_BYTES;
        if (request.getContentLengthLong() > limit) {
            problems.send(request, response, BodyTooLarge.problem(limit));
            return;
        }
        chain.doFilter(
                request.getContentLengthLong() >= 0 ? request : new Limited(request, limit),
                response);
    }

    private static boolean isAttachment(HttpServletRequest request) {
        return request.getMethod().equals("PUT")
                && request.getRequestURI().startsWith("/v1/attachments/");
    }

    /// Lines are taken one by one, and whoever takes no lines refuses the type.
    private static boolean isLines(@Nullable String contentType) {
        try {
            return contentType != null
                    && MediaType.parseMediaType(contentType)
                            .equalsTypeAndSubtype(MediaTypes.NDJSON);
        } catch (InvalidMediaTypeException _) {
            return false;
        }
    }

    /// A request whose body's length was not announced.
    private static final class Limited extends HttpServletRequestWrapper {
        private final long limit;

        Limited(HttpServletRequest request, long limit) {
            super(request);
            this.limit = limit;
        }

        @Override
        public ServletInputStream getInputStream() throws IOException {
            ServletInputStream body = super.getInputStream();
            return new ServletInputStream() {
                private long read;

                @Override
                public int read() throws IOException {
                    int next = body.read();
                    count(next < 0 ? 0 : 1);
                    return next;
                }

                @Override
                public int read(byte[] bytes, int offset, int length) throws IOException {
                    int some = body.read(bytes, offset, length);
                    count(Math.max(some, 0));
                    return some;
                }

                private void count(int some) throws IOException {
                    read += some;
                    if (read > limit) {
                        throw new BodyTooLarge(limit);
                    }
                }

                @Override
                public boolean isFinished() {
                    return body.isFinished();
                }

                @Override
                public boolean isReady() {
                    return body.isReady();
                }

                @Override
                public void setReadListener(ReadListener listener) {
                    body.setReadListener(listener);
                }
            };
        }
    }
}
