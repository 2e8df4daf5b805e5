package io.lotline.api.openapi;

import io.lotline.core.values.AdjustmentId;
import io.lotline.core.values.BillingMonth;
import io.lotline.core.values.ContentHash;
import io.lotline.core.values.CorrectionId;
import io.lotline.core.values.CountId;
import io.lotline.core.values.Di;
import io.lotline.core.values.EnterpriseId;
import io.lotline.core.values.Gln;
import io.lotline.core.values.HoldId;
import io.lotline.core.values.KeyId;
import io.lotline.core.values.LineId;
import io.lotline.core.values.LocationId;
import io.lotline.core.values.LotNumber;
import io.lotline.core.values.Money;
import io.lotline.core.values.NoticeId;
import io.lotline.core.values.OrderId;
import io.lotline.core.values.Price;
import io.lotline.core.values.RecallId;
import io.lotline.core.values.RouteId;
import io.lotline.core.values.SerialNumber;
import io.lotline.core.values.ShipmentId;
import io.lotline.core.values.Sscc;
import io.lotline.core.values.TariffId;
import io.lotline.core.values.VehicleId;
import io.lotline.core.values.WarehouseId;
import io.lotline.core.values.WaveId;
import io.lotline.core.values.WorkItemId;
import io.lotline.core.values.WorkSubject;
import io.swagger.v3.oas.models.media.Schema;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// How the values of the field are written, with one that is: what a client can check before it
/// asks, and what a generator needs to make some.
final class ValueSchemas {
    private static final int DI = 64;
    private static final int NUMBER = 60;

    private static final Map<Class<?>, Form> FORMS =
            Map.ofEntries(
                    Map.entry(
                            Di.class,
                            text(
                                    "A device identifier (UDI-DI): a GTIN of 14 digits, or the identifier of another issuing agency",
                                    "^[^ ]+$",
                                    DI,
                                    "06912345678902")),
                    Map.entry(
                            LotNumber.class,
                            text(
                                    "A production lot, as on the label (GS1 AI 10)",
                                    null,
                                    NUMBER,
                                    "20260815A")),
                    Map.entry(
                            SerialNumber.class,
                            text(
                                    "A serial number, as on the label (GS1 AI 21)",
                                    null,
                                    NUMBER,
                                    "S0000123")),
                    Map.entry(
                            Sscc.class,
                            digits(
                                    "The serial shipping container code of a logistic unit (GS1 AI 00), with its check digit",
                                    18,
                                    "006141411234567890")),
                    Map.entry(
                            Gln.class,
                            digits(
                                    "A global location number (GS1), with its check digit",
                                    13,
                                    "6901234000009")),
                    Map.entry(EnterpriseId.class, id("An enterprise", "acme")),
                    Map.entry(WarehouseId.class, id("A warehouse", "LY01")),
                    Map.entry(LocationId.class, id("A location in a warehouse", "A-01-03")),
                    Map.entry(NoticeId.class, id("An inbound notice", "ASN-2026-0815")),
                    Map.entry(OrderId.class, id("An outbound order", "SO-2026-0815")),
                    Map.entry(LineId.class, id("A line of a document", "10")),
                    Map.entry(WaveId.class, id("A wave of orders", "wave-0600")),
                    Map.entry(ShipmentId.class, id("A shipment", "SH-2026-0815")),
                    Map.entry(VehicleId.class, id("A vehicle", "LuQ-12345")),
                    Map.entry(RouteId.class, id("A route", "R-2026-08-15")),
                    Map.entry(RecallId.class, id("A recall", "RC-2026-03")),
                    Map.entry(HoldId.class, id("A hold on stock", "H-2026-11")),
                    Map.entry(CountId.class, id("A stock count", "C-2026-08")),
                    Map.entry(AdjustmentId.class, id("An adjustment of stock", "ADJ-2026-17")),
                    Map.entry(CorrectionId.class, id("A correction", "K-2026-05")),
                    Map.entry(TariffId.class, id("A tariff", "T-2026")),
                    Map.entry(KeyId.class, id("An API key, and who holds it", "dock-2")),
                    Map.entry(
                            WorkItemId.class,
                            longId("A work item", "20260815060102003-approve-ADJ-2026-17")),
                    Map.entry(
                            WorkSubject.class,
                            longId("What a work item is about", "approve-ADJ-2026-17")),
                    Map.entry(
                            ContentHash.class,
                            text(
                                    "The SHA-256 of an attachment's bytes",
                                    "^[0-9a-f]{64}$",
                                    64,
                                    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")),
                    Map.entry(
                            BillingMonth.class,
                            text("A calendar month", "^\\d{4}-(0[1-9]|1[0-2])$", 7, "2026-11")),
                    Map.entry(
                            Money.class,
                            text("Yuan, to the fen", "^-?\\d{1,30}\\.\\d{2}$", 34, "1280.50")),
                    Map.entry(
                            Price.class,
                            text(
                                    "Yuan, from 0 to 1000000 with at most four decimals",
                                    null,
                                    0,
                                    "0.35")));

    private ValueSchemas() {}

    /// How a value is written.
    ///
    /// @param pattern   null where its length says all
    /// @param maxLength 0 where its meaning says all
    record Form(String description, @Nullable String pattern, int maxLength, String example) {}

    private static Form text(
            String description, @Nullable String pattern, int maxLength, String example) {
        return new Form(description, pattern, maxLength, example);
    }

    private static Form digits(String description, int count, String example) {
        return new Form(description, "^\\d{" + count + "}$", count, example);
    }

    private static Form id(String what, String example) {
        return new Form(what, "^[A-Za-z0-9._-]{1,64}$", 64, example);
    }

    private static Form longId(String what, String example) {
        return new Form(what, "^[A-Za-z0-9._-]{1,120}$", 120, example);
    }

    /// The form of such values; null where there is none to tell of.
    static @Nullable Form of(Class<?> type) {
        return FORMS.get(type);
    }

    /// The text as the value that it is. A schema may be one of many places, so it is a new one.
    static Schema<?> described(Class<?> type, Schema<?> schema) {
        Form form = of(type);
        if (form == null || schema.get$ref() != null) {
            return schema;
        }
        Schema<Object> text = new Schema<>();
        text.addType("string");
        text.setDescription(
                schema.getDescription() == null ? form.description() : schema.getDescription());
        text.setPattern(form.pattern());
        if (form.maxLength() > 0) {
            text.setMinLength(1);
            text.setMaxLength(form.maxLength());
        }
        text.setExamples(List.of(form.example()));
        return text;
    }
}
