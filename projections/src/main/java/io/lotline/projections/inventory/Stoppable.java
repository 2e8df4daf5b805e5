package io.lotline.projections.inventory;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.lotline.core.values.Di;
import io.lotline.core.values.EnterpriseId;
import io.lotline.core.values.LotNumber;
import io.lotline.core.values.SerialNumber;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// A device, a lot or a serial number: what stops it, and what of it is on hand and qualified. Here
/// stops and goods meet, so that stopped goods are found without a look at all others.
///
/// @param stops    the holds and recalls that name it
/// @param goods    what is qualified, in every bin; not kept for devices
/// @param promises what is promised and not picked yet; kept for lots
public record Stoppable(
        Kind kind,
        Di di,
        @Nullable LotNumber lot,
        @Nullable SerialNumber serial,
        int stops,
        List<Goods> goods,
        List<Promised> promises) {

    public Stoppable {
        goods = List.copyOf(goods);
        promises = List.copyOf(promises);
    }

    /// What is named.
    public enum Kind {
        DEVICE,
        LOT,
        SERIAL
    }

    /// A quantity of one owner and expiry date.
    public record Goods(
            EnterpriseId owner,
            @Nullable LotNumber lot,
            @Nullable LocalDate expiryDate,
            int quantity) {}

    /// A quantity of one owner.
    public record Promised(EnterpriseId owner, int quantity) {}

    static Stoppable none(
            Kind kind, Di di, @Nullable LotNumber lot, @Nullable SerialNumber serial) {
        return new Stoppable(kind, di, lot, serial, 0, List.of(), List.of());
    }

    boolean isEmpty() {
        return stops == 0 && goods.isEmpty() && promises.isEmpty();
    }

    /// Stored for the index: the kind, where stops and goods meet; else nothing.
    @JsonProperty("stopped")
    public @Nullable Kind stopped() {
        return stops > 0 && (kind == Kind.DEVICE || !goods.isEmpty()) ? kind : null;
    }

    /// Stored for the index: whose goods they are.
    @JsonProperty("owners")
    public Set<String> owners() {
        Set<String> owners = new TreeSet<>();
        goods.forEach(each -> owners.add(each.owner().value()));
        return owners;
    }

    String serialText() {
        return serial == null ? "" : serial.value();
    }

    /// Stored for the index: the device of which this is a lot on hand; else nothing.
    @JsonProperty("lotOf")
    public @Nullable Di lotOf() {
        return kind == Kind.LOT && !goods.isEmpty() ? di : null;
    }

    Stoppable stopping(int more) {
        return new Stoppable(kind, di, lot, serial, stops + more, goods, promises);
    }

    Stoppable plus(Goods more) {
        List<Goods> changed = new ArrayList<>(goods.size() + 1);
        int sum = more.quantity();
        for (Goods each : goods) {
            if (each.owner().equals(more.owner())
                    && Objects.equals(each.lot(), more.lot())
                    && Objects.equals(each.expiryDate(), more.expiryDate())) {
                sum += each.quantity();
            } else {
                changed.add(each);
            }
        }
        if (sum != 0) {
            changed.add(new Goods(more.owner(), more.lot(), more.expiryDate(), sum));
        }
        return new Stoppable(kind, di, lot, serial, stops, changed, promises);
    }

    Stoppable promising(EnterpriseId owner, int more) {
        List<Promised> changed = new ArrayList<>(promises.size() + 1);
        int sum = more;
        for (Promised each : promises) {
            if (each.owner().equals(owner)) {
                sum += each.quantity();
            } else {
                changed.add(each);
            }
        }
        if (sum != 0) {
            changed.add(new Promised(owner, sum));
        }
        return new Stoppable(kind, di, lot, serial, stops, goods, changed);
    }
}
