package io.lotline.core.inbound;

import io.lotline.core.rules.KeyOrder;
import io.lotline.core.values.Di;
import io.lotline.core.values.LotNumber;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/// A lot of a device, whoever owns it.
///
/// @param lot null for goods without a lot; in a notice's line, for any lot
record LotOfDevice(Di di, @Nullable LotNumber lot) implements Comparable<LotOfDevice> {
    private static final Comparator<LotOfDevice> ORDER =
            Comparator.comparing(LotOfDevice::di).thenComparing(LotOfDevice::lot, KeyOrder.LOTS);

    @Override
    public int compareTo(LotOfDevice other) {
        return ORDER.compare(this, other);
    }
}
