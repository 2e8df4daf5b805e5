package io.lotline.core.rules;

import io.lotline.core.decision.Rejection;

/// A document of this id exists already, with other content; documents are never changed.
///
/// @param document what it is, such as `inbound notice`
public record DocumentExists(String document, String id) implements Rejection {
    @Override
    public String message() {
        return "The %s %s exists already, with other content.\nMaybe use a new id: documents are never changed."
                .formatted(document, id);
    }

    @Override
    public Kind kind() {
        return Kind.CONFLICT;
    }
}
