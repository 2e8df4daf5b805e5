package io.lotline.ops.sampleday;

import static io.lotline.ops.sampleday.WarehouseClient.object;

import io.lotline.ops.sampleday.Keyring.Refusal;
import io.lotline.ops.sampleday.WarehouseClient.Answer;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;

/// What people scan: each scan has its time and the key of whom it is done by.
final class Handheld {
    private static final int SECONDS_TO_SEND = 2;

    private final WarehouseClient client;
    private final Keyring keys;
    private final Tally tally;

    Handheld(WarehouseClient client, Keyring keys, Tally tally) {
        this.client = client;
        this.keys = keys;
        this.tally = tally;
    }

    /// A scan as it is built up: what, where, and the labels in the end.
    final class Scan {
        private final String person;
        private final Map<String, Object> body;

        private Scan(String person, Map<String, Object> body) {
            this.person = person;
            this.body = body;
        }

        Scan at(String location) {
            body.put("location", location);
            return this;
        }

        Scan to(String location) {
            body.put("toLocation", location);
            return this;
        }

        Scan into(String sscc) {
            body.put("container", sscc);
            return this;
        }

        Scan of(List<String> symbols, int quantity) {
            body.put("symbols", symbols);
            body.put("quantity", quantity);
            return this;
        }

        private Answer send() {
            tally.scanned();
            return client.scan(keys.key(person), body);
        }

        void accepted() {
            Answer answer = send();
            if (!answer.ok() || !answer.body().path("outcome").asString("").equals("accepted")) {
                throw new DayFailed(
                        "The scan %s was not accepted: %s".formatted(body, answer.body()));
            }
        }

        /// Sends what has to be refused; answers what somebody has to see to, empty for nothing.
        String refused() {
            String scanId = String.valueOf(body.get("scanId"));
            Refusal refusal = keys.refusal(scanId);
            if (refusal == null) {
                Answer answer = send();
                if (answer.status() != 422) {
                    throw new DayFailed(
                            "The scan %s had to be refused: %d %s"
                                    .formatted(body, answer.status(), answer.body()));
                }
                refusal =
                        new Refusal(answer.problem(), answer.body().path("workItem").asString(""));
                keys.keep(scanId, refusal);
            }
            tally.refused(refusal.problem());
            return refusal.workItem();
        }
    }

    /// A scan of now, by `person`.
    Scan scan(String person, String scanId, String task, String reference) {
        return new Scan(
                person,
                object(
                        "scanId",
                        scanId,
                        "task",
                        task,
                        "reference",
                        reference,
                        "warehouse",
                        Park.WAREHOUSE,
                        "scannedAt",
                        DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(
                                ParkTime.now().minusSeconds(SECONDS_TO_SEND).atZone(Day.ZONE))));
    }
}
