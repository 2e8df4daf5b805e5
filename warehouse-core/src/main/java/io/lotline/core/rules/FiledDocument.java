package io.lotline.core.rules;

import io.lotline.core.decision.Books;
import io.lotline.core.decision.Outcome;
import io.lotline.core.decision.Rejection;
import io.lotline.core.events.MasterDataEvent.DeviceRegistered;
import io.lotline.core.events.WarehouseEvent;
import io.lotline.core.rules.Devices.Pieces;
import io.lotline.core.values.Di;
import io.lotline.core.values.EnterpriseId;
import io.lotline.core.values.EnterpriseRole;
import io.lotline.core.values.Quantity;
import io.lotline.core.values.WarehouseId;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What documents about goods have in common that are filed once and never changed: their size,
/// their lines in pieces, and who may act in them.
public final class FiledDocument {
    public static final int MAX_LINES = 1_000;

    private FiledDocument() {}

    /// Why a document of so many lines is not looked at; null where it is.
    ///
    /// @param kind what the document is called
    public static @Nullable Rejection wrongSize(String kind, int lines) {
        if (lines == 0) {
            return new SharedRejection.EmptyDocument(kind);
        }
        return lines > MAX_LINES ? new SharedRejection.TooManyLines(kind, lines, MAX_LINES) : null;
    }

    /// A line's goods in pieces of the device inside the package that it names.
    public static Line line(Devices devices, Di named, int quantity) {
        Pieces pieces = devices.pieces(named);
        if (pieces == null) {
            return new Line(named, quantity, new SharedRejection.UnknownDevice(named));
        }
        long count = pieces.count() * quantity;
        return count > Quantity.MAX
                ? new Line(
                        named,
                        quantity,
                        new SharedRejection.QuantityTooLarge(named, count, Quantity.MAX))
                : new Line(pieces.device().di(), (int) count, null);
    }

    /// Files the document, unless it is there already or a party may not act in it.
    ///
    /// @param warehouse where the document's goods are
    /// @param exists    the refusal where another document was filed under its id
    /// @param filed     the document as it was filed before, null where it was not
    /// @param wrongLine the first line that cannot stand, if any
    public static <D extends WarehouseEvent> Outcome file(
            Books books,
            DocumentExists exists,
            WarehouseId warehouse,
            D document,
            @Nullable D filed,
            @Nullable Rejection wrongLine,
            List<Party> parties,
            LocalDate today) {
        if (filed != null) {
            return wrongLine == null && document.equals(filed)
                    ? Outcome.accepted()
                    : Outcome.rejected(exists);
        }
        Enterprises enterprises =
                Enterprises.reading(books, parties.stream().map(Party::enterprise).toList());
        Rejection nowhere = Known.refusal(books, warehouse);
        if (nowhere != null) {
            return Outcome.rejected(nowhere);
        }
        for (Party party : parties) {
            if (!enterprises.files().containsKey(party.enterprise())) {
                return Outcome.rejected(Known.unknownEnterprise(books, party.enterprise()));
            }
            Rejection refusal =
                    enterprises.refusal(
                            party.enterprise(), party.role(), party.devices(), today);
            if (refusal != null) {
                return Outcome.rejected(refusal);
            }
        }
        if (wrongLine instanceof SharedRejection.UnknownDevice unknown) {
            return Outcome.rejected(Known.unknownDevice(books, unknown.di()));
        }
        return wrongLine == null ? Outcome.accepted(document) : Outcome.rejected(wrongLine);
    }

    /// Who acts in the document, and as what.
    ///
    /// @param devices what it has to be licensed for, beside having a valid licence
    public record Party(
            EnterpriseId enterprise, EnterpriseRole role, List<DeviceRegistered> devices) {
        public Party {
            devices = List.copyOf(devices);
        }

        public Party(EnterpriseId enterprise, EnterpriseRole role) {
            this(enterprise, role, List.of());
        }
    }

    /// A line in pieces.
    ///
    /// @param wrong why it cannot stand, if so
    public record Line(Di di, int quantity, @Nullable Rejection wrong) {}
}
