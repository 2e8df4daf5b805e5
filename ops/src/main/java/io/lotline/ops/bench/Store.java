package io.lotline.ops.bench;

import java.util.Locale;

/// What a server of a benchmark keeps its log and views in.
enum Store {
    EMBEDDED,
    REPLICA_SET;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
