package io.lotline.api;

import static io.lotline.api.TestPark.at;
import static io.lotline.api.TestPark.reference;
import static org.assertj.core.api.Assertions.assertThat;

import io.lotline.core.testing.TestStores;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/// The same flow on a real replica set, and what two nodes on one log owe each other.
class ParkFlowOnReplicaSetTest extends ParkFlow {
    private static final Map<String, String> STORE =
            Map.of(
                    "lotline.mongodb-uri",
                    TestStores.uri(),
                    "lotline.mongodb-database",
                    "api_" + UUID.randomUUID().toString().replace("-", ""));
    private static final RunningLotline NODE = RunningLotline.start(TestStores.folder(), STORE);

    ParkFlowOnReplicaSetTest() {
        super(NODE);
    }

    @AfterAll
    static void stop() {
        NODE.close();
    }

    @Test
    void a_retry_at_another_node_answers_the_same_and_records_nothing() {
        String notice = park.notice("ASN-N", "LOT1", 5);
        String scan = park.scan("n", "receive", "LOT1", 5, reference(notice) + at("DOCK"));
        Client.Answer first = admin.post("/v1/scans", scan).expect(200);
        try (RunningLotline other = RunningLotline.start(TestStores.folder(), STORE)) {
            Client there = other.admin();
            Client.Answer second = there.post("/v1/scans", scan).expect(200);
            assertThat(second.text()).isEqualTo(first.text());
            assertThat(second.header("Idempotent-Replay")).isEqualTo("true");
            long position =
                    admin.put("/v1/orders/" + park.id("O-N"), park.orderBody(park.owner, 1))
                            .expect(201)
                            .position();
            there.get("/v1/orders/" + park.id("O-N"), "Wait-For-Position", Long.toString(position))
                    .expect(200);
        }
    }
}
