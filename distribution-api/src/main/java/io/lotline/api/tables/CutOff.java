package io.lotline.api.tables;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/// Ends the connection of an answer that failed after it had begun: without that it would end like
/// one that is whole.
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class CutOff extends OncePerRequestFilter {
    private static final String ATTRIBUTE = CutOff.class.getName();

    /// Says that the answer to this request is not whole.
    static void of(HttpServletRequest request, IOException why) {
        request.setAttribute(ATTRIBUTE, why);
    }

    @Override
    protected void doFilterInternal(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        chain.doFilter(request, response);
        if (request.getAttribute(ATTRIBUTE) instanceof IOException why) {
            throw why;
        }
    }
}
