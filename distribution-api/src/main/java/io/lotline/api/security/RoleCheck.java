package io.lotline.api.security;

import io.lotline.api.http.Caller;
import io.lotline.api.http.Callers;
import io.lotline.api.http.Operation;
import io.lotline.api.http.Operations;
import io.lotline.api.http.Problem;
import io.lotline.api.http.ProblemFound;
import io.lotline.api.http.Unknown;
import io.lotline.core.values.CallerRole;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.HandlerMapping;

/// Holds every call against the [OperationTable]. What is not in it does not exist, but for the few
/// open paths below: a library's own endpoint is not one by accident.
final class RoleCheck implements HandlerInterceptor {
    private static final Set<String> OPEN =
            Set.of("/error", "/openapi.json", "/problems", "/problems/{name}");

    @Override
    public boolean preHandle(
            HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (!(handler instanceof HandlerMethod)) {
            return true;
        }
        Operation operation = Operations.of(request, handler);
        if (operation == null) {
            Object pattern = request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE);
            if (pattern != null && OPEN.contains(pattern.toString())) {
                return true;
            }
            throw new ProblemFound(Unknown.path(request.getRequestURI()));
        }
        if (operation.open()) {
            return true;
        }
        Caller caller = Callers.of(request);
        Set<CallerRole> allowed = operation.roles();
        if (!allowed.contains(caller.role())) {
            List<String> roles = allowed.stream().sorted().map(RoleCheck::word).toList();
            throw new ProblemFound(
                    Problem.of(
                                    "forbidden",
                                    403,
                                    "%s %s is not for the role %s.\nMaybe use a key with the role %s."
                                            .formatted(
                                                    request.getMethod(),
                                                    request.getRequestURI(),
                                                    word(caller.role()),
                                                    String.join(" or ", roles)))
                            .with("role", word(caller.role()))
                            .with("rolesNeeded", roles));
        }
        return true;
    }

    private static String word(CallerRole role) {
        return role.name().toLowerCase(Locale.ROOT);
    }
}
