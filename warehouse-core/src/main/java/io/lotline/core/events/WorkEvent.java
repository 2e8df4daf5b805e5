package io.lotline.core.events;

import io.lotline.core.eventlog.Tag;
import io.lotline.core.values.Di;
import io.lotline.core.values.EnterpriseId;
import io.lotline.core.values.LocationId;
import io.lotline.core.values.LotNumber;
import io.lotline.core.values.RecallId;
import io.lotline.core.values.SerialNumber;
import io.lotline.core.values.Sscc;
import io.lotline.core.values.WarehouseId;
import io.lotline.core.values.WorkItemId;
import io.lotline.core.values.WorkKind;
import io.lotline.core.values.WorkOutcome;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What was refused, and what somebody did about it, or says to have done elsewhere. No goods are
/// handled here.
public sealed interface WorkEvent extends WarehouseEvent {

    @Override
    default Step step() {
        return Step.NONE;
    }

    /// Who scanned what for what, and what can be told of it though it was refused.
    ///
    /// @param operator  the key id of who scanned
    /// @param handheld  which one, where it says so
    /// @param reference the document that it was for
    /// @param container the logistic unit that it was to go into
    /// @param di        the device's own DI, where it is known
    /// @param quantity  how many of that DI the operator says there are; null where the label says
    /// @param supplier  whose delivery it is, where its notice says so
    record Attempted(
            String operator,
            @Nullable String handheld,
            WarehouseId warehouse,
            String task,
            @Nullable String reference,
            @Nullable LocationId location,
            @Nullable LocationId toLocation,
            @Nullable Sscc container,
            @Nullable Di di,
            @Nullable LotNumber lot,
            @Nullable SerialNumber serial,
            @Nullable Integer quantity,
            @Nullable EnterpriseId supplier) {
        /// The same goods, as pieces of their device.
        public Attempted of(Di device, @Nullable Integer pieces) {
            return new Attempted(
                    operator,
                    handheld,
                    warehouse,
                    task,
                    reference,
                    location,
                    toLocation,
                    container,
                    device,
                    lot,
                    serial,
                    pieces,
                    supplier);
        }

        /// The same, with whose delivery it is.
        public Attempted of(@Nullable EnterpriseId from) {
            return new Attempted(
                    operator,
                    handheld,
                    warehouse,
                    task,
                    reference,
                    location,
                    toLocation,
                    container,
                    di,
                    lot,
                    serial,
                    quantity,
                    from);
        }
    }

    /// Why a scan was refused.
    ///
    /// @param type    the problem's stable name
    /// @param detail  the sentence that names the values, and the advice
    /// @param members the problem's members, as JSON
    record Refusal(String type, String detail, String members) {}

    /// A scan was refused, for a reason for which it had not been refused before.
    @Event(name = "ScanRefused")
    record ScanRefused(
            WorkItemId item, WorkKind kind, Attempted attempted, Refusal refusal, Scan evidence)
            implements WorkEvent {
        @Override
        public Set<Tag> tags() {
            return Set.of(
                    Tags.work(item.subject()),
                    Tags.refusedScan(attempted.operator(), evidence.scanId()));
        }

        @Override
        public List<Due> due() {
            return List.of(
                    new Due(
                            item,
                            kind,
                            Due.Effect.IS,
                            attempted.warehouse(),
                            1,
                            null,
                            attempted.di(),
                            attempted.lot(),
                            attempted.serial(),
                            refusal.detail()));
        }
    }

    /// A scan was accepted whose time is not believed: what it did counts from when it was
    /// recorded, and somebody has to look.
    @Event(name = "ScanTakenLate")
    record ScanTakenLate(WorkItemId item, Attempted attempted, Scan evidence) implements WorkEvent {
        @Override
        public Set<Tag> tags() {
            return Set.of(Tags.work(item.subject()));
        }

        @Override
        public List<Due> due() {
            return List.of(
                    new Due(
                            item,
                            WorkKind.LATE,
                            Due.Effect.MORE,
                            attempted.warehouse(),
                            1,
                            null,
                            attempted.di(),
                            attempted.lot(),
                            attempted.serial(),
                            words()));
        }

        private @Nullable String words() {
            Scan.Late late = evidence.late();
            if (late == null) {
                return null;
            }
            return switch (late.reason()) {
                case GOODS ->
                        "By the handheld's clock the scan is of %s, but the goods came there or were scanned last at %s. What it did counts from when it was recorded.\nMaybe look where the goods are, and set the handheld's clock."
                                .formatted(evidence.scannedAt(), late.since());
                case AGE ->
                        "By the handheld's clock the scan is of %s; no time from before %s is believed. What it did counts from when it was recorded.\nMaybe set the handheld's clock."
                                .formatted(evidence.scannedAt(), late.since());
            };
        }
    }

    /// Scans were refused again, for the same reasons: so often since it was last counted.
    @Event(name = "RefusalsRepeated")
    record RefusalsRepeated(List<Repeated> repeated) implements WorkEvent {
        public RefusalsRepeated {
            repeated = List.copyOf(repeated);
        }

        /// How often one scan was refused again.
        ///
        /// @param type the problem's stable name
        /// @param last when it was for the last time
        public record Repeated(
                WorkItemId item,
                String type,
                String operator,
                @Nullable String handheld,
                WarehouseId warehouse,
                @Nullable Di di,
                @Nullable EnterpriseId supplier,
                int times,
                Instant last) {}

        /// No rule asks how often.
        @Override
        public Set<Tag> tags() {
            return Set.of();
        }
    }

    /// Somebody sees to a work item.
    ///
    /// @param by the key id of who does
    @Event(name = "WorkItemClaimed")
    record WorkItemClaimed(WorkItemId item, String by) implements WorkEvent {
        @Override
        public Set<Tag> tags() {
            return Set.of(Tags.work(item.subject()));
        }
    }

    /// Nobody sees to it any more.
    ///
    /// @param by the key id of who said so
    @Event(name = "WorkItemReleased")
    record WorkItemReleased(WorkItemId item, String by) implements WorkEvent {
        @Override
        public Set<Tag> tags() {
            return Set.of(Tags.work(item.subject()));
        }
    }

    /// A work item ended.
    ///
    /// @param by     the key id of who said so, or whose scan was accepted
    /// @param scanId the scan that was accepted, where that ended it
    @Event(name = "WorkItemResolved")
    record WorkItemResolved(
            WorkItemId item,
            WorkOutcome how,
            @Nullable String note,
            String by,
            @Nullable String scanId)
            implements WorkEvent {
        @Override
        public Set<Tag> tags() {
            return Set.of(Tags.work(item.subject()));
        }
    }

    /// A consignee said what became of recalled goods that it has or had. What it said before does
    /// not count any more.
    ///
    /// @param quantity  of how many pieces it knows
    /// @param used      how many were used on patients
    /// @param destroyed how many it destroyed
    /// @param returned  how many it sent back; they are back when they are scanned
    @Event(name = "RecallAcknowledged")
    record RecallAcknowledged(
            RecallId recall,
            EnterpriseId consignee,
            int quantity,
            int used,
            int destroyed,
            int returned)
            implements WorkEvent {
        @Override
        public Set<Tag> tags() {
            return Set.of(Tags.recall(recall));
        }

        @Override
        public Step step() {
            return Step.papers(Step.Way.OUT)
                    .under(Document.of(recall))
                    .with(Step.Party.Role.CONSIGNEE, consignee);
        }
    }
}
