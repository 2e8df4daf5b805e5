package io.lotline.projections.automation;

import io.lotline.core.eventlog.mongo.LotlineStore;
import io.lotline.core.testing.TestStores;

class EmbeddedAutomationTest extends AutomationContract {
    @Override
    LotlineStore open() {
        return TestStores.embedded();
    }
}
