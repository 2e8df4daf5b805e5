package io.lotline.core.axon;

import static org.assertj.core.api.Assertions.assertThat;

import io.lotline.core.access.IssueKey;
import io.lotline.core.access.IssueKeyDecision;
import io.lotline.core.access.RevokeKey;
import io.lotline.core.access.RevokeKeyDecision;
import io.lotline.core.decision.Command;
import io.lotline.core.eventlog.EventLog;
import io.lotline.core.eventlog.InMemoryEventLog;
import io.lotline.core.eventlog.StoredEvent;
import io.lotline.core.events.AccessEvent.KeyIssued;
import io.lotline.core.events.AccessEvent.KeyRevoked;
import io.lotline.core.events.EventJson;
import io.lotline.core.events.WarehouseEvent;
import io.lotline.core.values.CallerRole;
import io.lotline.core.values.KeyId;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Every administrator revokes another's key at the same moment: one key remains, on every store.
class LastAdminRaceTest {
    private static final int ADMINS = Race.THREADS;
    private static final int MOST_EVENTS = 1_000;

    @ParameterizedTest
    @EnumSource(RaceStore.class)
    void one_administrator_remains(RaceStore store) throws Exception {
        try (EventLog log = store.open()) {
            assertThat(remaining(log)).hasSize(1);
        }
    }

    @Test
    void without_the_append_condition_none_may_remain() throws Exception {
        boolean nobody = false;
        for (int attempt = 0; attempt < 100 && !nobody; attempt++) {
            try (EventLog log = new UnguardedLog(new InMemoryEventLog())) {
                nobody = remaining(log).isEmpty();
            }
        }
        assertThat(nobody).isTrue();
    }

    /// In the first round each thread issues a key, in the second it revokes its neighbour's.
    private static Set<KeyId> remaining(EventLog log) throws Exception {
        var _ =
                Race.run(
                        log,
                        List.of(new IssueKeyDecision(), new RevokeKeyDecision()),
                        2,
                        (thread, round) -> new Race.Entry(command(thread, round), null));
        Set<KeyId> admins = new HashSet<>();
        for (StoredEvent stored : log.read(1, MOST_EVENTS)) {
            WarehouseEvent event = EventJson.read(stored.name(), stored.version(), stored.data());
            if (event instanceof KeyIssued issued) {
                admins.add(issued.key());
            } else if (event instanceof KeyRevoked revoked) {
                admins.remove(revoked.key());
            }
        }
        return admins;
    }

    private static Command command(int thread, int round) {
        KeyId key = new KeyId("admin-" + (thread + round) % ADMINS);
        return round == 0
                ? new IssueKey(key, "office", CallerRole.ADMIN, null, Set.of(), "ab12")
                : new RevokeKey(key);
    }
}
