package io.lotline.projections.correction;

import io.lotline.core.decision.CommandDesk.Recorded;
import io.lotline.core.events.CorrectionEvent.About;
import io.lotline.core.events.CorrectionEvent.EventCorrected;
import io.lotline.core.events.CorrectionEvent.Kind;
import io.lotline.core.events.Instead;
import io.lotline.core.events.StockItem;
import io.lotline.core.values.CorrectionId;
import io.lotline.core.values.Di;
import io.lotline.core.values.EnterpriseId;
import io.lotline.core.values.LotNumber;
import io.lotline.core.values.NoticeId;
import io.lotline.core.values.OrderId;
import io.lotline.core.values.SerialNumber;
import io.lotline.core.values.WarehouseId;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What was recorded by mistake, and what was done about it.
///
/// @param position     that of the correction
/// @param corrects     that of the event that was wrong
/// @param kind         what that was
/// @param owner        whose goods it was about; null for master data
/// @param serials      the pieces, the first of them where they are many
/// @param quantity     how many pieces it was about
/// @param file         of master data: what was wrong
/// @param instead      what should have been; null for what never happened
/// @param replacements the positions of the events that say so
/// @param actor        the key id of who corrected it
/// @param recordedAt   when the wrong event was recorded
public record Correction(
        CorrectionId correctionId,
        long position,
        long corrects,
        Kind kind,
        @Nullable EnterpriseId owner,
        @Nullable Di di,
        @Nullable LotNumber lot,
        List<SerialNumber> serials,
        int quantity,
        @Nullable WarehouseId warehouse,
        @Nullable NoticeId notice,
        @Nullable OrderId order,
        @Nullable String file,
        String reason,
        @Nullable Instead instead,
        List<Long> replacements,
        Instant recordedAt,
        Instant correctedAt,
        String actor) {
    private static final int NAMED = 20;

    public Correction {
        serials = List.copyOf(serials);
        replacements = List.copyOf(replacements);
    }

    static Correction of(Recorded recorded, EventCorrected corrected) {
        About about = corrected.about();
        StockItem item = about.item();
        return new Correction(
                corrected.correction(),
                recorded.position(),
                corrected.wrong(),
                corrected.kind(),
                item == null ? null : item.owner(),
                item == null ? null : item.di(),
                item == null ? null : item.lot(),
                corrected.movements().stream()
                        .map(movement -> movement.serial())
                        .filter(Objects::nonNull)
                        .limit(NAMED)
                        .toList(),
                about.quantity(),
                about.warehouse(),
                about.notice(),
                about.order(),
                about.file(),
                corrected.reason(),
                corrected.instead(),
                corrected.replacementsAt(recorded.position()),
                corrected.recordedAt(),
                recorded.at(),
                recorded.actor());
    }
}
