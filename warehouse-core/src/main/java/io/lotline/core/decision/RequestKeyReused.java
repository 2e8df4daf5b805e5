package io.lotline.core.decision;

/// An idempotency key came again with another content.
public record RequestKeyReused(String key) implements Rejection {
    @Override
    public String message() {
        return "The key '%s' was used before for a request with other content.\nMaybe use a new key for each new request."
                .formatted(key);
    }

    @Override
    public Kind kind() {
        return Kind.CONFLICT;
    }

    @Override
    public String problem() {
        return "idempotency-key-reused";
    }
}
