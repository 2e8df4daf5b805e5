package io.lotline.api;

/// The whole flow on the embedded store.
class ParkFlowTest extends ParkFlow {
    ParkFlowTest() {
        super(RunningLotline.shared());
    }
}
