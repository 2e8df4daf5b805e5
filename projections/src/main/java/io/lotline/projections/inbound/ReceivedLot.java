package io.lotline.projections.inbound;

import io.lotline.core.values.Di;
import io.lotline.core.values.LotNumber;
import io.lotline.core.values.NoticeId;
import java.time.LocalDate;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What came of one device and lot for a notice, and what inspection found.
public record ReceivedLot(
        Di di,
        @Nullable LotNumber lot,
        @Nullable LocalDate expiryDate,
        int quantity,
        int qualified,
        int nonConforming) {

    /// What the keys of a notice's lots begin with.
    static String range(NoticeId notice) {
        return notice.value() + '\t';
    }

    /// What the keys of a device's lots begin with, without what separates it from the lots.
    static String device(NoticeId notice, Di di) {
        return range(notice) + di.value();
    }

    static String key(NoticeId notice, Di di, @Nullable LotNumber lot) {
        return device(notice, di) + '\t' + Objects.toString(lot, "");
    }

    ReceivedLot plus(ReceivedLot more) {
        return new ReceivedLot(
                di,
                lot,
                expiryDate == null ? more.expiryDate : expiryDate,
                quantity + more.quantity,
                qualified + more.qualified,
                nonConforming + more.nonConforming);
    }
}
