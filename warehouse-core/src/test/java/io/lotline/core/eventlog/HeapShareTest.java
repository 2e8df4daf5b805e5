package io.lotline.core.eventlog;

import static org.assertj.core.api.Assertions.assertThat;

import io.lotline.core.axon.LotlineConfigurer;
import io.lotline.core.eventlog.mongo.LogSettings;
import org.junit.jupiter.api.Test;

/// Caches get smaller with the heap, and larger only up to where that helps.
class HeapShareTest {
    private static final long MIB = 1L << 20;

    @Test
    void a_small_heap_has_small_caches_and_a_large_one_does_not_have_larger_ones_than_help() {
        assertThat(HeapShare.bytes(256 * MIB, 16, 64)).isEqualTo(16 * MIB);
        assertThat(HeapShare.bytes(1024 * MIB, 16, 64)).isEqualTo(64 * MIB);
        assertThat(HeapShare.bytes(8192 * MIB, 16, 64)).isEqualTo(64 * MIB);
        assertThat(HeapShare.bytes(8 * MIB, 16, 64)).isEqualTo(MIB);
    }

    /// What is bounded by itself is bounded together, too: the half of the heap is left for work.
    @Test
    void all_caches_together_take_less_than_half_of_this_heap() {
        LogSettings log = LogSettings.DEFAULT;
        long fileCache = HeapShare.bytes(16, 64);
        assertThat(
                        log.windowBytes()
                                + log.tagBytes()
                                + log.roundBytes()
                                + LotlineConfigurer.bookBytes()
                                + fileCache)
                .isLessThan(Runtime.getRuntime().maxMemory() / 2);
    }
}
