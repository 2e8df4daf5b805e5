package io.lotline.projections.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.lotline.core.eventlog.mongo.LotlineStore;
import io.lotline.core.testing.TestStores;
import org.junit.jupiter.api.Test;

class EmbeddedViewTokensTest extends ViewTokensContract {
    @Override
    LotlineStore open() {
        return TestStores.embedded();
    }

    /// Only one process can be at the store: the one that held the token has ended.
    @Test
    void what_an_earlier_process_held_is_free_at_once() {
        heldByAnotherProcess();
        assertThat(secondsUntilTaken(node(noon()))).isZero();
    }
}
