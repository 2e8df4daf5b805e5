package io.lotline.api.http;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.core.DefaultParameterNameDiscoverer;
import org.springframework.core.MethodParameter;
import org.springframework.core.ParameterNameDiscoverer;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;

/// Refuses query parameters that the operation does not have, that come twice, or that are left
/// empty. Each of them would be passed over, and its caller take a list of everything for the
/// answer to its question.
final class QueryCheck implements HandlerInterceptor {
    private static final ParameterNameDiscoverer NAMES = new DefaultParameterNameDiscoverer();

    private final Map<Method, Set<String>> known = new ConcurrentHashMap<>();

    @Override
    public boolean preHandle(
            HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (request.getQueryString() != null
                && handler instanceof HandlerMethod method
                && (Operations.of(request, handler) != null
                        || method.getBeanType() == ProblemsController.class)) {
            Set<String> names =
                    known.computeIfAbsent(method.getMethod(), _ -> parametersOf(method));
            request.getParameterMap().forEach((name, values) -> check(name, values, names));
        }
        return true;
    }

    private static void check(String name, String[] values, Set<String> known) {
        if (!known.contains(name)) {
            throw problem(
                    name,
                    "There is no query parameter '%s' here.\n%s"
                            .formatted(
                                    name,
                                    known.isEmpty()
                                            ? "Maybe leave it out: there are none."
                                            : "Maybe one of %s was meant."
                                                    .formatted(String.join(", ", known))),
                    known);
        }
        if (values.length > 1) {
            throw problem(
                    name,
                    "The query parameter '%s' comes %d times.\nMaybe ask once for each value."
                            .formatted(name, values.length),
                    known);
        }
        if (values[0].isBlank()) {
            throw problem(
                    name,
                    "The query parameter '%s' has no value.\nMaybe leave it out.".formatted(name),
                    known);
        }
    }

    private static ProblemFound problem(String name, String detail, Set<String> known) {
        return new ProblemFound(
                Malformed.field(name, detail).problem().with("known", List.copyOf(known)));
    }

    /// The names of an operation's query parameters, in alphabetical order.
    static Set<String> parametersOf(HandlerMethod method) {
        Set<String> names = new TreeSet<>();
        for (MethodParameter parameter : method.getMethodParameters()) {
            if (parameter.getParameterType() == PageRequest.class) {
                names.addAll(PageRequest.PARAMETERS);
            } else if (parameter.getParameterType() == PageSize.class) {
                names.addAll(PageSize.PARAMETERS);
            }
            RequestParam query = parameter.getParameterAnnotation(RequestParam.class);
            if (query != null) {
                parameter.initParameterNameDiscovery(NAMES);
                names.add(nameOf(query, parameter.getParameterName()));
            }
        }
        return names;
    }

    private static String nameOf(RequestParam query, @Nullable String parameter) {
        if (!query.name().isEmpty()) {
            return query.name();
        }
        if (parameter == null) {
            throw new IllegalStateException("the names of parameters are compiled in");
        }
        return parameter;
    }
}
