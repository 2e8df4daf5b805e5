package io.lotline.core.axon;

import io.lotline.core.decision.PagedMap.Node;
import io.lotline.core.decision.PagedMap.Page;
import io.lotline.core.decision.PagedMap.Source;
import io.lotline.core.decision.PagedMap.Stored;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;

/// Pages of very few entries each, none of which stays in memory once it is stored.
final class PagesInMemory implements BookJson.Paging {
    private final Map<String, byte[]> pages = new HashMap<>();
    private final List<Runnable> waiting = new ArrayList<>();
    private int read;

    /// The value as it is read from its stored form.
    <T> T stored(T value, Class<T> type) {
        byte[] content = BookJson.write(value, this);
        waiting.forEach(Runnable::run);
        waiting.clear();
        return BookJson.read(content, type, this);
    }

    int pages() {
        return pages.size();
    }

    int read() {
        return read;
    }

    @Override
    public int entriesPerPage() {
        return 3;
    }

    @Override
    public <K extends Comparable<? super K>, V> Stored save(
            Page<K, V> page, byte[] content, Source<K, V> source) {
        Stored stored = new Stored("p" + pages.size(), "");
        pages.put(stored.id(), content);
        waiting.add(
                () -> {
                    page.stored(stored, source);
                    page.drop();
                });
        return stored;
    }

    @Override
    public byte[] read(Stored page) {
        read++;
        return pages.get(page.id());
    }

    @Override
    public <K extends Comparable<? super K>, V> void loaded(Page<K, V> page, Node<K, V> node) {}

    @Override
    public RuntimeException unreadable(Stored page, JacksonException cause) {
        return cause;
    }
}
