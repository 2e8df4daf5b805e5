package io.lotline.core.eventlog;

import java.util.Collection;
import org.jspecify.annotations.Nullable;

/// Copies of what events of the log add up to, each complete up to a position. They spare work and
/// decide nothing: whatever is lost, damaged or of another log is not found, and the log answers.
public interface Snapshots {
    /// Keeps nothing.
    Snapshots NONE =
            new Snapshots() {
                @Override
                public @Nullable Snapshot find(String id) {
                    return null;
                }

                @Override
                public void save(Collection<Snapshot> snapshots) {}

                @Override
                public void retain(Collection<String> families) {}
            };

    /// The snapshot that was saved last under this id, if it can be had whole.
    ///
    /// @throws LogUnavailable if the store cannot be asked
    @Nullable Snapshot find(String id);

    /// Saves each in the place of an earlier one. What is saved may be lost.
    void save(Collection<Snapshot> snapshots);

    /// Drops the snapshots of all other families.
    void retain(Collection<String> families);

    /// A snapshot.
    ///
    /// @param family   what its content means; another meaning has another name
    /// @param id       unique in all families
    /// @param position up to where it is complete
    /// @param last     the position of the last event in it
    /// @param count    how many events are in it
    record Snapshot(
            String family, String id, long position, long last, long count, byte[] content) {}
}
