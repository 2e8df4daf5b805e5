package io.lotline.api.http;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Enumeration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/// Refuses paths that mean another thing to one part of the server than to the next, and request
/// lines and headers that are too long.
///
/// Spring would cut off what follows a `;`, so that `PUT …/a;b` wrote `a`. A segment `.` or `..` is
/// a step in the tree to every proxy on the way, and no id; the same holds with a `;` behind it,
/// encoded or not. Else `%3B` is a semicolon of a value: a lot number may have one.
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 90)
class PathFilter extends OncePerRequestFilter {
    private final Problems problems;

    PathFilter(Problems problems) {
        this.problems = problems;
    }

    @Override
    protected void doFilterInternal(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Problem problem = problemOf(request);
        if (problem == null) {
            chain.doFilter(request, response);
        } else {
            problems.send(request, response, problem);
        }
    }

    private static @Nullable Problem problemOf(HttpServletRequest request) {
        String path = request.getRequestURI().toLowerCase(Locale.ROOT);
        String query = request.getQueryString();
        if (path.length() + (query == null ? 0 : query.length()) > HttpLimits.MAX_TARGET) {
            return TooLong.target();
        }
        Problem headers = problemOfHeaders(request);
        if (headers != null) {
            return headers;
        }
        if (path.indexOf(';') >= 0) {
            return malformed(
                    "The path has a semicolon, which begins no parameters here.\nMaybe leave it out; the semicolon of a lot or a serial number is written %3B.");
        }
        if (path.indexOf('%') < 0 && !path.contains("/.")) {
            return null;
        }
        for (String segment : path.replace("%2e", ".").split("/", -1)) {
            String name = segment.replaceFirst("%3b.*", "");
            if (name.equals(".") || name.equals("..")) {
                return malformed(
                        "The path has a segment '%s', which is no id.\nMaybe write the path without it."
                                .formatted(segment));
            }
        }
        return null;
    }

    private static Problem malformed(String detail) {
        return Malformed.field("path", detail).problem();
    }

    private static @Nullable Problem problemOfHeaders(HttpServletRequest request) {
        int count = 0;
        long characters = 0;
        for (Enumeration<String> names = request.getHeaderNames(); names.hasMoreElements(); ) {
            String name = names.nextElement();
            for (Enumeration<String> values = request.getHeaders(name);
                    values.hasMoreElements(); ) {
                count++;
                characters += name.length() + values.nextElement().length() + ": \r\n".length();
            }
        }
        if (characters > HttpLimits.MAX_HEADERS) {
            return TooLong.headers();
        }
        return count > HttpLimits.MAX_HEADER_COUNT ? TooLong.manyHeaders(count) : null;
    }
}
