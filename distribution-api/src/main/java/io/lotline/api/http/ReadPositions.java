package io.lotline.api.http;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;

/// Lets reads wait for what their caller has seen, and says what each answer reflects.
///
/// Without `Wait-For-Position` a read waits shortly for what this node has acknowledged, so that a
/// caller sees its own writes, and answers anyway if that takes longer.
final class ReadPositions implements HandlerInterceptor {
    private final Freshness freshness;
    private final Commands commands;

    ReadPositions(Freshness freshness, Commands commands) {
        this.freshness = freshness;
        this.commands = commands;
    }

    @Override
    public boolean preHandle(
            HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (!request.getMethod().equals("GET") && !request.getMethod().equals("HEAD")) {
            return true;
        }
        Reads reads =
                handler instanceof HandlerMethod method
                        ? method.getMethodAnnotation(Reads.class)
                        : null;
        if (reads == null) {
            return true;
        }
        String asked = request.getHeader(Headers.WAIT_FOR_POSITION);
        if (asked == null) {
            var _ =
                    freshness.await(
                            commands.acknowledged(), HttpLimits.OWN_WRITES_WAIT, reads.value());
        } else {
            await(parse(asked), reads.value());
        }
        // read before the query: the answer reflects at least this
        response.setHeader(Headers.LOG_POSITION, Long.toString(freshness.position(reads.value())));
        return true;
    }

    private void await(long position, String... views) {
        if (!freshness.await(position, HttpLimits.POSITION_WAIT, views)) {
            long reached = freshness.position(views);
            throw new ProblemFound(
                    ViewBehind.problem(
                                    position,
                                    "The views of this answer reflect position %d and did not come to %d within %d s.\nMaybe ask again, or ask without %s for what is there now."
                                            .formatted(
                                                    reached,
                                                    position,
                                                    HttpLimits.POSITION_WAIT.toSeconds(),
                                                    Headers.WAIT_FOR_POSITION))
                            .with("position", reached)
                            .withHeader(Headers.LOG_POSITION, Long.toString(reached)));
        }
    }

    private static long parse(@Nullable String text) {
        if (text == null || !text.matches("\\d{1,18}")) {
            throw Malformed.field(
                    Headers.WAIT_FOR_POSITION,
                    "'%s' is no position: it is a whole number, as the header %s of another answer gave it."
                            .formatted(text, Headers.LOG_POSITION));
        }
        return Long.parseLong(text);
    }
}
