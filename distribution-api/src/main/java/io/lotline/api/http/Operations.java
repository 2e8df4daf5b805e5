package io.lotline.api.http;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerMapping;

/// Which operation a request is for.
public final class Operations {
    private Operations() {}

    /// Null where it is for none of the table, such as a page.
    public static @Nullable Operation of(HttpServletRequest request, Object handler) {
        Object pattern = request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE);
        return handler instanceof HandlerMethod && pattern != null
                ? OperationTable.find(request.getMethod(), pattern.toString())
                : null;
    }
}
