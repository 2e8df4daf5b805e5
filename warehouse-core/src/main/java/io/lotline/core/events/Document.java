package io.lotline.core.events;

import io.lotline.core.values.AdjustmentId;
import io.lotline.core.values.CorrectionId;
import io.lotline.core.values.CountId;
import io.lotline.core.values.HoldId;
import io.lotline.core.values.NoticeId;
import io.lotline.core.values.OrderId;
import io.lotline.core.values.RecallId;
import io.lotline.core.values.ShipmentId;
import io.lotline.core.values.WaveId;
import org.jspecify.annotations.Nullable;

/// A document that a step belongs to.
public record Document(Kind kind, String id) {
    /// The kinds of documents, with their words and with the type of their business transaction in
    /// EPCIS: the CBV's, or one of the park's own, which has a slash; null for what is none.
    public enum Kind {
        NOTICE("notice", "desadv"),
        ORDER("order", "po"),
        /// an order whose goods come back
        RETURN("order", "rma"),
        WAVE("wave", null),
        SHIPMENT("shipment", "bol"),
        COUNT("count", null),
        ADJUSTMENT("adjustment", null),
        CORRECTION("correction", null),
        HOLD("hold", null),
        RECALL("recall", "vocabulary/recall");

        private final String word;
        private final @Nullable String transaction;

        Kind(String word, @Nullable String transaction) {
            this.word = word;
            this.transaction = transaction;
        }

        public String word() {
            return word;
        }

        public @Nullable String transaction() {
            return transaction;
        }
    }

    public static Document of(NoticeId notice) {
        return new Document(Kind.NOTICE, notice.value());
    }

    public static Document of(OrderId order) {
        return new Document(Kind.ORDER, order.value());
    }

    /// An order whose goods come back.
    public static Document returned(OrderId order) {
        return new Document(Kind.RETURN, order.value());
    }

    public static Document of(WaveId wave) {
        return new Document(Kind.WAVE, wave.value());
    }

    public static Document of(ShipmentId shipment) {
        return new Document(Kind.SHIPMENT, shipment.value());
    }

    public static Document of(CountId count) {
        return new Document(Kind.COUNT, count.value());
    }

    public static Document of(AdjustmentId adjustment) {
        return new Document(Kind.ADJUSTMENT, adjustment.value());
    }

    public static Document of(CorrectionId correction) {
        return new Document(Kind.CORRECTION, correction.value());
    }

    public static Document of(HoldId hold) {
        return new Document(Kind.HOLD, hold.value());
    }

    public static Document of(RecallId recall) {
        return new Document(Kind.RECALL, recall.value());
    }
}
