package io.lotline.core.inbound;

import io.lotline.core.decision.Command;
import io.lotline.core.values.Conclusion;
import io.lotline.core.values.Di;
import io.lotline.core.values.LocationId;
import io.lotline.core.values.LotNumber;
import io.lotline.core.values.NoticeId;
import io.lotline.core.values.QualityStatus;
import io.lotline.core.values.Quantity;
import io.lotline.core.values.SerialNumber;
import java.time.LocalDate;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Records the conclusion of an inspection for goods of a notice.
///
/// @param di       the device's own DI, or that of one of its packages
/// @param serials  the pieces that are meant; none for goods without serial numbers
/// @param where    which of the goods without serial numbers are meant
/// @param quantity how many of the DI; with serial numbers, one for each
public record InspectGoods(
        NoticeId notice,
        Di di,
        @Nullable LotNumber lot,
        Set<SerialNumber> serials,
        Where where,
        Conclusion conclusion,
        int quantity,
        @Nullable String reason)
        implements Command {
    public InspectGoods {
        serials = Set.copyOf(serials);
        Quantity.positive(quantity);
    }

    /// What tells goods of a lot apart that wait in several places or states; what is left out does
    /// not restrict.
    ///
    /// @param location   in the notice's warehouse
    /// @param status     whether they wait since their receipt, or came back
    /// @param expiryDate for devices without lots
    public record Where(
            @Nullable LocationId location,
            @Nullable QualityStatus status,
            @Nullable LocalDate expiryDate) {
        public static final Where ANY = new Where(null, null, null);
    }
}
