package io.lotline.api.work;

import io.lotline.core.values.Di;
import io.lotline.core.values.EnterpriseId;
import io.lotline.core.values.LocationId;
import io.lotline.core.values.LotNumber;
import io.lotline.core.values.SerialNumber;
import io.lotline.core.values.Sscc;
import io.lotline.core.values.WarehouseId;
import io.lotline.core.values.WorkItemId;
import io.lotline.core.values.WorkKind;
import io.lotline.core.values.WorkOutcome;
import io.lotline.projections.work.WorkItem;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A work item.
///
/// @param task      what was scanned for; null where no scan was refused
/// @param reference the document that it belongs to
/// @param name      that of the device
/// @param left      how much is to be done; 0 once it ended
/// @param refusals  how many scans were refused for it, each once for each reason
/// @param attempts  how often, retries of the same scan included
/// @param scannedBy the key of who scanned, the last time
/// @param symbols   the symbols as they were sent, and what each says
/// @param problem   why the scan was refused, the last time: its type, detail and members
/// @param what      what is to be done, in words, where no scan was refused
/// @param next      what it asks for; null once it ended
/// @param advice    what may help
/// @param settledBy the scan that was accepted, where that ended it
record WorkItemOnFile(
        WorkItemId id,
        WorkKind kind,
        WorkItem.State state,
        WarehouseId warehouse,
        @Nullable String task,
        @Nullable String reference,
        @Nullable LocationId location,
        @Nullable LocationId toLocation,
        @Nullable Sscc container,
        @Nullable Di di,
        @Nullable String name,
        @Nullable LotNumber lot,
        @Nullable SerialNumber serial,
        @Nullable Integer quantity,
        @Nullable EnterpriseId supplier,
        @Nullable String supplierName,
        int left,
        long refusals,
        long attempts,
        Instant firstAt,
        Instant lastAt,
        @Nullable String scannedBy,
        @Nullable String scannedByLabel,
        @Nullable String handheld,
        @Nullable String scanId,
        @Nullable Instant scannedAt,
        @Nullable List<SymbolRead> symbols,
        @Nullable Refused problem,
        @Nullable String what,
        @Nullable NextStep next,
        @Nullable String advice,
        @Nullable String claimedBy,
        @Nullable String claimedByLabel,
        @Nullable Instant claimedAt,
        @Nullable WorkOutcome how,
        @Nullable String note,
        @Nullable String resolvedBy,
        @Nullable String resolvedByLabel,
        @Nullable Instant resolvedAt,
        @Nullable String settledBy) {

    /// Why a scan was refused.
    ///
    /// @param type    that of the problem
    /// @param title   its name in the reader's language
    /// @param detail  in the reader's language
    /// @param members the values that stood in the way; of long lists the first
    record Refused(String type, String title, String detail, List<Member> members) {}

    /// A member of a problem.
    record Member(String name, Object value) {}
}
