package io.lotline.core.decision;

import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/// A map that never changes, in the order of its keys: what a book's state holds very many of.
///
/// It is a tree of pages with a few dozen entries each. A change makes the pages on one way from
/// the root anew and shares all others; a page that is stored need not be in memory, and is read
/// when somebody looks into it. So neither a look nor a change costs more than the height of the
/// tree, whatever the map holds and wherever it is.
///
/// Its shape follows from the changes alone, never from what is in memory. Two maps are equal when
/// their entries are. Values are small, and hold no such maps themselves.
public final class PagedMap<K extends Comparable<? super K>, V> extends AbstractMap<K, V> {
    /// How many entries a page holds at the most, unless its store says something else.
    public static final int ENTRIES_PER_PAGE = 64;

    private final Page<K, V> root;
    private final int capacity;

    private PagedMap(Page<K, V> root, int capacity) {
        this.root = root;
        this.capacity = capacity;
    }

    public static <K extends Comparable<? super K>, V> PagedMap<K, V> empty() {
        return of(new Leaf<K, V>(List.of(), List.of()), ENTRIES_PER_PAGE);
    }

    /// The map with this root.
    ///
    /// @param capacity how many entries a page holds at the most, at least 3
    public static <K extends Comparable<? super K>, V> PagedMap<K, V> of(
            Node<K, V> root, int capacity) {
        return new PagedMap<>(Page.inMemory(root), capacity);
    }

    /// What is in a page: entries, or the pages below it.
    public sealed interface Node<K extends Comparable<? super K>, V> permits Leaf, Inner {
        /// How many entries there are in it and below it.
        int count();

        /// How many entries or pages it holds itself.
        int width();
    }

    /// Keys in their order, each with its value.
    public record Leaf<K extends Comparable<? super K>, V>(List<K> keys, List<V> values)
            implements Node<K, V> {
        @Override
        public int count() {
            return keys.size();
        }

        @Override
        public int width() {
            return keys.size();
        }
    }

    /// Pages in the order of what they hold; each has at least one entry.
    ///
    /// @param leaves whether the pages are leaves
    public record Inner<K extends Comparable<? super K>, V>(
            List<Page<K, V>> pages, boolean leaves, int count) implements Node<K, V> {
        public Inner(List<Page<K, V>> pages, boolean leaves) {
            this(pages, leaves, pages.stream().mapToInt(Page::count).sum());
        }

        @Override
        public int width() {
            return pages.size();
        }
    }

    /// Reads the pages of a map that are stored.
    public interface Source<K extends Comparable<? super K>, V> {
        Node<K, V> read(Page<K, V> page);
    }

    /// Where a page is stored.
    ///
    /// @param id  its name, which no other page ever had
    /// @param sum a digest of its content
    public record Stored(String id, String sum) {}

    /// A page: in memory, stored, or both.
    public static final class Page<K extends Comparable<? super K>, V> {
        private final K low;
        private final int count;
        private volatile @Nullable Node<K, V> node;
        private volatile @Nullable Stored stored;
        private @Nullable Source<K, V> source;
        private volatile boolean used;

        private Page(K low, int count) {
            this.low = low;
            this.count = count;
        }

        @SuppressWarnings("NullAway") // an empty root has no lowest key, and nobody asks for it
        private static <K extends Comparable<? super K>, V> Page<K, V> inMemory(Node<K, V> node) {
            Page<K, V> page = new Page<>(lowest(node), node.count());
            page.node = node;
            return page;
        }

        /// A page that is stored and not in memory.
        ///
        /// @param low no key in it is lower
        public static <K extends Comparable<? super K>, V> Page<K, V> stored(
                K low, int count, Stored stored, Source<K, V> source) {
            Page<K, V> page = new Page<>(low, count);
            page.source = source;
            page.stored = stored;
            return page;
        }

        public K low() {
            return low;
        }

        public int count() {
            return count;
        }

        public @Nullable Stored stored() {
            return stored;
        }

        /// From now on the page can be read from there.
        public void stored(Stored where, Source<K, V> from) {
            source = from;
            stored = where;
        }

        /// What is in the page, read if need be.
        public Node<K, V> node() {
            Node<K, V> known = node;
            if (known == null) {
                known = Objects.requireNonNull(source).read(this);
            }
            used = true;
            return known;
        }

        /// Whether it was looked at since this was asked last.
        public boolean wasUsed() {
            boolean was = used;
            used = false;
            return was;
        }

        /// Keeps in memory what was read.
        public void keep(Node<K, V> read) {
            node = read;
        }

        /// Drops from memory what is stored.
        public void drop() {
            if (stored != null) {
                node = null;
            }
        }
    }

    @SuppressWarnings("NullAway")
    private static <K extends Comparable<? super K>, V> K lowest(Node<K, V> node) {
        return switch (node) {
            case Leaf<K, V> leaf -> leaf.keys().isEmpty() ? null : leaf.keys().getFirst();
            case Inner<K, V> inner -> inner.pages().getFirst().low();
        };
    }

    /// What is at the root.
    public Node<K, V> root() {
        return root.node();
    }

    /// About how many entries would have to be written to store the map; what is in pages that are
    /// stored does not count.
    public int unsaved() {
        return unsaved(root.node());
    }

    private static <K extends Comparable<? super K>, V> int unsaved(Node<K, V> node) {
        int sum = node.width();
        if (node instanceof Inner<K, V> inner) {
            for (Page<K, V> page : inner.pages()) {
                Node<K, V> below = page.node;
                if (page.stored == null && below != null) {
                    sum += unsaved(below);
                }
            }
        }
        return sum;
    }

    @Override
    public int size() {
        return root.count();
    }

    @Override
    public boolean containsKey(Object key) {
        return find(key) != null;
    }

    @Override
    public @Nullable V get(Object key) {
        return find(key);
    }

    @SuppressWarnings("unchecked")
    private @Nullable V find(Object sought) {
        K key = (K) sought;
        Node<K, V> node = root.node();
        while (true) {
            switch (node) {
                case Leaf<K, V> leaf -> {
                    int at = place(leaf, key);
                    return at >= 0 ? leaf.values().get(at) : null;
                }
                case Inner<K, V> inner -> node = inner.pages().get(child(inner, key)).node();
            }
        }
    }

    /// The map with this value under this key.
    public PagedMap<K, V> plus(K key, V value) {
        List<Page<K, V>> pages = with(root.node(), key, value);
        return pages.size() == 1
                ? new PagedMap<>(pages.getFirst(), capacity)
                : of(new Inner<>(pages, root.node() instanceof Leaf), capacity);
    }

    /// The page or the two pages in the place of a node.
    private List<Page<K, V>> with(Node<K, V> node, K key, V value) {
        return switch (node) {
            case Leaf<K, V> leaf -> {
                List<K> keys = new ArrayList<>(leaf.keys().size() + 1);
                keys.addAll(leaf.keys());
                List<V> values = new ArrayList<>(leaf.keys().size() + 1);
                values.addAll(leaf.values());
                int at = place(leaf, key);
                if (at >= 0) {
                    values.set(at, value);
                    yield List.of(Page.inMemory(new Leaf<>(keys, values)));
                }
                int to = -at - 1;
                keys.add(to, key);
                values.add(to, value);
                int size = keys.size();
                if (size <= capacity) {
                    yield List.of(Page.inMemory(new Leaf<>(keys, values)));
                }
                int half = cut(to, size);
                yield List.of(
                        Page.inMemory(new Leaf<>(part(keys, 0, half), part(values, 0, half))),
                        Page.inMemory(
                                new Leaf<>(part(keys, half, size), part(values, half, size))));
            }
            case Inner<K, V> inner -> {
                int at = child(inner, key);
                List<Page<K, V>> pages = new ArrayList<>(inner.pages().size() + 1);
                pages.addAll(inner.pages());
                List<Page<K, V>> changed = with(inner.pages().get(at).node(), key, value);
                pages.set(at, changed.getFirst());
                if (changed.size() > 1) {
                    pages.add(at + 1, changed.getLast());
                }
                int size = pages.size();
                if (size <= capacity) {
                    yield List.of(Page.inMemory(new Inner<>(pages, inner.leaves())));
                }
                int half = cut(at + 1, size);
                yield List.of(
                        Page.inMemory(new Inner<>(part(pages, 0, half), inner.leaves())),
                        Page.inMemory(new Inner<>(part(pages, half, size), inner.leaves())));
            }
        };
    }

    /// Where to cut what is full: in the middle, or before what came at the end, as it will again.
    private static int cut(int at, int size) {
        return at == size - 1 ? size - 1 : size / 2;
    }

    private static <T> List<T> part(List<T> list, int from, int to) {
        return new ArrayList<>(list.subList(from, to));
    }

    /// The map without this key.
    public PagedMap<K, V> minus(K key) {
        if (!containsKey(key)) {
            return this;
        }
        Node<K, V> node = without(root.node(), key);
        while (node instanceof Inner<K, V> inner && inner.pages().size() == 1) {
            node = inner.pages().getFirst().node();
        }
        return node == null ? emptied() : of(node, capacity);
    }

    private PagedMap<K, V> emptied() {
        return of(new Leaf<K, V>(List.of(), List.of()), capacity);
    }

    /// What is left of a node that holds the key; null for nothing.
    private @Nullable Node<K, V> without(Node<K, V> node, K key) {
        return switch (node) {
            case Leaf<K, V> leaf -> {
                if (leaf.keys().size() == 1) {
                    yield null;
                }
                List<K> keys = new ArrayList<>(leaf.keys());
                List<V> values = new ArrayList<>(leaf.values());
                int at = place(leaf, key);
                keys.remove(at);
                values.remove(at);
                yield new Leaf<>(keys, values);
            }
            case Inner<K, V> inner -> {
                int at = child(inner, key);
                List<Page<K, V>> pages = new ArrayList<>(inner.pages());
                Node<K, V> left = without(pages.get(at).node(), key);
                if (left == null) {
                    pages.remove(at);
                } else {
                    pages.set(at, Page.inMemory(left));
                    if (left.width() < capacity / 4) {
                        join(pages, at);
                    }
                }
                yield pages.isEmpty() ? null : new Inner<>(pages, inner.leaves());
            }
        };
    }

    /// Joins a page that has become small with a neighbour, where both fit into one with some room.
    private void join(List<Page<K, V>> pages, int small) {
        int first = small + 1 < pages.size() ? small : small - 1;
        if (first < 0) {
            return;
        }
        Node<K, V> one = pages.get(first).node();
        Node<K, V> other = pages.get(first + 1).node();
        if (one.width() + other.width() > capacity / 4 * 3) {
            return;
        }
        if (one instanceof Leaf<K, V> a && other instanceof Leaf<K, V> b) {
            List<K> keys = new ArrayList<>(a.keys());
            keys.addAll(b.keys());
            List<V> values = new ArrayList<>(a.values());
            values.addAll(b.values());
            pages.set(first, Page.inMemory(new Leaf<>(keys, values)));
            pages.remove(first + 1);
        } else if (one instanceof Inner<K, V> a && other instanceof Inner<K, V> b) {
            List<Page<K, V>> below = new ArrayList<>(a.pages());
            below.addAll(b.pages());
            pages.set(first, Page.inMemory(new Inner<>(below, a.leaves())));
            pages.remove(first + 1);
        }
    }

    private static <K extends Comparable<? super K>, V> int place(Leaf<K, V> leaf, K key) {
        int from = 0;
        int to = leaf.keys().size() - 1;
        while (from <= to) {
            int middle = (from + to) >>> 1;
            int compared = leaf.keys().get(middle).compareTo(key);
            if (compared == 0) {
                return middle;
            }
            if (compared < 0) {
                from = middle + 1;
            } else {
                to = middle - 1;
            }
        }
        return -from - 1;
    }

    /// The page in which a key is, if it is.
    private static <K extends Comparable<? super K>, V> int child(Inner<K, V> inner, K key) {
        int from = 0;
        int to = inner.pages().size() - 1;
        while (from < to) {
            int middle = (from + to + 1) >>> 1;
            if (inner.pages().get(middle).low().compareTo(key) <= 0) {
                from = middle;
            } else {
                to = middle - 1;
            }
        }
        return from;
    }

    @Override
    public Set<Map.Entry<K, V>> entrySet() {
        return new AbstractSet<>() {
            @Override
            public Iterator<Map.Entry<K, V>> iterator() {
                return new Walk<>(root.node(), null, true);
            }

            @Override
            public int size() {
                return root.count();
            }
        };
    }

    @Override
    public void forEach(BiConsumer<? super K, ? super V> each) {
        for (Map.Entry<K, V> entry : entrySet()) {
            each.accept(entry.getKey(), entry.getValue());
        }
    }

    /// The entries from this key on, in the order of their keys. Pages are read as one comes to
    /// them.
    public Iterable<Map.Entry<K, V>> from(K key) {
        return () -> new Walk<>(root.node(), key, true);
    }

    /// The entries from this key on to the lower ones.
    public Iterable<Map.Entry<K, V>> downFrom(K key) {
        return () -> new Walk<>(root.node(), key, false);
    }

    /// One way through the leaves.
    private static final class Walk<K extends Comparable<? super K>, V>
            implements Iterator<Map.Entry<K, V>> {
        private final boolean up;
        private final Deque<Step<K, V>> above = new ArrayDeque<>();
        private @Nullable Leaf<K, V> leaf;
        private int at;

        Walk(Node<K, V> root, @Nullable K first, boolean up) {
            this.up = up;
            down(root, first);
            settle();
        }

        private void down(Node<K, V> from, @Nullable K key) {
            Node<K, V> node = from;
            while (node instanceof Inner<K, V> inner) {
                int last = inner.pages().size() - 1;
                int child = key != null ? child(inner, key) : up ? 0 : last;
                above.push(new Step<>(inner, child));
                node = inner.pages().get(child).node();
            }
            if (node instanceof Leaf<K, V> found) {
                leaf = found;
                int last = found.keys().size() - 1;
                int place = key != null ? place(found, key) : up ? 0 : last;
                at = place >= 0 ? place : up ? -place - 1 : -place - 2;
            }
        }

        /// Goes on to the next leaf where this one has ended.
        private void settle() {
            while (leaf != null && (at < 0 || at >= leaf.keys().size())) {
                leaf = null;
                while (!above.isEmpty()) {
                    Step<K, V> step = above.pop();
                    int next = step.child() + (up ? 1 : -1);
                    if (next >= 0 && next < step.inner().pages().size()) {
                        above.push(new Step<>(step.inner(), next));
                        down(step.inner().pages().get(next).node(), null);
                        break;
                    }
                }
            }
        }

        @Override
        public boolean hasNext() {
            return leaf != null;
        }

        @Override
        public Map.Entry<K, V> next() {
            Leaf<K, V> here = leaf;
            if (here == null) {
                throw new NoSuchElementException();
            }
            Map.Entry<K, V> entry = Map.entry(here.keys().get(at), here.values().get(at));
            at += up ? 1 : -1;
            settle();
            return entry;
        }
    }

    private record Step<K extends Comparable<? super K>, V>(Inner<K, V> inner, int child) {}
}
