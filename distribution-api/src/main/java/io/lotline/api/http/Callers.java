package io.lotline.api.http;

import jakarta.servlet.http.HttpServletRequest;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/// The caller of a request, once the key was checked.
public final class Callers {
    private static final String ATTRIBUTE = Caller.class.getName();
    private static final String GOOD = ATTRIBUTE + ".good";

    private Callers() {}

    /// @param good whether the key still is, for requests that take long
    public static void remember(HttpServletRequest request, Caller caller, BooleanSupplier good) {
        request.setAttribute(ATTRIBUTE, caller);
        request.setAttribute(GOOD, good);
    }

    /// Tells whether the key that the request came with is good by then. For any thread, also
    /// after the request.
    public static BooleanSupplier goodness(HttpServletRequest request) {
        return request.getAttribute(GOOD) instanceof BooleanSupplier good ? good : () -> false;
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
