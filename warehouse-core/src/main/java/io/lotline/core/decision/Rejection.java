package io.lotline.core.decision;

/// The fact that stands in the way of a command. The record's components are the values that did;
/// they become members of the problem document. The class name in kebab case is the problem's
/// stable name: `LotUnderRecall` is `/problems/lot-under-recall`.
public interface Rejection {

    /// What stands in the way, in one English sentence that names the values, then, on the next
    /// line, what may help, beginning with "Maybe".
    String message();

    default Kind kind() {
        return Kind.REFUSED;
    }

    /// The problem's stable name.
    default String problem() {
        return getClass()
                .getSimpleName()
                .replaceAll("([a-z0-9])([A-Z])", "$1-$2")
                .toLowerCase(java.util.Locale.ROOT);
    }

    /// What kind of obstacle it is.
    enum Kind {
        /// A rule of the domain forbids it (HTTP 422).
        REFUSED,
        /// What the command is addressed to does not exist, or not for this caller (404).
        UNKNOWN,
        /// It exists already, with other content (409).
        CONFLICT,
        /// It is not any more what the caller saw of it (412).
        STALE
    }
}
