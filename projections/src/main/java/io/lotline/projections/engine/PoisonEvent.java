package io.lotline.projections.engine;

/// An event that a view cannot fold. The view stops before it, and never skips it.
final class PoisonEvent extends RuntimeException {
    private final long position;
    private final String eventName;

    PoisonEvent(String view, long position, String eventName, Throwable cause) {
        super(
                "View '%s' stops before position %d (%s)".formatted(view, position, eventName),
                cause);
        this.position = position;
        this.eventName = eventName;
    }

    long position() {
        return position;
    }

    String eventName() {
        return eventName;
    }
}
