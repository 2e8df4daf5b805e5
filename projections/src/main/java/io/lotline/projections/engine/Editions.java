package io.lotline.projections.engine;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The editions of one view that exist, as all nodes see them.
///
/// @param live    what queries read
/// @param next    what is being built to take its place, null if nothing is
/// @param retired what is to be dropped, once no read can be on its way in it
/// @param builds  how many builds were begun
/// @param retries how often a stopped view was told to try again
public record Editions(
        Edition live, @Nullable Edition next, List<Retired> retired, int builds, long retries) {
    public Editions {
        retired = List.copyOf(retired);
    }

    /// An edition out of use, and since when.
    public record Retired(Edition edition, Instant since) {}

    /// The first edition of a view.
    public static Editions first(String view, int version) {
        return new Editions(new Edition(view, version, 1), null, List.of(), 1, 0);
    }

    /// With a build of this version under way. One of it, or of a newer version, that is under way
    /// goes on; one of an older version is given up.
    public Editions building(int version, Instant at) {
        if (next != null && next.version() >= version) {
            return this;
        }
        int build = builds + 1;
        Edition begun = new Edition(live.view(), version, build);
        return new Editions(live, begun, next == null ? retired : with(next, at), build, retries);
    }

    /// After the switch to the edition that was built; nothing changes if that is no longer next.
    public Editions switchedTo(Edition built, Instant at) {
        return built.equals(next)
                ? new Editions(built, null, with(live, at), builds, retries)
                : this;
    }

    /// Without the build that is under way.
    public Editions withoutNext(Instant at) {
        return next == null ? this : new Editions(live, null, with(next, at), builds, retries);
    }

    /// After an edition's documents were dropped.
    public Editions without(Edition dropped) {
        List<Retired> left =
                retired.stream().filter(each -> !each.edition().equals(dropped)).toList();
        return new Editions(live, next, left, builds, retries);
    }

    /// With one more retry asked for.
    public Editions retrying() {
        return new Editions(live, next, retired, builds, retries + 1);
    }

    /// Whether this version's documents are neither there nor on their way, though it is newer than
    /// those that are.
    boolean wants(int version) {
        return version > live.version() && (next == null || version > next.version());
    }

    private List<Retired> with(Edition edition, Instant at) {
        List<Retired> more = new ArrayList<>(retired);
        more.add(new Retired(edition, at));
        return more;
    }
}
