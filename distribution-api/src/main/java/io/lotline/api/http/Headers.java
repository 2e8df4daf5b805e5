package io.lotline.api.http;

/// The headers of Lotline's own.
public final class Headers {
    /// The position of a command's last event, or the position that a read reflects.
    public static final String LOG_POSITION = "Log-Position";

    /// The position that a read must at least reflect.
    public static final String WAIT_FOR_POSITION = "Wait-For-Position";

    /// What makes a retry of a POST the same request.
    public static final String IDEMPOTENCY_KEY = "Idempotency-Key";

    /// Which handheld scans, where it says so.
    public static final String HANDHELD = "Handheld";

    /// How a handheld is named, as a regular expression.
    public static final String HANDHELD_FORM = "[A-Za-z0-9._-]{1,64}";

    /// Set to true on the answer of a request that had been done before.
    public static final String IDEMPOTENT_REPLAY = "Idempotent-Replay";

    /// The DI of the device that an answer is about, where the DI of one of its packages was asked
    /// for.
    public static final String DEVICE_DI = "Device-DI";

    /// What a page sends with whatever it changes, as signing in answered it.
    public static final String CSRF_TOKEN = "X-CSRF-Token";

    private Headers() {}
}
