package io.lotline.api.security;

import io.lotline.api.http.ApiPaths;
import io.lotline.api.http.Caller;
import io.lotline.api.http.Callers;
import io.lotline.api.http.Operation;
import io.lotline.api.http.OperationTable;
import io.lotline.api.http.Problem;
import io.lotline.api.http.Problems;
import io.lotline.core.eventlog.LogUnavailable;
import io.lotline.projections.engine.StoreUnavailable;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/// Lets nobody without a valid key to the API. What a caller may do there is the
/// [OperationTable]'s.
///
/// A right key is let in whatever others do, from the same address too: a warehouse's handhelds
/// share one. Who sends wrong ones is told so a number of times, and then to wait. No answer of the
/// API is kept by a cache, unless it says itself that it may be.
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

    private static final Problem SESSION_ENDED =
            Problem.of(
                            "unauthenticated",
                            401,
                            "This session has ended, or its key was revoked.\nMaybe sign in again.")
                    .withHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer realm=\"lotline\"");

    private final KeyRing keys;
    private final Sessions sessions;
    private final FailedSignIns failures;
    private final ClientAddresses addresses;
    private final Problems problems;

    BearerFilter(
            KeyRing keys,
            Sessions sessions,
            FailedSignIns failures,
            ClientAddresses addresses,
            Problems problems) {
        this.keys = keys;
        this.sessions = sessions;
        this.failures = failures;
        this.addresses = addresses;
        this.problems = problems;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !ApiPaths.contain(request);
    }

    @Override
    protected void doFilterInternal(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        if (isOpen(request)) {
            chain.doFilter(request, response);
            return;
        }
        String token = sessions.tokenOf(request);
        if (token != null && request.getHeader(HttpHeaders.AUTHORIZATION) == null) {
            inSession(token, request, response, chain);
            return;
        }
        String authorization = request.getHeader(HttpHeaders.AUTHORIZATION);
        String key = keyOf(authorization);
        Caller caller;
        try {
            caller = key == null ? null : keys.callerOf(key);
        } catch (StoreUnavailable | LogUnavailable e) {
            problems.send(request, response, NOT_KNOWN_NOW);
            return;
        }
        if (key == null || caller == null) {
            // who sends no key at all does not try any
            Duration wait =
                    authorization == null
                            ? Duration.ZERO
                            : failures.count(addresses.of(request), key);
            problems.send(
                    request, response, wait.isZero() ? refusal(authorization, key) : tooMany(wait));
            return;
        }
        String good = key;
        Callers.remember(request, caller, () -> keys.callerOf(good) != null);
        chain.doFilter(request, response);
    }

    /// A page's request: its cookie says whose it is, and what it changes, it changes with the
    /// token that no other site's page can know.
    private void inSession(
            String token,
            HttpServletRequest request,
            HttpServletResponse response,
            FilterChain chain)
            throws ServletException, IOException {
        Caller caller;
        try {
            caller = sessions.callerOf(token);
        } catch (StoreUnavailable | LogUnavailable e) {
            problems.send(request, response, NOT_KNOWN_NOW);
            return;
        }
        if (caller == null) {
            sessions.forget(request, response);
            problems.send(request, response, SESSION_ENDED);
        } else if (!isRead(request) && !sessions.isOf(token, request)) {
            problems.send(request, response, withoutToken(request));
        } else {
            Callers.remember(request, caller, () -> sessions.callerOf(token) != null);
            chain.doFilter(request, response);
        }
    }

    private static boolean isRead(HttpServletRequest request) {
        return request.getMethod().equals("GET") || request.getMethod().equals("HEAD");
    }

    private static boolean isOpen(HttpServletRequest request) {
        Operation operation = OperationTable.find(request.getMethod(), request.getRequestURI());
        return operation != null && operation.open();
    }

    private static Problem withoutToken(HttpServletRequest request) {
        return Problem.of(
                "csrf-token-missing",
                403,
                "%s %s came with a session's cookie and without its X-CSRF-Token.\nMaybe send the csrfToken that GET /v1/me answers in the header X-CSRF-Token."
                        .formatted(request.getMethod(), request.getRequestURI()));
    }

    /// Whether a key can be told in an `Authorization` header.
    static boolean canBeSent(String key) {
        return BEARER.matcher("Bearer " + key).matches();
    }

    private static @Nullable String keyOf(@Nullable String authorization) {
        if (authorization == null) {
            return null;
        }
        var bearer = BEARER.matcher(authorization);
        return bearer.matches() ? bearer.group(1) : null;
    }

    static Problem tooMany(Duration wait) {
        long seconds = Math.max(1, wait.plusMillis(999).toSeconds());
        return Problem.of(
                        "too-many-failed-sign-ins",
                        429,
                        "Too many keys that are unknown or revoked came from this address, or for this key's id.\nMaybe correct the key; a right one is let in at once.")
                .with("retryAfterSeconds", seconds)
                .withHeader(HttpHeaders.RETRY_AFTER, Long.toString(seconds));
    }

    static Problem refusal(@Nullable String authorization, @Nullable String key) {
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
