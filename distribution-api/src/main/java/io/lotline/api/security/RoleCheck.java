package io.lotline.api.security;

import io.lotline.api.http.Caller;
import io.lotline.api.http.Callers;
import io.lotline.api.http.Problem;
import io.lotline.api.http.ProblemFound;
import io.lotline.core.values.CallerRole;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.HandlerMapping;

/// Holds every call of the API against the [RoleTable].
final class RoleCheck implements HandlerInterceptor {

    @Override
    public boolean preHandle(
            HttpServletRequest request, HttpServletResponse response, Object handler) {
        Caller caller = Callers.find(request);
        if (caller == null || !(handler instanceof HandlerMethod)) {
            return true;
        }
        String pattern =
                String.valueOf(
                        request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE));
        Set<CallerRole> allowed = RoleTable.rolesFor(request.getMethod(), pattern);
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
