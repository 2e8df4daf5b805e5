package io.lotline.core.inbound;

import io.lotline.core.decision.Rejection;
import io.lotline.core.values.Di;
import io.lotline.core.values.LotNumber;
import io.lotline.core.values.NoticeId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Why goods are not let in or not concluded upon.
public sealed interface InboundRejection extends Rejection {

    record NotOnNotice(NoticeId notice, Di di, List<Di> announced) implements InboundRejection {
        public NotOnNotice {
            announced = List.copyOf(announced);
        }

        @Override
        public String message() {
            return "Notice %s does not announce device %s, only %s.\nMaybe the goods belong to another notice."
                    .formatted(notice, di, announced);
        }
    }

    /// The notice announces the device, but other lots of it.
    record LotNotOnNotice(
            NoticeId notice, Di di, @Nullable LotNumber lot, List<LotNumber> announced)
            implements InboundRejection {
        public LotNotOnNotice {
            announced = List.copyOf(announced);
        }

        @Override
        public String message() {
            return "Notice %s announces lots %s of device %s, not %s.\nMaybe the supplier sent another lot: then its owner has to announce it."
                    .formatted(notice, announced, di, lot == null ? "goods without a lot" : lot);
        }
    }

    /// More came than was announced.
    ///
    /// @param expected what the notice announces of this lot
    /// @param received what was received of it before
    /// @param offered  what was scanned now
    record OverReceipt(
            NoticeId notice,
            Di di,
            @Nullable LotNumber lot,
            int expected,
            int received,
            int offered)
            implements InboundRejection {
        @Override
        public String message() {
            return "Notice %s announces %d of device %s%s, %d were received: %d more are too many.\nMaybe a box was scanned twice, or its owner has to announce the rest."
                    .formatted(
                            notice,
                            expected,
                            di,
                            lot == null ? "" : ", lot " + lot,
                            received,
                            offered);
        }
    }

    /// Nothing of this waits for an inspection.
    record NothingToInspect(NoticeId notice, Di di, @Nullable LotNumber lot)
            implements InboundRejection {
        @Override
        public String message() {
            return "Nothing of device %s%s of notice %s waits for inspection.\nMaybe it has not been received yet, or was inspected before."
                    .formatted(di, lot == null ? "" : ", lot " + lot, notice);
        }
    }

    /// More is concluded upon than waits.
    record OverInspection(NoticeId notice, Di di, @Nullable LotNumber lot, int waiting, int offered)
            implements InboundRejection {
        @Override
        public String message() {
            return "Quantity %d of device %s%s of notice %s exceeds the %d that wait for inspection.\nMaybe some were inspected before."
                    .formatted(offered, di, lot == null ? "" : ", lot " + lot, notice, waiting);
        }
    }
}
