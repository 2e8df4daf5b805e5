package io.lotline.core.decision;

import java.util.List;

/// What one feature brings: its decisions, and the books that it keeps.
public interface Feature {

    List<Decision<?>> decisions();

    List<Book<?, ?>> books();
}
