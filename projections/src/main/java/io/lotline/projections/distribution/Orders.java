package io.lotline.projections.distribution;

import io.lotline.core.values.EnterpriseId;
import io.lotline.core.values.OrderId;
import io.lotline.core.values.WarehouseId;
import io.lotline.projections.distribution.Order.State;
import io.lotline.projections.store.Documents;
import io.lotline.projections.store.Page;
import io.lotline.projections.store.Where;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The questions about orders.
public final class Orders {
    private static final Set<State> OPEN =
            EnumSet.complementOf(EnumSet.of(State.SHIPPED, State.DELIVERED, State.CANCELLED));

    private final Documents<Order> documents;

    public Orders(Documents<Order> documents) {
        this.documents = documents;
    }

    public Optional<Order> find(OrderId order) {
        return documents.find(order.value());
    }

    public Page<Order> find(
            @Nullable EnterpriseId owner,
            @Nullable WarehouseId warehouse,
            @Nullable State state,
            @Nullable String after,
            int limit) {
        return documents.find(
                Where.ALL
                        .is("owner", owner)
                        .is("warehouse", warehouse)
                        .isOrAny("state", state, (Object[]) State.values()),
                after,
                limit);
    }

    /// The ids of orders that stand nearest to this one in their order.
    public List<String> around(OrderId order, int each) {
        return documents.keysAround(order.value(), each);
    }

    /// How many orders have not left yet.
    public long open(@Nullable EnterpriseId owner) {
        return documents.count(Where.ALL.is("owner", owner).in("state", OPEN));
    }
}
