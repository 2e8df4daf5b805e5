package io.lotline.core.events;

import java.util.function.UnaryOperator;
import tools.jackson.databind.node.ObjectNode;

/// Turns the stored form of one version of an event into that of the next. The log is never
/// rewritten: events of earlier versions are turned whenever they are read.
///
/// A version that only adds what may be absent needs none: in the stored events before it, it is
/// absent.
///
/// @param event  the event's stored name, namespace included
/// @param from   the version that it reads; it makes the next one
/// @param change pure: what it makes depends on nothing but what was stored
public record Upcaster(String event, int from, UnaryOperator<ObjectNode> change) {
    public Upcaster {
        if (from < 1) {
            throw new IllegalArgumentException(
                    "%s: versions are from 1, not %d".formatted(event, from));
        }
    }
}
