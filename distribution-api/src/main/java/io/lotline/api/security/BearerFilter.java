package io.lotline.api.security;

import io.lotline.api.http.Caller;
import io.lotline.api.http.Callers;
import io.lotline.api.http.Problem;
import io.lotline.api.http.Problems;
import io.lotline.core.eventlog.LogUnavailable;
import io.lotline.projections.engine.StoreUnavailable;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/// Lets nobody without a valid key to the API. What a caller may do there is the [RoleTable]'s.
///
/// Open are the pages, the API's description, and what the server says of its own health and
/// figures.
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 200)
class BearerFilter extends OncePerRequestFilter {
    private static final Pattern BEARER = Pattern.compile("(?i)bearer +([!-~]{1,512})");

    private static final Problem NOT_KNOWN_NOW =
            Problem.of(
                            "store-unavailable",
                            503,
                            "The store does not answer, so it cannot be told whose key this is; nothing was recorded.\nMaybe send the same request again in a second.")
                    .withHeader(HttpHeaders.RETRY_AFTER, "1");

    private final KeyRing keys;
    private final Problems problems;

    BearerFilter(KeyRing keys, Problems problems) {
        this.keys = keys;
        this.problems = problems;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        String path = request.getRequestURI();
        return !isUnder("/v1", path) && !isUnder("/epcis", path);
    }

    @Override
    protected void doFilterInternal(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String key = keyOf(request.getHeader(HttpHeaders.AUTHORIZATION));
        Caller caller;
        try {
            caller = key == null ? null : keys.callerOf(key);
        } catch (StoreUnavailable | LogUnavailable e) {
            problems.send(response, NOT_KNOWN_NOW);
            return;
        }
        if (caller == null) {
            problems.send(response, refusal(request.getHeader(HttpHeaders.AUTHORIZATION), key));
            return;
        }
        Callers.remember(request, caller);
        chain.doFilter(request, response);
    }

    private static boolean isUnder(String root, String path) {
        return path.startsWith(root)
                && (path.length() == root.length()
                        || path.charAt(root.length()) == '/'
                        || path.charAt(root.length()) == ';');
    }

    private static @Nullable String keyOf(@Nullable String authorization) {
        if (authorization == null) {
            return null;
        }
        var bearer = BEARER.matcher(authorization);
        return bearer.matches() ? bearer.group(1) : null;
    }

    private static Problem refusal(@Nullable String authorization, @Nullable String key) {
        String detail =
                authorization == null
                        ? "This needs a key, and none came.\nMaybe send the header 'Authorization: Bearer <key>'."
                        : key == null
                                ? "The Authorization header carries no bearer key.\nMaybe write it 'Authorization: Bearer <key>'."
                                : "This key is unknown or was revoked.\nMaybe ask an administrator of this server for a new one.";
        return Problem.of("unauthenticated", 401, detail)
                .withHeader(
                        HttpHeaders.WWW_AUTHENTICATE,
                        key == null
                                ? "Bearer realm=\"lotline\""
                                : "Bearer realm=\"lotline\", error=\"invalid_token\"");
    }
}
