package io.lotline.core.eventlog.mongo.embedded;

import de.bwaldvogel.mongo.backend.ValueComparator;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.LongStream;

/// The sorted keys of the documents that have one value, as compact as they allow: a lone key is
/// itself, numbers are an array, anything else a tree.
final class Keys {
    private static final int FIRST_CAPACITY = 4;

    private Keys() {}

    /// The keys with one more.
    static Object with(Object keys, Object key) {
        return switch (keys) {
            case Numbers numbers when key instanceof Long number -> {
                numbers.add(number);
                yield numbers;
            }
            case Numbers numbers -> {
                Tree tree = new Tree();
                numbers.stream().boxed().forEach(tree::add);
                tree.add(key);
                yield tree;
            }
            case Tree tree -> {
                tree.add(key);
                yield tree;
            }
            case Long first when key instanceof Long second -> {
                if (first.equals(second)) {
                    yield first;
                }
                Numbers numbers = new Numbers();
                numbers.add(first);
                numbers.add(second);
                yield numbers;
            }
            default -> {
                Tree tree = new Tree();
                tree.add(keys);
                tree.add(key);
                yield tree;
            }
        };
    }

    /// Whether nothing is left after removing this key.
    static boolean remove(Object keys, Object key) {
        return switch (keys) {
            case Numbers numbers -> {
                if (key instanceof Long number) {
                    numbers.remove(number);
                }
                yield numbers.size == 0;
            }
            case Tree tree -> {
                tree.remove(key);
                yield tree.isEmpty();
            }
            default -> ValueComparator.asc().compare(keys, key) == 0;
        };
    }

    static int count(Object keys) {
        return switch (keys) {
            case Numbers numbers -> numbers.size;
            case Tree tree -> tree.size();
            default -> 1;
        };
    }

    /// The keys in order, copied: the index may change while they are used.
    static List<Object> inOrder(Object keys) {
        return switch (keys) {
            case Numbers numbers -> List.copyOf(numbers.stream().boxed().toList());
            case Tree tree -> List.copyOf(tree);
            default -> List.of(keys);
        };
    }

    private static final class Tree extends TreeSet<Object> {
        private static final long serialVersionUID = 1L;

        Tree() {
            super(ValueComparator.asc());
        }
    }

    private static final class Numbers {
        private long[] values = new long[FIRST_CAPACITY];
        private int size;

        void add(long value) {
            int at =
                    size == 0 || values[size - 1] < value
                            ? -(size + 1)
                            : Arrays.binarySearch(values, 0, size, value);
            if (at >= 0) {
                return;
            }
            if (size == values.length) {
                values = Arrays.copyOf(values, size + (size >> 1) + 1);
            }
            int free = -(at + 1);
            System.arraycopy(values, free, values, free + 1, size - free);
            values[free] = value;
            size++;
        }

        void remove(long value) {
            int at = Arrays.binarySearch(values, 0, size, value);
            if (at >= 0) {
                System.arraycopy(values, at + 1, values, at, size - at - 1);
                size--;
            }
        }

        LongStream stream() {
            return Arrays.stream(values, 0, size);
        }
    }
}
