package io.lotline.projections.inbound;

import io.lotline.core.values.EnterpriseId;
import io.lotline.core.values.NoticeId;
import io.lotline.core.values.WarehouseId;
import io.lotline.projections.inbound.InboundNotice.State;
import io.lotline.projections.store.Documents;
import io.lotline.projections.store.Page;
import io.lotline.projections.store.Where;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The questions about inbound notices.
public final class InboundNotices {
    private final Documents<InboundNotice> documents;

    public InboundNotices(Documents<InboundNotice> documents) {
        this.documents = documents;
    }

    public Optional<InboundNotice> find(NoticeId notice) {
        return documents.find(notice.value());
    }

    public Page<InboundNotice> find(
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
}
