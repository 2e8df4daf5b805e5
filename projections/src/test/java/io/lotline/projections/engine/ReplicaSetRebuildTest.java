package io.lotline.projections.engine;

import io.lotline.core.eventlog.mongo.LotlineStore;
import io.lotline.core.testing.TestStores;

class ReplicaSetRebuildTest extends RebuildContract {
    @Override
    LotlineStore open() {
        return TestStores.replicaSet();
    }
}
