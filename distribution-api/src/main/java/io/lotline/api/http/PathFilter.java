package io.lotline.api.http;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Locale;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/// Refuses a `;` in the path. Spring would cut off what follows it, so that `PUT …/a;b` wrote `a`.
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
        String path = request.getRequestURI().toLowerCase(Locale.ROOT);
        if (path.indexOf(';') >= 0 || path.contains("%3b")) {
            problems.send(
                    response,
                    Malformed.field(
                                    "path",
                                    "The path has a semicolon, which no id has.\nMaybe leave it out.")
                            .problem());
            return;
        }
        chain.doFilter(request, response);
    }
}
