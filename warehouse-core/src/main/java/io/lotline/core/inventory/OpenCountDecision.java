package io.lotline.core.inventory;

import io.lotline.core.decision.Books;
import io.lotline.core.decision.Decision;
import io.lotline.core.decision.Outcome;
import io.lotline.core.decision.Rejection;
import io.lotline.core.events.InventoryEvent.CountOpened;
import io.lotline.core.events.InventoryEvent.CountPlacesListed;
import io.lotline.core.events.WarehouseEvent;
import io.lotline.core.rules.Devices;
import io.lotline.core.rules.DocumentExists;
import io.lotline.core.rules.FiledDocument;
import io.lotline.core.rules.Known;
import io.lotline.core.rules.SharedBooks;
import io.lotline.core.rules.SharedRejection;
import io.lotline.core.values.CountId;
import io.lotline.core.values.Di;
import io.lotline.core.values.Location;
import io.lotline.core.values.LocationId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Opens a count of locations, of devices wherever they lie, of devices in locations, or of a whole
/// warehouse. Until the first scan it may be changed.
///
/// The places that it goes to are listed as they are now, a thousand an event, so that what was
/// forgotten can be named. What lies there is looked at when it is counted, and not before.
public final class OpenCountDecision implements Decision<OpenCount> {
    static final int PLACES_AN_EVENT = 1_000;

    static final int MAX_PLACES = 100_000;

    @Override
    public Class<OpenCount> commandType() {
        return OpenCount.class;
    }

    @Override
    public Outcome decide(OpenCount command, Books books) {
        CountFile file = books.open(CountFile.BOOK, command.count());
        CountOpened opened = file.opened();
        if (command.amending() && (opened == null || !file.existsFor(command.warehouses()))) {
            return Outcome.rejected(new CountRejection.CountChanged(command.count(), null));
        }
        Rejection wrong = tooLong(command);
        List<Di> devices = new ArrayList<>();
        if (wrong == null) {
            wrong = read(books, command, devices);
        }
        if (opened != null) {
            boolean same = wrong == null && same(command, devices, opened);
            if (same) {
                return Outcome.accepted();
            }
            Rejection stands =
                    command.amending() ? standing(books, command, file) : exists(command);
            if (stands != null) {
                return Outcome.rejected(stands);
            }
        } else if (wrong == null) {
            List<CountId> near = CountsAlike.near(books, command.count(), command.warehouse());
            wrong =
                    near.isEmpty()
                            ? null
                            : new CountRejection.CountLooksAlike(command.count(), near);
        }
        return wrong == null
                ? opened(books, command, devices, opened == null ? 1 : opened.revision() + 1)
                : Outcome.rejected(wrong);
    }

    private static @Nullable Rejection tooLong(OpenCount command) {
        int longest = Math.max(command.locations().size(), command.devices().size());
        return longest > FiledDocument.MAX_LINES
                ? new SharedRejection.TooManyLines("count", longest, FiledDocument.MAX_LINES)
                : null;
    }

    /// Why what it names cannot be meant; else its devices by their own DIs.
    private static @Nullable Rejection read(Books books, OpenCount command, List<Di> devices) {
        Rejection refusal = Known.refusal(books, command.warehouse());
        if (refusal != null) {
            return refusal;
        }
        List<Location> named =
                command.locations().stream()
                        .map(id -> new Location(command.warehouse(), id))
                        .toList();
        for (var entry : books.openAll(SharedBooks.LOCATION, named).entrySet()) {
            if (entry.getValue().get(entry.getKey()) == null) {
                return Known.unknownLocation(books, entry.getKey());
            }
        }
        Map<Di, Devices> files = new LinkedHashMap<>();
        for (Di di : command.devices()) {
            files.put(di, Devices.reading(books, di));
        }
        for (Map.Entry<Di, Devices> entry : files.entrySet()) {
            Devices.Pieces pieces = entry.getValue().pieces(entry.getKey());
            if (pieces == null) {
                return Known.unknownDevice(books, entry.getKey());
            }
            if (!devices.contains(pieces.device().di())) {
                devices.add(pieces.device().di());
            }
        }
        return null;
    }

    private static boolean same(OpenCount command, List<Di> devices, CountOpened opened) {
        return opened.equals(
                new CountOpened(
                        command.count(),
                        command.warehouse(),
                        command.locations(),
                        devices,
                        command.blind(),
                        command.recountAbove(),
                        opened.revision()));
    }

    private static Rejection exists(OpenCount command) {
        return new DocumentExists("count", command.count().value(), true);
    }

    /// Why a count is not changed any more; null where it may be.
    private static @Nullable Rejection standing(Books books, OpenCount command, CountFile file) {
        CountOpened opened = Objects.requireNonNull(file.opened());
        int revision = opened.revision();
        if (command.seen() != null && !command.seen().contains(revision)) {
            return new CountRejection.CountChanged(command.count(), revision);
        }
        if (file.state() != CountFile.State.OPEN) {
            return new CountRejection.CountNotOpen(command.count(), file.state());
        }
        if (books.open(CountRows.BOOK, command.count()).started()) {
            return new CountRejection.CountStarted(command.count());
        }
        return command.counting() && opened.blind() && !command.blind()
                ? new CountRejection.CountStaysBlind(command.count())
                : null;
    }

    private static Outcome opened(Books books, OpenCount command, List<Di> devices, int revision) {
        CountId count = command.count();
        Set<LocationId> places = new LinkedHashSet<>(command.locations());
        if (places.isEmpty()) {
            places.addAll(
                    devices.isEmpty()
                            ? Known.locations(books, command.warehouse())
                            : command.lying());
        }
        if (places.size() > MAX_PLACES) {
            return Outcome.rejected(
                    new SharedRejection.TooManyLines("count", places.size(), MAX_PLACES));
        }
        List<WarehouseEvent> events = new ArrayList<>();
        events.add(
                new CountOpened(
                        count,
                        command.warehouse(),
                        command.locations(),
                        devices,
                        command.blind(),
                        command.recountAbove(),
                        revision));
        List<LocationId> all = List.copyOf(places);
        for (int from = 0; from < all.size(); from += PLACES_AN_EVENT) {
            int to = Math.min(all.size(), from + PLACES_AN_EVENT);
            events.add(new CountPlacesListed(count, all.subList(from, to), revision));
        }
        return new Outcome.Accepted(events);
    }
}
