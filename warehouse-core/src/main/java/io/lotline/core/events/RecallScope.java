package io.lotline.core.events;

import io.lotline.core.values.Di;
import io.lotline.core.values.EnterpriseId;
import io.lotline.core.values.LotNumber;
import io.lotline.core.values.SerialNumber;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What a recall covers: every one of these lots and of these pieces, whoever owns them.
public record RecallScope(Di di, Set<LotNumber> lots, Set<SerialNumber> serials)
        implements Coverage {
    public RecallScope {
        lots = Set.copyOf(lots);
        serials = Set.copyOf(serials);
    }

    @Override
    public boolean covers(StockItem item, @Nullable SerialNumber itsSerial) {
        return di.equals(item.di())
                && ((item.lot() != null && lots.contains(item.lot()))
                        || (itsSerial != null && serials.contains(itsSerial)));
    }

    @Override
    public List<HoldScope> scopes() {
        List<HoldScope> scopes = new ArrayList<>(lots.size() + serials.size());
        lots.forEach(lot -> scopes.add(new HoldScope(di, lot, null, null, null)));
        serials.forEach(serial -> scopes.add(new HoldScope(di, null, serial, null, null)));
        return scopes;
    }

    @Override
    public @Nullable EnterpriseId owner() {
        return null;
    }

    @Override
    public @Nullable SerialNumber serial() {
        return null;
    }

    @Override
    public @Nullable String location() {
        return null;
    }

    @Override
    public boolean published() {
        return true;
    }
}
