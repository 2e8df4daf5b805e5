package io.lotline.core.eventlog.mongo;

import io.micrometer.core.instrument.MeterRegistry;
import java.nio.file.Path;
import java.util.Optional;

/// Where the store is: a replica set's connection string, or else a directory of this machine.
///
/// @param mongodb       the replica set; empty for the embedded store
/// @param dataDirectory the embedded store's directory; made where it does not exist
/// @param database      the database's name
/// @param log           how the event log works
public record StoreSettings(
        Optional<MongoAddress> mongodb,
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

    /// A replica set, and on it the database that the connection string names.
    ///
    /// @throws io.lotline.core.eventlog.StoreNotOpened if that is no connection string
    public static StoreSettings replicaSet(String mongodbUri, MeterRegistry registry) {
        return replicaSet(MongoAddress.of(mongodbUri), registry);
    }

    /// A replica set, and on it the database that its address names.
    public static StoreSettings replicaSet(MongoAddress mongodb, MeterRegistry registry) {
        String named = mongodb.connectionString().getDatabase();
        return new StoreSettings(
                Optional.of(mongodb),
                Path.of("."),
                named == null ? DATABASE : named,
                LogSettings.DEFAULT,
                registry);
    }

    public StoreSettings withDatabase(String name) {
        return new StoreSettings(mongodb, dataDirectory, name, log, registry);
    }

    public StoreSettings withLog(LogSettings settings) {
        return new StoreSettings(mongodb, dataDirectory, database, settings, registry);
    }
}
