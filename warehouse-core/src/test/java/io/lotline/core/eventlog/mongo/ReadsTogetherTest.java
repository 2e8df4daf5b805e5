package io.lotline.core.eventlog.mongo;

import static org.assertj.core.api.Assertions.assertThat;

import io.lotline.core.eventlog.AppendCondition;
import io.lotline.core.eventlog.Criteria.Criterion;
import io.lotline.core.eventlog.EventLog.Changes;
import io.lotline.core.eventlog.EventLog.Since;
import io.lotline.core.eventlog.Events;
import io.lotline.core.eventlog.Tag;
import io.lotline.core.testing.TestStores;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// What is read together is what each would have read alone.
class ReadsTogetherTest {
    private static final int LOTS = 12;

    @Test
    void on_the_embedded_store_each_part_has_its_own_events() {
        try (LotlineStore store = TestStores.embedded()) {
            mustBeTheSame(store, new LogCollection(store.client(), store.database(), false));
        }
    }

    @Test
    void on_a_replica_set_each_part_has_its_own_events() {
        try (LotlineStore store = TestStores.replicaSet()) {
            mustBeTheSame(store, new LogCollection(store.client(), store.database(), true));
        }
    }

    private static void mustBeTheSame(LotlineStore store, LogCollection collection) {
        for (int round = 0; round < 3; round++) {
            for (int lot = 0; lot < LOTS; lot++) {
                store.log()
                        .append(
                                List.of(
                                        Events.event("A", "lot=" + lot),
                                        Events.event("B", "bin=1", "lot=" + lot)),
                                AppendCondition.NONE)
                        .join();
            }
        }
        long to = store.log().head().position() - 3;
        List<Since> parts = new ArrayList<>();
        for (int lot = 0; lot < LOTS; lot++) {
            parts.add(new Since(about("lot", "" + lot), lot % 2 == 0 ? 0 : 2 * LOTS + 1));
            parts.add(new Since(about("lot", "" + lot, "B"), 0));
        }
        parts.add(new Since(about("bin", "1"), 2 * LOTS));
        parts.add(new Since(about("lot", "never"), 0));
        List<Changes> alone = new ArrayList<>();
        for (Since part : parts) {
            alone.add(collection.first(part, to, 1_000));
        }

        assertThat(collection.first(parts, to, 1_000)).contains(alone);
        assertThat(collection.first(parts, to, 6 * LOTS)).as("just enough").contains(alone);
        assertThat(collection.first(parts, to, LOTS)).as("too many for one").isEmpty();
    }

    private static Criterion about(String key, String value, String... names) {
        return new Criterion(Set.of(new Tag(key, value)), Set.of(names));
    }
}
