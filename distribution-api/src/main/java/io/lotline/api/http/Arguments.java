package io.lotline.api.http;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;

/// Gives controllers what they ask for by type: a [Caller], a [Submission], a [PageRequest] or a
/// [PageSize].
final class Arguments implements HandlerMethodArgumentResolver {
    private static final Pattern HANDHELD = Pattern.compile(Headers.HANDHELD_FORM);

    private final ParkClock clock;

    Arguments(ParkClock clock) {
        this.clock = clock;
    }

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        Class<?> type = parameter.getParameterType();
        return type == Caller.class
                || type == Submission.class
                || type == PageRequest.class
                || type == PageSize.class;
    }

    @Override
    public Object resolveArgument(
            MethodParameter parameter,
            @Nullable ModelAndViewContainer container,
            NativeWebRequest web,
            @Nullable WebDataBinderFactory binders) {
        HttpServletRequest request = web.getNativeRequest(HttpServletRequest.class);
        if (request == null) {
            throw new IllegalStateException("not an HTTP request");
        }
        Class<?> type = parameter.getParameterType();
        if (type == Caller.class) {
            return Callers.of(request);
        }
        if (type == PageSize.class) {
            return PageSize.parse(request.getParameter("limit"));
        }
        return type == PageRequest.class ? PageRequest.of(request) : submission(request);
    }

    private Submission submission(HttpServletRequest request) {
        Instant at = clock.now();
        return new Submission(
                Callers.of(request),
                request.getMethod(),
                request.getRequestURI(),
                keyOf(request),
                handheldOf(request),
                at,
                clock.dayOf(at));
    }

    private static @Nullable String handheldOf(HttpServletRequest request) {
        String handheld = request.getHeader(Headers.HANDHELD);
        if (handheld != null && !HANDHELD.matcher(handheld).matches()) {
            throw Malformed.field(
                    Headers.HANDHELD,
                    "A handheld's name has 1 to 64 letters, digits, dots, underscores or hyphens.\nMaybe send its serial number.");
        }
        return handheld;
    }

    private static @Nullable String keyOf(HttpServletRequest request) {
        String key = request.getHeader(Headers.IDEMPOTENCY_KEY);
        if (key == null) {
            return null;
        }
        if (key.isBlank()
                || key.length() > HttpLimits.MAX_IDEMPOTENCY_KEY
                || !key.chars().allMatch(c -> c >= ' ' && c <= '~')) {
            throw Malformed.field(
                    Headers.IDEMPOTENCY_KEY,
                    "This Idempotency-Key has %d characters; it has 1 to %d printable ASCII characters.\nMaybe use a random UUID."
                            .formatted(key.length(), HttpLimits.MAX_IDEMPOTENCY_KEY));
        }
        return key;
    }
}
