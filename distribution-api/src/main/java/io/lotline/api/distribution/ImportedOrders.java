package io.lotline.api.distribution;

import io.lotline.api.distribution.OrdersController.OrderRequest;
import io.lotline.api.http.ImportedDocuments;
import io.lotline.api.http.Submission;
import io.lotline.core.values.OrderId;
import java.util.List;
import org.springframework.stereotype.Component;

/// Orders that come in a file. One that is there already is not changed by it.
@Component
final class ImportedOrders implements ImportedDocuments<OrderRequest> {
    @Override
    public String name() {
        return "orders";
    }

    @Override
    public List<String> ids() {
        return List.of("orderId");
    }

    @Override
    public Class<OrderRequest> body() {
        return OrderRequest.class;
    }

    @Override
    public Wish wish(Submission submission, List<String> ids, OrderRequest body) {
        return new Wish(
                OrdersController.command(submission, new OrderId(ids.getFirst()), body), null);
    }
}
