package io.lotline.projections.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.lotline.core.eventlog.mongo.LotlineStore;
import io.lotline.core.testing.TestStores;
import org.junit.jupiter.api.Test;

class ReplicaSetViewTokensTest extends ViewTokensContract {
    @Override
    LotlineStore open() {
        return TestStores.replicaSet();
    }

    /// It may be alive on another machine.
    @Test
    void what_another_process_holds_is_free_when_it_has_shown_no_sign_of_life() {
        heldByAnotherProcess();
        assertThat(secondsUntilTaken(node(noon()))).isBetween(8, 10);
    }
}
