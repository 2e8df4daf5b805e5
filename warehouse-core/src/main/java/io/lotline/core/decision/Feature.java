package io.lotline.core.decision;

import java.util.List;

/// What one feature brings: its decisions, the books that it keeps, and what follows from what is
/// decided elsewhere.
public interface Feature {

    List<Decision<?>> decisions();

    List<Book<?, ?>> books();

    default List<Sequel> sequels() {
        return List.of();
    }
}
