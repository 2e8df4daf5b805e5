package io.lotline.api.http;

/// The headers of Lotline's own.
public final class Headers {
    /// The position of a command's last event, or the position that a read reflects.
    public static final String LOG_POSITION = "Log-Position";

    /// The position that a read must at least reflect.
    public static final String WAIT_FOR_POSITION = "Wait-For-Position";

    /// What makes a retry of a POST the same request.
    public static final String IDEMPOTENCY_KEY = "Idempotency-Key";

    /// Set to true on the answer of a request that had been done before.
    public static final String IDEMPOTENT_REPLAY = "Idempotent-Replay";

    private Headers() {}
}
