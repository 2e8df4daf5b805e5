package io.lotline.core.eventlog.mongo;

import io.micrometer.core.instrument.MeterRegistry;
import java.nio.file.Path;
import java.util.Optional;

/// Where the store is: a replica set's connection string, or else a directory of this machine.
///
/// @param mongodbUri    `mongodb://…` of a replica set; empty for the embedded store
/// @param dataDirectory the embedded store's directory; made where it does not exist
/// @param database      the database's name
/// @param log           how the event log works
public record StoreSettings(
        Optional<String> mongodbUri,
        Path dataDirectory,
        String database,
        LogSettings log,
        MeterRegistry registry) {
    private static final String DATABASE = "lotline";

    /// The embedded store in a directory.
    public static StoreSettings embedded(Path dataDirectory, MeterRegistry registry) {
        return new StoreSettings(
                Optional.empty(), dataDirectory, DATABASE, LogSettings.DEFAULT, registry);
    }

    /// A replica set.
    public static StoreSettings replicaSet(String mongodbUri, MeterRegistry registry) {
        return new StoreSettings(
                Optional.of(mongodbUri), Path.of("."), DATABASE, LogSettings.DEFAULT, registry);
    }

    public StoreSettings withDatabase(String name) {
        return new StoreSettings(mongodbUri, dataDirectory, name, log, registry);
    }

    public StoreSettings withLog(LogSettings settings) {
        return new StoreSettings(mongodbUri, dataDirectory, database, settings, registry);
    }
}
