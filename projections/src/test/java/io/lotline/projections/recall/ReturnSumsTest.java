package io.lotline.projections.recall;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class ReturnSumsTest {
    private static final long[] SPANS = {10, 300, 70_000, 20_000_000, 1L << 40};

    private final long seed = Long.getLong("lotline.seed", System.nanoTime());

    @Test
    void what_came_back_up_to_any_position_is_read_from_six_small_documents() {
        System.out.println("seed: -Dlotline.seed=" + seed);
        Random random = new Random(seed);
        for (long span : SPANS) {
            TreeMap<Long, Long> plain = new TreeMap<>();
            Map<String, Map<Integer, Long>> blocks = new HashMap<>();
            for (int i = 0; i < 500; i++) {
                long position = 1 + random.nextLong(span);
                long quantity = 1 + random.nextInt(9);
                plain.merge(position, quantity, Long::sum);
                for (ReturnSums.Entry entry : ReturnSums.at(position)) {
                    blocks.computeIfAbsent(entry.block(), _ -> new TreeMap<>())
                            .merge(entry.slot(), quantity, Long::sum);
                }
            }
            TreeSet<Long> asked = new TreeSet<>(plain.keySet());
            plain.keySet().forEach(position -> asked.add(position - 1));
            asked.add(span + 1);
            for (long position : asked) {
                TreeSet<String> read = new TreeSet<>();
                long sum =
                        ReturnSums.upTo(
                                position,
                                block -> {
                                    read.add(block);
                                    return blocks.getOrDefault(block, Map.of());
                                });
                assertThat(sum)
                        .as("up to %d of %d", position, span)
                        .isEqualTo(
                                plain.headMap(position, true).values().stream()
                                        .mapToLong(Long::longValue)
                                        .sum());
                assertThat(read).hasSize(6);
            }
            assertThat(blocks.values()).allMatch(slots -> slots.size() <= 256);
        }
    }
}
