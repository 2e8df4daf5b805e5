package io.lotline.api.security;

import io.lotline.api.http.Caller;
import io.lotline.api.http.Fingerprint;
import io.lotline.api.http.Headers;
import io.lotline.api.http.HttpLimits;
import io.lotline.api.http.ParkClock;
import io.lotline.api.http.ProblemFound;
import io.lotline.core.values.KeyId;
import io.lotline.projections.store.SessionStore;
import io.lotline.projections.store.SessionStore.Session;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.stereotype.Component;

/// Lets a browser sign in with a key once, and not send it again: a cookie that no script reads and
/// no other site's page sends stands for it.
///
/// The store has the hash of a session's token only. Every request looks up the session's key, so a
/// revoked key has no sessions. What another node ended counts here for a second at most, as with
/// keys.
@Component
public final class Sessions {
    private static final String COOKIE = "lotline-session";
    // browsers take a cookie of this name over TLS only, and from this very host
    private static final String SECURE_COOKIE = "__Host-" + COOKIE;
    private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9_-]{43}");
    private static final Duration NOTED_EVERY = Duration.ofMinutes(10);
    private static final long KEPT_NANOS = Duration.ofSeconds(1).toNanos();
    private static final int MOST_KEPT = 10_000;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final SessionStore store;
    private final KeyRing keys;
    private final FailedSignIns failures;
    private final ClientAddresses addresses;
    private final ParkClock clock;
    private final Map<String, Kept> kept = new ConcurrentHashMap<>();

    Sessions(
            SessionStore store,
            KeyRing keys,
            FailedSignIns failures,
            ClientAddresses addresses,
            ParkClock clock) {
        this.store = store;
        this.keys = keys;
        this.failures = failures;
        this.addresses = addresses;
        this.clock = clock;
    }

    /// What signing in answers.
    ///
    /// @param csrfToken what a page sends with whatever it changes
    /// @param expires   when it has to sign in again at the latest
    public record SignedIn(Caller caller, String csrfToken, Instant expires) {}

    private record Kept(Session session, long since) {}

    /// Begins a session of a key, and gives the browser its cookie.
    ///
    /// @throws ProblemFound for a key that is unknown or revoked
    public SignedIn signIn(String key, HttpServletRequest request, HttpServletResponse response) {
        Caller caller = BearerFilter.canBeSent(key) ? keys.callerOf(key) : null;
        if (caller == null) {
            Duration wait = failures.count(addresses.of(request), key);
            throw new ProblemFound(
                    wait.isZero()
                            ? BearerFilter.refusal("Bearer", key)
                            : BearerFilter.tooMany(wait));
        }
        Instant now = clock.now();
        String token = newToken();
        store.endUnused(now.minus(HttpLimits.SESSION_UNUSED));
        store.keep(new Session(Fingerprint.sha256(token), caller.key(), now, now));
        endTooMany(caller.key());
        response.addHeader(
                HttpHeaders.SET_COOKIE, cookie(request, token, HttpLimits.SESSION).toString());
        return new SignedIn(caller, csrfTokenOf(token), now.plus(HttpLimits.SESSION));
    }

    private void endTooMany(KeyId key) {
        List<Session> all = store.of(key);
        all.subList(0, Math.max(0, all.size() - HttpLimits.MAX_SESSIONS))
                .forEach(
                        session -> {
                            kept.remove(session.hash());
                            store.end(session.hash());
                        });
    }

    /// The token of the cookie that a request came with; null where it has none.
    @Nullable String tokenOf(HttpServletRequest request) {
        Cookie[] cookies = request.getCookies();
        if (cookies == null) {
            return null;
        }
        String expected = addresses.isHttps(request) ? SECURE_COOKIE : COOKIE;
        for (Cookie cookie : cookies) {
            if (cookie.getName().equals(expected) && TOKEN.matcher(cookie.getValue()).matches()) {
                return cookie.getValue();
            }
        }
        return null;
    }

    /// Whose session it is; null for one that has ended or never was, and for that of a revoked
    /// key.
    @Nullable Caller callerOf(String token) {
        String hash = Fingerprint.sha256(token);
        Session session = sessionOf(hash);
        if (session == null) {
            return null;
        }
        Instant now = clock.now();
        if (now.isAfter(session.started().plus(HttpLimits.SESSION))
                || now.isAfter(session.used().plus(HttpLimits.SESSION_UNUSED))) {
            kept.remove(hash);
            store.end(hash);
            return null;
        }
        if (now.isAfter(session.used().plus(NOTED_EVERY))) {
            Session used = session.usedAt(now);
            store.use(used);
            kept.put(hash, new Kept(used, System.nanoTime()));
        }
        return keys.callerOf(session.key());
    }

    private @Nullable Session sessionOf(String hash) {
        Kept known = kept.get(hash);
        if (known != null && System.nanoTime() - known.since() <= KEPT_NANOS) {
            return known.session();
        }
        Session found = store.find(hash).orElse(null);
        if (found == null) {
            kept.remove(hash);
            return null;
        }
        if (kept.size() >= MOST_KEPT) {
            kept.clear();
        }
        kept.put(hash, new Kept(found, System.nanoTime()));
        return found;
    }

    /// Whether a request sends what only a page of the session knows.
    boolean isOf(String token, HttpServletRequest request) {
        String sent = request.getHeader(Headers.CSRF_TOKEN);
        return sent != null
                && MessageDigest.isEqual(
                        sent.getBytes(StandardCharsets.UTF_8),
                        csrfTokenOf(token).getBytes(StandardCharsets.UTF_8));
    }

    /// What a page of this request's session sends with whatever it changes; null outside of
    /// sessions.
    public @Nullable String csrfToken(HttpServletRequest request) {
        String token = tokenOf(request);
        return token == null || request.getHeader(HttpHeaders.AUTHORIZATION) != null
                ? null
                : csrfTokenOf(token);
    }

    /// Ends the session of a request, if it has one.
    public void signOut(HttpServletRequest request, HttpServletResponse response) {
        String token = tokenOf(request);
        if (token != null) {
            String hash = Fingerprint.sha256(token);
            kept.remove(hash);
            store.end(hash);
            forget(request, response);
        }
    }

    /// Ends all sessions of a key.
    public void signOutEverywhere(
            KeyId key, HttpServletRequest request, HttpServletResponse response) {
        store.endAll(key);
        kept.values().removeIf(each -> each.session().key().equals(key));
        signOut(request, response);
    }

    /// Lets the browser forget its cookie.
    void forget(HttpServletRequest request, HttpServletResponse response) {
        response.addHeader(HttpHeaders.SET_COOKIE, cookie(request, "", Duration.ZERO).toString());
    }

    private ResponseCookie cookie(HttpServletRequest request, String token, Duration lasts) {
        boolean https = addresses.isHttps(request);
        return ResponseCookie.from(https ? SECURE_COOKIE : COOKIE, token)
                .path("/")
                .httpOnly(true)
                .secure(https)
                .sameSite("Strict")
                .maxAge(lasts)
                .build();
    }

    private static String newToken() {
        byte[] secret = new byte[32];
        RANDOM.nextBytes(secret);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(secret);
    }

    /// Made of the token, which no script can read: a page asks for it.
    private static String csrfTokenOf(String token) {
        return Fingerprint.sha256("csrf " + token);
    }
}
