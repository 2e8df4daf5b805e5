package io.lotline.projections.engine;

/// Makes and drops the places of editions.
public interface ViewStorages {

    /// Where an edition of the view is folded to; made where it does not exist, without indexes.
    <D> ViewStorage<D> open(View<D> view, Edition edition);

    /// Drops the documents of an edition.
    void drop(Edition edition);
}
