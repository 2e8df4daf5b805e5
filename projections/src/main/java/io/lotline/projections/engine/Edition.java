package io.lotline.projections.engine;

/// One build of a view's documents, in a place of its own: its collection and its token bear its
/// name.
///
/// @param version the view's [View#version] that folds it
/// @param build   counts the builds of the view from 1; never used twice
public record Edition(String view, int version, int build) {

    /// Such as `stock_v1`, or `stock_v1_2` for a rebuild.
    public String name() {
        return build == 1
                ? "%s_v%d".formatted(view, version)
                : "%s_v%d_%d".formatted(view, version, build);
    }

    @Override
    public String toString() {
        return name();
    }
}
