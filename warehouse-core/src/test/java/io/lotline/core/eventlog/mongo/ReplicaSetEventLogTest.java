package io.lotline.core.eventlog.mongo;

import static org.assertj.core.api.Assertions.assertThat;

import io.lotline.core.eventlog.EventLogContract;
import io.lotline.core.eventlog.LogUnderTest;
import io.lotline.core.testing.TestStores;
import org.bson.Document;
import org.junit.jupiter.api.Test;

class ReplicaSetEventLogTest extends EventLogContract {
    @Override
    protected LogUnderTest open() {
        return new StoreUnderTest(TestStores.replicaSet(s -> s.withLog(StoreUnderTest.SMALL)));
    }

    @Test
    void the_documents_lie_in_the_order_of_their_positions() {
        try (StoreUnderTest log = (StoreUnderTest) open()) {
            assertThat(log.options().get("clusteredIndex", Document.class).get("key"))
                    .isEqualTo(new Document(CommitCodec.ID, 1));
        }
    }
}
