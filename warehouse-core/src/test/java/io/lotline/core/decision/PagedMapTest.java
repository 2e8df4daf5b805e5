package io.lotline.core.decision;

import static org.assertj.core.api.Assertions.assertThat;

import io.lotline.core.decision.PagedMap.Inner;
import io.lotline.core.decision.PagedMap.Leaf;
import io.lotline.core.decision.PagedMap.Node;
import io.lotline.core.decision.PagedMap.Page;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A map in pages is a sorted map that never changes, however small its pages.
class PagedMapTest {
    private static final long SEED = Long.getLong("lotline.seed", System.nanoTime());

    @ParameterizedTest
    @ValueSource(ints = {3, 4, 5, 8, 64})
    void it_is_what_a_sorted_map_is_after_any_changes(int capacity) {
        for (int run = 0; run < 20; run++) {
            Random random = new Random(SEED + run);
            TreeMap<Integer, Integer> expected = new TreeMap<>();
            PagedMap<Integer, Integer> map = empty(capacity);
            int keys = 1 + random.nextInt(400);
            boolean shrinks = false;
            for (int i = 0; i < 2_000; i++) {
                int key = random.nextInt(keys);
                shrinks = i % 500 == 0 ? random.nextBoolean() : shrinks;
                if (random.nextInt(10) < (shrinks ? 7 : 2)) {
                    expected.remove(key);
                    map = map.minus(key);
                } else {
                    expected.put(key, i);
                    map = map.plus(key, i);
                }
                assertThat(map.get(key)).isEqualTo(expected.get(key));
                assertThat(map.size()).isEqualTo(expected.size());
                if (i % 97 == 0) {
                    same(map, expected, random.nextInt(keys + 2) - 1, capacity);
                }
            }
            for (Integer key : List.copyOf(expected.keySet())) {
                expected.remove(key);
                map = map.minus(key);
            }
            same(map, expected, 0, capacity);
        }
    }

    private static void same(
            PagedMap<Integer, Integer> map, TreeMap<Integer, Integer> expected, int from, int max) {
        assertThat(List.copyOf(map.entrySet()))
                .as("-Dlotline.seed=%d", SEED)
                .isEqualTo(List.copyOf(expected.entrySet()));
        assertThat(list(map.from(from)))
                .isEqualTo(List.copyOf(expected.tailMap(from, true).entrySet()));
        assertThat(list(map.downFrom(from)))
                .isEqualTo(List.copyOf(expected.headMap(from, true).descendingMap().entrySet()));
        assertThat(map).isEqualTo(expected).hasSameHashCodeAs(expected);
        check(map.root(), max);
    }

    private static List<Map.Entry<Integer, Integer>> list(
            Iterable<Map.Entry<Integer, Integer>> entries) {
        List<Map.Entry<Integer, Integer>> list = new ArrayList<>();
        entries.forEach(list::add);
        return list;
    }

    private static void check(Node<Integer, Integer> node, int max) {
        assertThat(node.width()).isLessThanOrEqualTo(max);
        switch (node) {
            case Leaf<Integer, Integer> leaf ->
                    assertThat(leaf.values()).hasSameSizeAs(leaf.keys());
            case Inner<Integer, Integer> inner -> {
                for (Page<Integer, Integer> page : inner.pages()) {
                    assertThat(page.count()).isEqualTo(page.node().count()).isPositive();
                    assertThat(inner.leaves()).isEqualTo(page.node() instanceof Leaf);
                    check(page.node(), max);
                }
            }
        }
    }

    @Test
    void earlier_maps_stay_as_they_were() {
        Random random = new Random(SEED);
        List<PagedMap<Integer, Integer>> maps = new ArrayList<>();
        List<TreeMap<Integer, Integer>> expected = new ArrayList<>();
        PagedMap<Integer, Integer> map = empty(4);
        TreeMap<Integer, Integer> now = new TreeMap<>();
        for (int i = 0; i < 300; i++) {
            int key = random.nextInt(60);
            if (random.nextBoolean()) {
                map = map.plus(key, i);
                now.put(key, i);
            } else {
                map = map.minus(key);
                now.remove(key);
            }
            maps.add(map);
            expected.add(new TreeMap<>(now));
        }
        for (int i = 0; i < maps.size(); i++) {
            assertThat(maps.get(i)).isEqualTo(expected.get(i));
        }
    }

    @Test
    void what_comes_in_order_fills_its_pages() {
        PagedMap<Integer, Integer> map = PagedMap.empty();
        for (int i = 0; i < 10_000; i++) {
            map = map.plus(i, i);
        }
        assertThat(leaves(map.root())).isEqualTo(Math.ceilDiv(10_000, PagedMap.ENTRIES_PER_PAGE));
    }

    private static int leaves(Node<Integer, Integer> node) {
        return switch (node) {
            case Leaf<Integer, Integer> _ -> 1;
            case Inner<Integer, Integer> inner ->
                    inner.pages().stream().mapToInt(page -> leaves(page.node())).sum();
        };
    }

    private static PagedMap<Integer, Integer> empty(int capacity) {
        return PagedMap.of(new Leaf<Integer, Integer>(List.of(), List.of()), capacity);
    }
}
