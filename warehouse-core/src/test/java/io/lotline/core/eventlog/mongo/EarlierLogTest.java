package io.lotline.core.eventlog.mongo;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import io.lotline.core.eventlog.EventLogContract;
import io.lotline.core.eventlog.LogUnderTest;
import io.lotline.core.testing.TestStores;
import org.junit.jupiter.api.Test;

/// A log in a usual collection, as the first Lotline and a MongoDB before 5.3 make it.
class EarlierLogTest extends EventLogContract {
    @Override
    protected LogUnderTest open() {
        return new StoreUnderTest(
                TestStores.replicaSet(
                        settings -> {
                            try (MongoClient client = MongoClients.create(TestStores.uri())) {
                                client.getDatabase(settings.database())
                                        .createCollection(LogCollection.NAME);
                            }
                            return settings.withLog(StoreUnderTest.SMALL);
                        }));
    }

    @Test
    void it_stays_as_it_is() {
        try (StoreUnderTest log = (StoreUnderTest) open()) {
            assertThat(log.options()).doesNotContainKey("clusteredIndex");
        }
    }
}
