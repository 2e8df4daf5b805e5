package io.lotline.api.http;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

/// The caller of a request, once the key was checked.
public final class Callers {
    private static final String ATTRIBUTE = Caller.class.getName();

    private Callers() {}

    public static void remember(HttpServletRequest request, Caller caller) {
        request.setAttribute(ATTRIBUTE, caller);
    }

    /// Null on the few paths that need no key.
    public static @Nullable Caller find(HttpServletRequest request) {
        return (Caller) request.getAttribute(ATTRIBUTE);
    }

    /// The caller on a path that nobody gets to without a key.
    public static Caller of(HttpServletRequest request) {
        Caller caller = find(request);
        if (caller == null) {
            throw new IllegalStateException(request.getRequestURI() + " was let in without a key");
        }
        return caller;
    }
}
