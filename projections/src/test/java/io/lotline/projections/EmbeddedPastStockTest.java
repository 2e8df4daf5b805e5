package io.lotline.projections;

import io.lotline.core.eventlog.mongo.LotlineStore;
import io.lotline.core.testing.TestStores;

class EmbeddedPastStockTest extends PastStockContract {
    @Override
    LotlineStore open() {
        return TestStores.embedded();
    }
}
