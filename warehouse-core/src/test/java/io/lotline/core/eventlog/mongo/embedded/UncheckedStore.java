package io.lotline.core.eventlog.mongo.embedded;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/// For negative controls: what would come of a store if nobody looked before it is opened.
public final class UncheckedStore {
    private UncheckedStore() {}

    /// Where a log that was opened unchecked ends; nothing where not even that was possible.
    public static Optional<LogEnd> open(Path directory, String namespace) {
        try (EmbeddedMongo opened = EmbeddedMongo.openUnchecked(directory, Duration.ofHours(1))) {
            return Optional.of(opened.ends().getOrDefault(namespace, new LogEnd(0, "")));
        } catch (RuntimeException e) {
            return Optional.empty();
        }
    }
}
