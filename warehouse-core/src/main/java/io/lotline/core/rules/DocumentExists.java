package io.lotline.core.rules;

import io.lotline.core.decision.Rejection;

/// A document of this id exists already, with other content.
///
/// @param document  what it is, such as `inbound notice`
/// @param amendable whether it may be changed by who has seen it; all others are never changed
public record DocumentExists(String document, String id, boolean amendable) implements Rejection {
    /// One that is never changed.
    public DocumentExists(String document, String id) {
        this(document, id, false);
    }

    @Override
    public String message() {
        return amendable
                ? "The %s %s exists already, with other content.\nMaybe send its ETag as If-Match to amend it, or use a new id."
                        .formatted(document, id)
                : "The %s %s exists already, with other content.\nMaybe use a new id: documents of this kind are never changed."
                        .formatted(document, id);
    }

    @Override
    public Kind kind() {
        return Kind.CONFLICT;
    }
}
