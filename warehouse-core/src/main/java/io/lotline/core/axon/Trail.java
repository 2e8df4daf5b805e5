package io.lotline.core.axon;

/// What the attempts of one command have opened, so that those that met in the log may queue up.
final class Trail {
    static final ScopedValue<Trail> CURRENT = ScopedValue.newInstance();

    private int hash;

    /// Notes what the current command's attempt has opened.
    static void opened(Object subject) {
        if (CURRENT.isBound()) {
            CURRENT.get().hash += subject.hashCode();
        }
    }

    void begin() {
        hash = 0;
    }

    /// The same for all attempts that opened the same.
    int mark() {
        return hash;
    }
}
