package io.lotline.core.correction;

import io.lotline.core.correction.CorrectEvent.Mistake;
import io.lotline.core.correction.CorrectionRejection.AlreadyCorrected;
import io.lotline.core.correction.CorrectionRejection.CorrectionNotYours;
import io.lotline.core.correction.CorrectionRejection.CorrectionOfCorrection;
import io.lotline.core.correction.CorrectionRejection.CorrectionTooLate;
import io.lotline.core.correction.CorrectionRejection.EntryStillHolds;
import io.lotline.core.correction.CorrectionRejection.NotCorrectable;
import io.lotline.core.decision.Books;
import io.lotline.core.decision.Decision;
import io.lotline.core.decision.Outcome;
import io.lotline.core.decision.Rejection;
import io.lotline.core.events.CorrectionEvent.EventCorrected;
import io.lotline.core.events.EventCatalogue;
import io.lotline.core.events.MasterDataEvent;
import io.lotline.core.events.MasterDataEvent.DeviceRegistered;
import io.lotline.core.events.MasterDataEvent.EnterpriseRegistered;
import io.lotline.core.events.MasterDataEvent.LocationDefined;
import io.lotline.core.events.Movement;
import io.lotline.core.events.StockItem;
import io.lotline.core.events.WarehouseEvent;
import io.lotline.core.rules.Devices;
import io.lotline.core.rules.DocumentExists;
import io.lotline.core.rules.LotStanding;
import io.lotline.core.rules.SharedBooks;
import io.lotline.core.values.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Declares an event wrong, once. What it did is undone, unless something depends on it; what
/// should have been is decided by the very rules of its step, over the books as they are once it is
/// undone, and stands in the same commit.
public final class CorrectEventDecision implements Decision<CorrectEvent> {

    @Override
    public Class<CorrectEvent> commandType() {
        return CorrectEvent.class;
    }

    @Override
    public Outcome decide(CorrectEvent command, Books books) {
        EventCorrected before = books.open(CorrectionFile.BY_ID, command.correction()).corrected();
        if (before != null) {
            return isSame(before, command)
                    ? Outcome.accepted()
                    : Outcome.rejected(
                            new DocumentExists("correction", command.correction().value()));
        }
        WarehouseEvent event = command.mistake().event();
        if (event instanceof EventCorrected correction) {
            return Outcome.rejected(
                    new CorrectionOfCorrection(command.position(), correction.correction()));
        }
        Mistaken mistaken = Mistaken.of(event);
        Rejection refusal = mistaken == null ? otherWay(command) : refusal(command, books);
        if (mistaken == null || refusal != null) {
            return Outcome.rejected(Objects.requireNonNull(refusal));
        }
        refusal = mistaken.refusal(command.position(), command.instead());
        if (refusal == null && command.by().ownSince() != null) {
            refusal = stopped(books, event);
        }
        if (refusal == null && event instanceof MasterDataEvent file) {
            refusal = stillHolds(books, command.position(), file);
        }
        return refusal == null
                ? new Correcting(books, command, mistaken).correct()
                : Outcome.rejected(refusal);
    }

    private static boolean isSame(EventCorrected before, CorrectEvent command) {
        return before.wrong() == command.position()
                && before.reason().equals(command.reason())
                && Objects.equals(before.instead(), command.instead());
    }

    /// Why this event, or by this caller, is not corrected; null where it may be.
    private static @Nullable Rejection refusal(CorrectEvent command, Books books) {
        Mistake mistake = command.mistake();
        String name = name(mistake.event());
        EventCorrected earlier =
                books.open(CorrectionFile.BY_POSITION, new CorrectionFile.At(command.position()))
                        .corrected();
        if (earlier != null) {
            return new AlreadyCorrected(
                    command.position(), name, earlier.correction(), earlier.replacements());
        }
        if (command.by().ownSince() == null) {
            return null;
        }
        if (mistake.event().scan() == null || !mistake.actor().equals(command.by().key())) {
            return new CorrectionNotYours(command.position(), name);
        }
        return mistake.recordedAt().isBefore(command.by().ownSince())
                ? new CorrectionTooLate(
                        command.position(), name, mistake.recordedAt(), command.by().ownSince())
                : null;
    }

    /// Why who may correct only what they scanned themselves does not correct these goods: what is
    /// recalled or held is decided about by those who decide about quality. Null where nothing
    /// stops them.
    private static @Nullable Rejection stopped(Books books, WarehouseEvent event) {
        for (Movement m : event.movements()) {
            StockItem item = m.item();
            LotStanding standing = LotStanding.reading(books, item.di(), item.lot(), m.serial());
            for (Place place : List.of(m.from(), m.to())) {
                Rejection stop =
                        standing.stop(
                                item,
                                m.serial(),
                                place.kind() == Place.Kind.LOCATION ? place.asLocation() : null);
                if (stop != null) {
                    return stop;
                }
            }
        }
        return null;
    }

    private static Rejection otherWay(CorrectEvent command) {
        WarehouseEvent event = command.mistake().event();
        return new NotCorrectable(command.position(), name(event), WaysBack.of(event));
    }

    /// Why an entry of master data is no mistake of the past: it is what holds.
    private static @Nullable Rejection stillHolds(
            Books books, long position, MasterDataEvent file) {
        String id =
                switch (file) {
                    case DeviceRegistered device -> {
                        Devices now = books.open(SharedBooks.DEVICE, device.di());
                        yield device.equals(now.files().get(device.di()))
                                ? "device " + device.di()
                                : null;
                    }
                    case EnterpriseRegistered enterprise ->
                            enterprise.equals(
                                            books.open(
                                                            SharedBooks.ENTERPRISE,
                                                            enterprise.enterprise())
                                                    .files()
                                                    .get(enterprise.enterprise()))
                                    ? "enterprise " + enterprise.enterprise()
                                    : null;
                    case LocationDefined location ->
                            location.equals(
                                            books.open(SharedBooks.LOCATION, location.location())
                                                    .get(location.location()))
                                    ? "location " + location.location()
                                    : null;
                };
        return id == null ? null : new EntryStillHolds(position, name(file), id);
    }

    static String name(WarehouseEvent event) {
        String stored = EventCatalogue.nameOf(event.getClass());
        return stored.substring(stored.indexOf('.') + 1);
    }

    /// Both in one list.
    static <T> List<T> both(List<? extends T> first, List<? extends T> then) {
        List<T> all = new ArrayList<>(first);
        all.addAll(then);
        return all;
    }
}
