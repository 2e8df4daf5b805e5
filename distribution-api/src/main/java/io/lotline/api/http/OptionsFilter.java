package io.lotline.api.http;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Set;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/// Answers `OPTIONS` of the API with the methods that a path takes. What anybody may read in
/// `/openapi.json` needs no key, so the answer is the same with a good one, a bad one and none.
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 150)
class OptionsFilter extends OncePerRequestFilter {
    private final Problems problems;

    OptionsFilter(Problems problems) {
        this.problems = problems;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !request.getMethod().equals(HttpMethod.OPTIONS.name()) || !ApiPaths.contain(request);
    }

    @Override
    protected void doFilterInternal(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Set<String> methods = OperationTable.methodsAt(request.getRequestURI());
        if (methods.isEmpty()) {
            problems.send(request, response, Unknown.path(request.getRequestURI()));
            return;
        }
        response.setStatus(HttpServletResponse.SC_NO_CONTENT);
        response.setHeader(HttpHeaders.ALLOW, String.join(", ", methods));
    }
}
