package io.lotline.core.eventlog.mongo;

import static org.assertj.core.api.Assertions.assertThat;

import io.lotline.core.eventlog.EventLogContract;
import io.lotline.core.eventlog.LogUnderTest;
import io.lotline.core.testing.TestStores;
import java.util.ArrayList;
import org.bson.Document;
import org.junit.jupiter.api.Test;

class ReplicaSetEventLogTest extends EventLogContract {
    @Override
    protected LogUnderTest open() {
        return new StoreUnderTest(TestStores.replicaSet(s -> s.withLog(StoreUnderTest.SMALL)));
    }

    @Test
    void the_documents_lie_in_the_order_of_their_positions() {
        try (LotlineStore store = TestStores.replicaSet()) {
            Document options =
                    store.database().listCollections().into(new ArrayList<>()).stream()
                            .filter(collection -> collection.get("name").equals(LogCollection.NAME))
                            .findAny()
                            .orElseThrow()
                            .get("options", Document.class);
            assertThat(options.get("clusteredIndex", Document.class).get("key"))
                    .isEqualTo(new Document(CommitCodec.ID, 1));
        }
    }
}
