package io.lotline.projections;

import io.lotline.core.eventlog.mongo.LotlineStore;
import io.lotline.core.testing.TestStores;

class ReplicaSetStockTest extends StockContract {
    @Override
    LotlineStore open() {
        return TestStores.replicaSet();
    }
}
