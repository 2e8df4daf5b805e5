package io.lotline.core.eventlog;

import java.util.Collection;
import java.util.Set;
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
                public void drop(String id) {}

                @Override
                public void savePages(String id, Collection<Page> pages) {}

                @Override
                public byte @Nullable [] page(String id, String page) {
                    return null;
                }

                @Override
                public Set<String> pages(String id) {
                    return Set.of();
                }

                @Override
                public void dropPages(String id, Collection<String> pages) {}

                @Override
                public void retain(Collection<String> families) {}
            };

    /// The snapshot that was saved last under this id, if it can be had whole.
    ///
    /// @throws LogUnavailable if the store cannot be asked
    @Nullable Snapshot find(String id);

    /// Saves each in the place of an earlier one. What is saved may be lost.
    void save(Collection<Snapshot> snapshots);

    /// Drops the snapshot with this id.
    void drop(String id);

    /// Saves pages of the snapshot with this id, before the snapshot that names them. A page is
    /// written once and never changed, so whoever has read an earlier snapshot finds its pages.
    void savePages(String id, Collection<Page> pages);

    /// What is in a page; null where there is none.
    ///
    /// @throws LogUnavailable if the store cannot be asked
    byte @Nullable [] page(String id, String page);

    /// The names of all pages that were saved under this id and not dropped.
    Set<String> pages(String id);

    void dropPages(String id, Collection<String> pages);

    /// Drops the snapshots of all other families, and their pages.
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

    /// A part of a snapshot that is read by itself.
    ///
    /// @param name unlike all others of the snapshot's id, also those of earlier snapshots
    record Page(String name, byte[] content) {}
}
