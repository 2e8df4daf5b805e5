package io.lotline.core.rules;

import io.lotline.core.decision.Outcome;
import io.lotline.core.decision.Rejection;
import io.lotline.core.eventlog.Criteria;
import io.lotline.core.eventlog.Criteria.Criterion;
import io.lotline.core.events.WarehouseEvent;
import io.lotline.core.rules.Devices.Pieces;
import io.lotline.core.values.Di;
import io.lotline.core.values.EnterpriseId;
import io.lotline.core.values.EnterpriseRole;
import io.lotline.core.values.Quantity;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A document about goods that is filed once: what is known of it, of its parties and of the
/// devices in its lines.
///
/// @param filed the document as it was filed before, if so
public record FiledDocument<D extends WarehouseEvent>(
        Class<D> type, @Nullable D filed, Enterprises enterprises, Devices devices) {
    public static final int MAX_LINES = 1_000;

    public static <D extends WarehouseEvent> FiledDocument<D> unread(Class<D> type) {
        return new FiledDocument<>(type, null, Enterprises.NONE, Devices.NONE);
    }

    /// The document itself, its parties, and the devices as its lines name them.
    public static Criteria boundary(
            Criterion document, List<EnterpriseId> parties, Collection<Di> devices) {
        List<Criterion> parts = new ArrayList<>();
        parts.add(document);
        parties.forEach(party -> parts.add(Boundaries.enterprise(party)));
        devices.stream().limit(MAX_LINES).forEach(di -> parts.add(Boundaries.device(di)));
        return Boundaries.any(parts);
    }

    /// The devices inside the packages that lines name.
    public Criteria further(Collection<Di> named) {
        return Boundaries.any(
                named.stream()
                        .limit(MAX_LINES)
                        .map(di -> Boundaries.device(devices.stockDi(di)))
                        .toList());
    }

    public FiledDocument<D> evolve(WarehouseEvent event) {
        return new FiledDocument<>(
                type,
                type.isInstance(event) ? type.cast(event) : filed,
                enterprises.evolve(event),
                devices.evolve(event));
    }

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
    public Line line(Di named, int quantity) {
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
    /// @param wrongLine the first line that cannot stand, if any
    public Outcome file(
            String kind,
            String id,
            D document,
            @Nullable Rejection wrongLine,
            List<Party> parties,
            LocalDate today) {
        if (filed != null) {
            return wrongLine == null && document.equals(filed)
                    ? Outcome.accepted()
                    : Outcome.rejected(new DocumentExists(kind, id));
        }
        for (Party party : parties) {
            Rejection refusal = enterprises.refusal(party.enterprise(), party.role(), today);
            if (refusal != null) {
                return Outcome.rejected(refusal);
            }
        }
        return wrongLine == null ? Outcome.accepted(document) : Outcome.rejected(wrongLine);
    }

    /// Who acts in the document, and as what.
    public record Party(EnterpriseId enterprise, EnterpriseRole role) {}

    /// A line in pieces.
    ///
    /// @param wrong why it cannot stand, if so
    public record Line(Di di, int quantity, @Nullable Rejection wrong) {}
}
